"""The vocabulary: subjects and their facts, one for all policies of all districts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction

from duixian.rulebook.expression.tree import Expression
from duixian.rulebook.expression.types import Type
from duixian.rulebook.units import Unit


class FactKind(StrEnum):
    """What a value of the fact looks like; the Chinese word is what facts.yaml writes."""

    MONEY = "金额"
    QUANTITY = "数量"
    RATE = "比率"
    DATE = "日期"
    TEXT = "文本"
    LEVEL = "等级"
    FLAG = "是否"
    REFERENCE = "引用"  # the code of another firm
    CODE = "编号"  # a key or number kept as text


@dataclass(frozen=True, slots=True)
class Derivation:
    """How a derived fact is computed from a day on."""

    since: date
    expression: Expression
    cites: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of a subject.

    `unit` is the unit of a cell (万元, 平方米); `minimum` and `maximum` are in base units, None for
    no bound below (a loss) or the default above. A `staged` fact has three figures: 申报, 核定,
    验收. A `yearly` fact has one value a year. `source` says where it usually comes from.
    """

    name: str
    code: str
    subject: str
    kind: FactKind
    type: Type
    unit: Unit | None = None
    minimum: Fraction | None = Fraction(0)
    maximum: Fraction | None = None
    yearly: bool = False
    staged: bool = False
    tax: str = ""  # 含税 or 不含税, for investment bases
    required: bool = False
    sensitive: bool = False
    source: str = ""
    note: str = ""
    derived: tuple[Derivation, ...] = ()


@dataclass(frozen=True, slots=True)
class Subject:
    """A kind of row: 企业 itself, or 项目, 认定, 租赁 … which belong to a firm.

    `key` is the fact that identifies a row, `date` the fact that dates it ("" for 企业), `firm` the
    reference that ties it to its firm ("" for 企业), `counted_in` the unit of 计数.
    """

    name: str
    code: str
    key: str
    date: str
    firm: str
    counted_in: Unit
    facts: tuple[Fact, ...]
    note: str = ""
    _by_name: Mapping[str, Fact] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Of two with one name the first is found."""
        object.__setattr__(self, "_by_name", {fact.name: fact for fact in reversed(self.facts)})

    def fact(self, name: str) -> Fact | None:
        """The fact of that name, if declared."""
        return self._by_name.get(name)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All units and subjects, in the order of the file."""

    units: tuple[Unit, ...]
    subjects: tuple[Subject, ...]
    _by_name: Mapping[str, Subject] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Of two with one name the first is found."""
        by_name = {subject.name: subject for subject in reversed(self.subjects)}
        object.__setattr__(self, "_by_name", by_name)

    def subject(self, name: str) -> Subject | None:
        """The subject of that Chinese name, if declared."""
        return self._by_name.get(name)
