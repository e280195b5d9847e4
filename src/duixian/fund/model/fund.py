"""The fund itself: whose it is, what it may spend, its items, the policies it carries."""

from dataclasses import dataclass
from datetime import date

from duixian.rulebook.problems import Place

Name = tuple[str, str]
"""A measure: (文号, code)."""


@dataclass(frozen=True, slots=True)
class Approval:
    """The total a year's budget reply allows, in fen: the hard limit."""

    year: int
    amount: int
    source: str
    place: Place


@dataclass(frozen=True, slots=True)
class Item:
    """A 二级 item (政策项). `new` is what the papers call it; its history may say otherwise."""

    number: int
    name: str
    office: str
    new: bool
    goal: str
    scope: str
    place: Place


@dataclass(frozen=True, slots=True)
class Clause:
    """A 政策条 an item carries out; `unused` says why no money goes with it, where none does."""

    item: int
    name: str
    policy: str
    article: str
    measures: tuple[Name, ...]
    unused: str
    place: Place

    @property
    def spoken(self) -> str:
        """What it is called where clauses are listed: 3号 第三条 小巨人."""
        return f"{self.policy} {self.article} {self.name}"


@dataclass(frozen=True, slots=True)
class Fund:
    """The head of every paper; `sources` are who is booked to pay, in per cent of the whole.

    `illustrative` says what of the year is invented to show something, "" where nothing is.
    """

    name: str
    unit: str
    department: str
    level: str
    region: str
    year: int
    policies: tuple[str, ...]
    sources: tuple[tuple[str, int], ...]  # 上级, 区级, 镇级
    purpose: str = ""
    in_force: tuple[date, date] | None = None
    aliases: tuple[tuple[str, str], ...] = ()  # short name and 文号 of each policy
    illustrative: str = ""
