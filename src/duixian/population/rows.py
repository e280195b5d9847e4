"""Which rows a measure is about: rows of its subject, one a year under `each`, one a payee."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from duixian.population.abreast.deciding import STEPS as LATER
from duixian.population.abreast.past import Past
from duixian.population.asked import answers
from duixian.population.branches import Branch
from duixian.population.codes import NONE, Codes, GapCode, Words, together
from duixian.population.days import later_by_months, year_of
from duixian.population.forms import plain
from duixian.population.frame import BEGUN, NOBODY, Frame, Setting
from duixian.population.judging import STEPS, Judge
from duixian.population.keys import form_of, keys_of, moved
from duixian.population.payees import Paid, paid, pays_firm_only, with_payees
from duixian.population.schema import FIRM, relation_of
from duixian.population.sheet import Sheet, Statements
from duixian.population.sql import FALSE, NULL, Sql, both, day, known, name, names_in, unknown
from duixian.rulebook.assessment import GapKind
from duixian.rulebook.policy.model import Each, LawDay, Measure, Policy, YearKind
from duixian.rulebook.vocabulary.model import Subject

ABREAST = "abreast"
"""The sheet of the measures that are decided side by side."""

NEVER = "CAST('0001-01-01' AS DATE)"
"""The day of a row that is not known: before all others."""

Place = tuple[int, int]


@dataclass(slots=True)
class _Page:
    """A sheet with its codes and the columns that every branch on it gives."""

    sheet: Sheet
    codes: Codes
    outputs: dict[str, Sql]
    _titles: dict[Sql, str] = field(default_factory=dict)

    def give(self, branch: Branch) -> None:
        """Give the branch its columns: one for equal pieces, and none for a literal."""
        for title, piece in branch.outputs().items():
            found = piece
            if names_in(piece):
                column = self._titles.setdefault(piece, title)
                self.outputs[column] = piece
                found = name(column)
            branch.columns[title] = found


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows of a measure: the name of their sheet, their relation, who is firm and payee."""

    title: str
    relation: str
    row: str | None
    firm: str
    payee: str
    joins: str

    @property
    def source(self) -> str:
        """The FROM clause."""
        return f"{self.relation} AS {self.row or self.firm or self.payee}{self.joins}"


@dataclass(frozen=True, slots=True)
class _Years:
    """All years of the rows of a subject, side by side, and the sheet that says when they begin.

    `row` is the frame of a row as it was entered, without regard to years.
    """

    starts: _Page
    page: _Page
    row: Frame

    def start(self, piece: Sql) -> str:
        """The column with the first day of all years, equal for equal pieces."""
        return _column(self.starts.outputs, "start", piece)

    def first_day(self, each: Each, piece: Sql, year: int) -> str:
        """The column with the first day of the year so many."""
        return _column(self.starts.outputs, "day", _year_start(each, piece, year))


@dataclass(slots=True)
class Sheets:
    """The sheets of a statement, made when the first measure asks for them.

    The measures that are decided side by side stand on one of their own, with the past awards.
    """

    setting: Setting
    abreast: frozenset[tuple[str, str]] = frozenset()
    branches: list[Branch] = field(default_factory=list)
    past: Past | None = None
    _pages: dict[str, _Page] = field(default_factory=dict)

    def add(self, policy: Policy, measure: Measure, place: Place) -> None:
        """Compile the measure over its rows."""
        if measure.subject != FIRM and measure.subject not in self.setting.shape.tables:
            self._absent(policy, measure, place)
        elif measure.each is not None:
            self._by_years(policy, measure, measure.each, place)
        else:
            self._plain(policy, measure, place)

    def statements(self) -> list[Statements]:
        """The sheets whose rows are joined later, each after what it reads."""
        for branch in self.branches:
            if branch.sheet.title != ABREAST:
                self._pages[branch.sheet.title].give(branch)
        return [
            page.sheet.statements(page.outputs)
            for title, page in self._pages.items()
            if title != ABREAST
        ]

    def side_by_side(self, outputs: Mapping[str, Sql]) -> Statements:
        """The sheet of the measures that are decided side by side, with columns of the answer."""
        return self._pages[ABREAST].sheet.statements(outputs)

    def _page(self, title: str, rows: _Rows, when: str, key: str) -> _Page:
        """A sheet whose rows have the key and the day of order given."""
        if title not in self._pages:
            owner = f"{rows.payee}_firm_code"
            sheet = Sheet(title, rows.source, (*STEPS, *LATER), ("row_key", owner))
            payee = sheet.entered(owner, f'{rows.payee}."firm_code"')
            firm = rows.firm or rows.payee
            outputs = {
                "row_key": sheet.entered("row_key", key),
                "row_firm": sheet.entered(f"{firm}_firm_code", f'{firm}."firm_code"'),
                "row_payee": payee,
                "row_day": sheet.entered("row_day", when),
            }
            self._pages[title] = _Page(sheet, Codes(), outputs)
        return self._pages[title]

    def _frame(self, page: _Page, measure: Measure, rows: _Rows) -> Frame:
        return Frame(
            self.setting,
            page.sheet,
            page.codes,
            measure.subject,
            measure.name,
            None if measure.subject == FIRM else rows.row,
            rows.firm,
            rows.payee,
            rows.payee,
            law_day=day(self.setting.shape.on),
        )

    def _rows(self, measure: Measure) -> _Rows:
        """The rows that are seen on the day of assessment."""
        if measure.subject == FIRM:
            title = ABREAST if measure.name in self.abreast else "enterprise"
            return _Rows(title, "firms", None, "firm", "firm", "")
        subject = self._subject(measure)
        on = day(self.setting.shape.on)
        seen = f"(SELECT * FROM {relation_of(subject)} WHERE row_day <= {on})"
        if pays_firm_only(measure):
            # Two sheets read the firms: when the years begin, and the years.
            firms = self.setting.firms.having(subject) if measure.each else "firms"
            joins = f" JOIN {firms} AS firm ON firm.firm_code = entry.row_firm"
            return _Rows(subject.code, seen, "entry", "firm", "firm", joins)
        joins = (
            f" JOIN {self.setting.firms.named(subject)} AS firm ON firm.firm_code = entry.row_firm"
            " JOIN firms AS payee ON payee.firm_code = entry.named"
        )
        relation = with_payees(self.setting, subject, seen)
        return _Rows(f"{subject.code}_payee", relation, "entry", "firm", "payee", joins)

    def _plain(self, policy: Policy, measure: Measure, place: Place) -> None:
        rows = self._rows(measure)
        page = self._entered(rows)
        frame = self._entered_frame(page, policy, measure, rows)
        self._branch(frame, policy, measure, place, (frame.day, NONE, paid(measure, frame)))

    def _entered(self, rows: _Rows, title: str = "") -> _Page:
        """A sheet of the rows as they were entered."""
        if rows.row is None:
            on = day(self.setting.shape.on)
            return self._page(title or rows.title, rows, on, "firm.firm_code")
        return self._page(title or rows.title, rows, "entry.row_day", "entry.row_key")

    def _entered_frame(self, page: _Page, policy: Policy, measure: Measure, rows: _Rows) -> Frame:
        frame = self._frame(page, measure, rows)
        if measure.name in self.abreast:
            self.past = frame.past = self.past or Past(page.sheet, self.setting.shape)
        if rows.row is None:
            frame.day = day(self.setting.shape.on)
            return frame
        frame.day = name("row_day")
        if policy.law_day is LawDay.EVENT:
            frame.law_day = frame.day
        return frame

    def _absent(self, policy: Policy, measure: Measure, place: Place) -> None:
        """The one unknown row of a table that is absent; of any firm where others may be paid."""
        firm = "firm" if pays_firm_only(measure) else NOBODY
        payee = firm or "payee"
        title = f"{self._subject(measure).code}_absent" + ("" if firm else "_payee")
        rows = _Rows(title, "firms", None, firm, payee, "")
        page = self._page(title, rows, NEVER, "''")
        frame = self._frame(page, measure, rows)
        gap = GapCode(GapKind.TABLE, measure.subject, measure.subject)
        before = frame.codes.missing(gap)
        frame.yearless = measure.each is not None
        self._branch(frame, policy, measure, place, (NULL, before, Paid()), indefinite=True)

    def _by_years(self, policy: Policy, measure: Measure, each: Each, place: Place) -> None:
        rows = self._rows(measure)
        years = self._years(policy, measure, rows)
        first = self._entered_frame(years.starts, policy, measure, rows)
        begins = plain(each.start, first).sql
        start_day = years.starts.sheet.define("CAST(NULL AS DATE)" if begins == NULL else begins)
        start = years.start(start_day)
        payee = paid(measure, years.row)
        for year in range(each.first, each.last + 1):
            frame = self._frame(years.page, measure, rows)
            since = frame.leaf(BEGUN, start)
            frame.day = frame.base = frame.leaf(BEGUN, years.first_day(each, start_day, year))
            frame.started = start, _years_later(each, year)
            frame.support_year = year
            if policy.law_day is LawDay.EVENT:
                frame.law_day = since
            told = replace(payee, test=both(payee.test, known(since)))
            self._branch(frame, policy, measure, place, (since, NONE, told))
        before = plain(each.start, years.row).gaps
        if before:
            frame = self._entered_frame(years.page, policy, measure, rows)
            frame.day, frame.yearless = NULL, True
            told = replace(payee, test=both(payee.test, unknown(frame.leaf(BEGUN, start))))
            self._branch(frame, policy, measure, place, (NULL, before, told), indefinite=True)

    def _years(self, policy: Policy, measure: Measure, rows: _Rows) -> _Years:
        """The sheet of the rows with their years, and that of when these begin, which it joins."""
        starts = self._entered(rows, f"{rows.title}_starts")
        key = f"{rows.firm}.firm_code" if rows.row is None else f"{rows.row}.row_key"
        joins = f"{rows.joins} JOIN {starts.sheet.title} AS {BEGUN} ON {BEGUN}.row_key = {key}"
        if rows.payee != rows.firm:
            joins += f" AND {BEGUN}.row_payee = {rows.payee}.firm_code"
        title = f"{rows.title}_{len(self.branches) + 1}_years"
        page = self._entered(replace(rows, joins=joins), title)
        return _Years(starts, page, self._entered_frame(page, policy, measure, rows))

    def _branch(  # noqa: PLR0913 — the parts of a branch
        self,
        frame: Frame,
        policy: Policy,
        measure: Measure,
        place: Place,
        start: tuple[Sql, Words, Paid],
        *,
        indefinite: bool = False,
    ) -> None:
        counted, before, payee = start
        judge = Judge(frame, policy, measure)
        judged = judge.judge(counted, together(before, payee.gaps), indefinite=indefinite)
        branch = Branch(
            len(self.branches) + 1,
            measure,
            place,
            frame.sheet,
            frame.codes,
            frame.support_year,
            judged,
            indefinite,
            row_known=frame.row is not None or measure.subject == FIRM,
            day=NEVER if frame.yearless else frame.base or name("row_day"),
            forecast=self._forecast(frame),
            keys=keys_of(frame),
            since=moved(frame, policy, measure),
            form=form_of(frame, measure),
            paid=payee.test,
            before=frame.before,
            answers=answers(frame, measure),
        )
        self.branches.append(branch)

    def _forecast(self, frame: Frame) -> Sql:
        """Whether the year of the row has not begun."""
        return f"({frame.base} > {day(self.setting.shape.on)})" if frame.support_year else FALSE

    def _subject(self, measure: Measure) -> Subject:
        subject = self.setting.library.vocabulary.subject(measure.subject)
        if subject is None:
            raise KeyError(measure.subject)
        return subject


def _year_start(each: Each, start: Sql, year: int) -> Sql:
    """The first day of the year so many: from the corresponding day, or from New Year."""
    if each.kind is YearKind.SUPPORT:
        return later_by_months(start, 12 * (year - 1))
    first = f"MAKE_DATE({year_of(start)} + {_years_later(each, year)}, 1, 1)"
    return f"CASE WHEN {first} > {start} THEN {first} ELSE {start} END"


def _years_later(each: Each, year: int) -> int:
    """In which calendar year the year so many begins, counted from that of the start."""
    return year - 1 + (each.kind is not YearKind.SUPPORT and each.from_next)


def _column(outputs: dict[str, Sql], title: str, piece: Sql) -> str:
    """The column among the outputs that has the piece; a new one where none has."""
    alike = [column for column in outputs if column.startswith(f"{title}_")]
    found = next((column for column in alike if outputs[column] == piece), None)
    if found is None:
        found = f"{title}_{len(alike) + 1}"
        outputs[found] = piece
    return found
