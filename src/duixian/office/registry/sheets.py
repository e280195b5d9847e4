"""The sheets of the workbook as the registry keeps them: what a value is called, what a row is.

A value is kept under the English code of its fact; the three figures of a staged fact under
`code.declared`, `code.verified` and `code.accepted`; a fact that stands beside an award under `+`
and its Chinese name.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from duixian.intake.workbook import records
from duixian.intake.workbook.layout import FIRM, YEAR, YEARLY, Column, SheetLayout, layouts
from duixian.office.registry.vocabulary import vocabulary
from duixian.rulebook.expression.types import Label
from duixian.rulebook.vocabulary.model import FactKind

FIRM_SHEET, YEARLY_SHEET, RECOGNITIONS = "enterprise", "firm_years", "recognition"
AWARDS_SHEET, AWARD_SOURCES_SHEET = "awards", "award_sources"
LISTINGS, LIST_SOURCES = "listings", "list_sources"
REMEMBERED = "+"

_IDENTITY = {
    YEARLY: (YEAR,),
    records.AWARDS: (
        *("政策文号", "措施", "受益人", "对象", "对象编号"),
        *("事项日期", "决定日期", "支持年度", "来源"),
    ),
    records.REVIEWS: ("政策文号", "措施", "对象编号", "评审类别", "评审日期"),
    records.DECISIONS: ("企业", "政策文号", "措施", "对象编号", "条件名称", "决定日期"),
    records.LISTINGS: ("名单名称", "企业", "列入日期"),
}
"""What tells rows apart where no column does; equal ones are counted."""
_OWNER = {records.AWARDS: "受益人", records.DECISIONS: "企业", records.LISTINGS: "企业"}


@dataclass(frozen=True)
class Sheet:
    """A sheet and what its columns are called in the registry."""

    layout: SheetLayout

    @property
    def name(self) -> str:
        """Its Chinese name."""
        return self.layout.name

    @property
    def code(self) -> str:
        """Its English code, under which rows are kept."""
        return self.layout.code

    @cached_property
    def columns(self) -> dict[str, Column]:
        """Every column by what its values are called."""
        own = {stored_name(column): column for column in self.layout.columns}
        extras = {f"{REMEMBERED}{one.fact.name}": one for one in reversed(self.layout.extras)}
        return own | extras

    @cached_property
    def own(self) -> frozenset[str]:
        """The names of the facts that are the sheet's own, not beside it."""
        return frozenset(column.fact.name for column in self.layout.columns)

    def stored(self, column: Column) -> str:
        """What the values of a column are called, its own or one beside an award."""
        if column.fact.name in self.own:
            return stored_name(column)
        return f"{REMEMBERED}{column.fact.name}"

    @staticmethod
    def is_beside(code: str) -> bool:
        """Whether a value is a fact beside the sheet's own."""
        return code.startswith(REMEMBERED)

    @property
    def owner(self) -> str:
        """The column that says whose row it is; empty where rows belong to no firm."""
        if self.layout.subject is not None:
            return self.layout.subject.firm or self.layout.key
        if self.name == YEARLY:
            return next(column.fact.name for column in self.layout.columns)
        return _OWNER.get(self.name, "")

    @property
    def identity(self) -> tuple[str, ...]:
        """The columns that together tell rows apart."""
        if self.name == YEARLY:
            return (self.owner, YEAR)
        return (self.layout.key,) if self.layout.key else _IDENTITY[self.name]

    @property
    def must_have_firm(self) -> bool:
        """Whether its rows stand only for firms that are in 企业."""
        is_own = self.layout.subject is not None and self.name != FIRM
        return is_own or self.name in {YEARLY, records.DECISIONS}

    @property
    def year_in_key(self) -> bool:
        """Whether a row is of a year."""
        return self.name == YEARLY

    @property
    def counts_equals(self) -> bool:
        """Whether rows may be alike in all that tells them apart."""
        return not self.layout.key and self.name != YEARLY

    @property
    def references(self) -> tuple[str, ...]:
        """Columns that name other firms: providers, organisers, counterparts."""
        if self.layout.subject is None or self.name == FIRM:
            return ()
        facts = self.layout.subject.facts
        found = (fact.name for fact in facts if fact.kind is FactKind.REFERENCE)
        return tuple(name for name in found if name != self.owner)


def stored_name(column: Column) -> str:
    """What a column's values are called."""
    stage = f".{column.stage.name.lower()}" if column.stage else ""
    return f"{column.fact.code}{stage}"


@lru_cache(maxsize=1)
def sheets() -> dict[str, Sheet]:
    """All sheets by their English code, in the order of the workbook."""
    return {layout.code: Sheet(layout) for layout in layouts(vocabulary())}


def subject_sheets() -> Iterator[Sheet]:
    """The sheets of subjects other than 企业: projects, leases, titles …."""
    for sheet in sheets().values():
        if sheet.layout.subject is not None and sheet.name != FIRM:
            yield sheet


def industries() -> tuple[str, ...]:
    """The industries that firms are sorted into."""
    kind = sheets()[FIRM_SHEET].columns["industry_class"].fact.type
    return kind.levels if isinstance(kind, Label) else ()


def words_of(sheet: str, code: str) -> tuple[str, ...]:
    """The words that a value of a sheet chooses from."""
    kind = sheets()[sheet].columns[code].fact.type
    return kind.levels if isinstance(kind, Label) else ()
