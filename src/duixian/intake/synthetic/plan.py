"""What a district of some size holds: the plan of the package, scaled, and who has what."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from importlib.resources import files
from math import gcd
from typing import Any

import yaml

FOLDER = files("duixian") / "demo" / "district"
Written = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Matter:
    """So many firms that have the same rows; `first` is the place of the first among all firms.

    Without `first` the rows belong to anybody.
    """

    number: int
    name: str
    count: int
    first: int | None
    rows: Mapping[str, Written]
    firm: Written
    years: Written
    listed: str
    reviews: Mapping[str, Written]
    awarded: int
    awards: Sequence[Written]


@dataclass(frozen=True, slots=True)
class District:
    """All of a district: how many firms, from which seed, with which chance a fact is missing."""

    firms: int
    seed: int
    missing: Fraction
    written: Mapping[str, Any]
    matters: tuple[Matter, ...]

    @property
    def day(self) -> str:
        """The day to ask about: what is known ends there, and the published lists were read."""
        day: str = self.written["day"]
        return day

    @property
    def sound(self) -> int:
        """How many firms, the first by place, have a matter of the tables."""
        planned = sum(matter.count for matter in self.matters if matter.first is not None)
        return min(self.firms, planned)

    @property
    def stride(self) -> int:
        """The step from the number of one place to that of the next; it reaches every number."""
        step = max(1, self.firms * 618 // 1000)
        while gcd(step, self.firms) != 1:
            step += 1
        return step

    def number_at(self, place: str) -> str:
        """The number, from 1, of the firm at a place."""
        return f"(({place}) * {self.stride} + {self.seed % self.firms}) % {self.firms} + 1"

    def place_of(self, number: str) -> str:
        """The place of the firm with that number."""
        back = pow(self.stride, -1, self.firms) if self.firms > 1 else 0
        offset = self.firms - 1 - self.seed % self.firms
        return f"(({number}) + {offset}) % {self.firms} * {back} % {self.firms}"

    def matter(self, name: str) -> Matter:
        """The matter of that name."""
        return next(matter for matter in self.matters if matter.name == name)

    def policy(self, short: str) -> str:
        """The number of a policy by its short name."""
        number: str = self.written["policies"][short]
        return number


def district(firms: int, seed: int, missing: Fraction) -> District:
    """The plan for so many firms. Each count grows with them, and is never less than one."""
    text = (FOLDER / "plan.yaml").read_text(encoding="utf-8")
    # BaseLoader leaves every scalar a text: no number becomes a float on the way.
    written = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - makes texts, lists and mappings only
    return District(firms, seed, missing, written, tuple(_matters(written, firms)))


def table(name: str) -> list[dict[str, str]]:
    """The rows of a table of the package."""
    text = (FOLDER / f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def _matters(written: Mapping[str, Any], firms: int) -> Iterator[Matter]:
    share, place = Fraction(firms, int(written["firms"])), 0
    for number, each in enumerate((*written["matters"], *written["anyone"]), 1):
        has_firms = number <= len(written["matters"])
        count = min(firms, scaled(int(each["count"]), share))
        yield _matter(number, each, count, place if has_firms else None, share)
        place = (place + count) % firms if has_firms else place


def _matter(
    number: int, each: Mapping[str, Any], count: int, first: int | None, share: Fraction
) -> Matter:
    awarded = each.get("awarded", {})
    awards = [awarded[key] for key in ("award", "again") if key in awarded]
    some = scaled(int(awarded["count"]), share) if "count" in awarded else count
    return Matter(
        number,
        each["name"],
        count,
        first,
        each.get("rows", {}),
        each.get("firm", {}),
        each.get("years", {}),
        each.get("listed", ""),
        each.get("reviews", {}),
        min(count, some) if awards else 0,
        awards,
    )


def scaled(count: int, share: Fraction) -> int:
    """The share of a count, half up, and at least one."""
    return max(1, int(count * share + Fraction(1, 2)))
