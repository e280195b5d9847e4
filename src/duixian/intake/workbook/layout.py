"""Which sheets and columns a workbook has: one sheet a subject, and the records around them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from duixian.intake.workbook.records import RECORD_SHEETS, RecordColumn, RecordSheet
from duixian.rulebook.dossier import Stage
from duixian.rulebook.expression.types import PURE_TYPE, Label
from duixian.rulebook.vocabulary.model import Fact, FactKind, Subject, Vocabulary

FIRM = "企业"
YEARLY = "企业年度"
YEAR = "年度"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the fact whose values it holds, at which stage, and whether it must be filled.

    `holds_firm` marks codes of firms, whose check digit is checked.
    """

    fact: Fact
    stage: Stage | None = None
    required: bool = False
    aliases: tuple[str, ...] = ()
    holds_firm: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """What a header may call it, without the bracket."""
        return (self.fact.name, self.fact.code, *self.aliases)

    @property
    def title(self) -> str:
        """The header as the template writes it: `总投入（申报，万元）`."""
        inside = [self.stage.value] if self.stage else []
        if self.fact.unit is not None:
            inside.append(self.fact.unit.name)
        elif self.fact.kind is FactKind.REFERENCE:
            inside.append("统一社会信用代码")
        return f"{self.fact.name}（{'，'.join(inside)}）" if inside else self.fact.name


@dataclass(frozen=True, slots=True)
class SheetLayout:
    """One sheet: its Chinese name, its English code, its columns in the order of the template.

    `key` is the column that tells rows apart ("" where nothing does). `subject` is None for the
    record sheets and 企业年度. `extras` are columns a record sheet also takes.
    """

    name: str
    code: str
    columns: tuple[Column, ...]
    note: str = ""
    key: str = ""
    subject: Subject | None = None
    extras: tuple[Column, ...] = ()


def layouts(vocabulary: Vocabulary) -> tuple[SheetLayout, ...]:
    """All sheets of the workbook under this vocabulary."""
    sheets: list[SheetLayout] = []
    for subject in vocabulary.subjects:
        sheets.append(_subject_sheet(subject))
        if subject.name == FIRM:
            sheets.append(_yearly_sheet(subject))
    extras = tuple(_remembered(vocabulary))
    records = (record_layout(one, extras if one.takes_facts else ()) for one in RECORD_SHEETS)
    return (*sheets, *records)


def _subject_sheet(subject: Subject) -> SheetLayout:
    named = dict.fromkeys(filter(None, (subject.key, subject.firm, subject.date)))
    identity = tuple(_identity(subject, name) for name in named)
    others = tuple(
        column
        for fact in subject.facts
        if not (fact.name in named or fact.yearly or fact.derived)
        for column in _columns(fact)
    )
    note = subject.note or f"每行一个{subject.name}"
    return SheetLayout(subject.name, subject.code, identity + others, note, subject.key, subject)


def _columns(fact: Fact) -> Iterator[Column]:
    if not fact.staged:
        holds_firm = fact.kind is FactKind.REFERENCE
        yield Column(fact, required=fact.required, holds_firm=holds_firm)
        return
    for stage in Stage:
        yield Column(fact, stage, required=fact.required and stage is Stage.DECLARED)


def _identity(subject: Subject, name: str) -> Column:
    """The key, date or firm column, declared among the facts or only named by the subject."""
    fact = subject.fact(name) or _implied(subject, name)
    is_firm = name == subject.firm
    aliases = (f"{name}统一社会信用代码", "统一社会信用代码") if is_firm else ()
    holds_firm = is_firm or (subject.name == FIRM and name == subject.key)
    return Column(fact, required=True, aliases=aliases, holds_firm=holds_firm)


def _implied(subject: Subject, name: str) -> Fact:
    kind, code = FactKind.CODE, "key"
    if name == subject.firm:
        kind, code = FactKind.REFERENCE, "firm"
    elif name == subject.date:
        kind, code = FactKind.DATE, "date"
    return Fact(name, code, subject.name, kind, Label(), required=True)


def _yearly_sheet(firm: Subject) -> SheetLayout:
    key = _identity(firm, firm.key)
    year = Fact(YEAR, "year", YEARLY, FactKind.CODE, PURE_TYPE, required=True)
    yearly = tuple(Column(fact) for fact in firm.facts if fact.yearly and not fact.derived)
    note = "每行一家企业的一个年度"
    return SheetLayout(YEARLY, "firm_years", (key, Column(year, required=True), *yearly), note)


def record_layout(record: RecordSheet, extras: tuple[Column, ...] = ()) -> SheetLayout:
    """A sheet whose columns are not those of a subject."""
    columns = tuple(_record_column(record, column) for column in record.columns)
    return SheetLayout(record.name, record.code, columns, record.note, record.key, extras=extras)


def _record_column(record: RecordSheet, column: RecordColumn) -> Column:
    fact = Fact(
        column.name,
        column.code,
        record.name,
        column.kind,
        column.type,
        unit=column.unit,
        required=column.required,
        note=column.note,
    )
    holds_firm = column.kind is FactKind.REFERENCE
    return Column(fact, required=column.required, holds_firm=holds_firm)


def _remembered(vocabulary: Vocabulary) -> Iterator[Column]:
    """Facts that may stand beside an award; words are taken as they are, whatever the subject."""
    for subject in vocabulary.subjects:
        for fact in subject.facts:
            if fact.kind is FactKind.LEVEL:
                yield Column(replace(fact, kind=FactKind.TEXT, type=Label()))
            else:
                yield Column(replace(fact, staged=False))
