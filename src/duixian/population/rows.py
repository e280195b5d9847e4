"""Which rows a measure is about: rows of its subject, one a year under `each`, one a payee."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from duixian.population.abreast.deciding import STEPS as LATER
from duixian.population.abreast.past import Past
from duixian.population.asked import answers
from duixian.population.branches import Branch
from duixian.population.codes import NONE, Codes, GapCode, Words, together
from duixian.population.days import later_by_months, year_of
from duixian.population.forms import plain
from duixian.population.frame import NOBODY, YEAR_DAY, Frame, Setting
from duixian.population.judging import STEPS, Judge
from duixian.population.keys import form_of, keys_of, moved
from duixian.population.payees import Paid, paid, pays_firm_only, with_payees
from duixian.population.schema import FIRM, relation_of
from duixian.population.sheet import Sheet, Statements
from duixian.population.sql import NULL, TRUE, Sql, day, name
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
class _Begun:
    """The relation with the day from which the years of each row count, and who is paid."""

    title: str
    codes: Codes
    gaps: Words
    paid: Paid

    def columns(self) -> dict[str, Sql]:
        """What the rows of the years take over from it."""
        found = {f"begun_{word}": f"b.{name(word)}" for word in self.gaps}
        found |= {f"begun_paid_{word}": f"b.{name('paid_' + word)}" for word in self.paid.gaps}
        return found | ({"begun_paid": "b.paid"} if self.paid.test != TRUE else {})


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
            # Every year is a sheet of its own, and reads the firms anew.
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
        begun = self._start(policy, measure, each)
        for year in range(each.first, each.last + 1):
            first = _year_start(each, "b.start_day", year)
            rows = self._years(measure, begun, {YEAR_DAY: first}, "IS NOT NULL")
            page = self._page(f"{begun.title}_{year}", rows, f"entry.{YEAR_DAY}", "entry.row_key")
            frame = self._frame(page, measure, rows)
            start = page.sheet.entered("entry_start_day", "entry.start_day")
            frame.day = frame.base = name("row_day")
            frame.support_year = year
            if policy.law_day is LawDay.EVENT:
                frame.law_day = start
            taken = self._taken_over(frame, begun)
            self._branch(frame, policy, measure, place, (start, NONE, taken))
        if begun.gaps:
            self._without_years(policy, measure, place, begun)

    def _start(self, policy: Policy, measure: Measure, each: Each) -> _Begun:
        rows = self._rows(measure)
        title = f"{self._subject(measure).code}_{len(self.branches) + 1}_years"
        page = self._entered(rows, title)
        frame = self._entered_frame(page, policy, measure, rows)
        start, payee = plain(each.start, frame), paid(measure, frame)
        page.outputs["start_day"] = start.sql if start.sql != NULL else "CAST(NULL AS DATE)"
        page.outputs["paid"] = payee.test
        page.outputs |= dict(start.gaps)
        page.outputs |= {f"paid_{word}": bits for word, bits in payee.gaps.items()}
        return _Begun(title, page.codes, start.gaps, payee)

    def _years(self, measure: Measure, begun: _Begun, more: dict[str, Sql], test: str) -> _Rows:
        """The rows whose years count from a day, or of which that day is not known."""
        rows = self._rows(measure)
        of_firm = "SELECT row_key FROM " + begun.title
        relation = f"({of_firm})" if rows.row is None else rows.relation
        same = "b.row_key = e.row_key"
        if rows.payee != rows.firm:
            same += " AND b.row_payee = e.named"
        columns = {"start_day": "b.start_day"} | more | begun.columns()
        taken = ", ".join(f"{piece} AS {name(title)}" for title, piece in columns.items())
        relation = (
            f"(SELECT e.*, {taken} FROM {relation} AS e JOIN {begun.title} AS b"
            f" ON {same} WHERE b.start_day {test})"
        )
        joins = rows.joins or " JOIN firms AS firm ON firm.firm_code = entry.row_key"
        return _Rows(rows.title, relation, "entry", rows.firm, rows.payee, joins)

    def _taken_over(self, frame: Frame, begun: _Begun) -> Paid:
        """Who is paid, as the relation with the first days has it."""
        if begun.paid.test == TRUE:
            return Paid()
        return Paid(frame.leaf("entry", "begun_paid"), self._told(frame, begun, "paid_"))

    def _told(self, frame: Frame, begun: _Begun, prefix: str) -> Words:
        for via in begun.codes.vias.values():
            frame.firm_by(via)
        words = begun.paid.gaps if prefix else begun.gaps
        found = []
        for word in words:
            bits = frame.leaf("entry", f"begun_{prefix}{word}")
            found.append(_told_again(frame.codes, begun.codes, prefix, word, bits))
        return together(*found)

    def _without_years(self, policy: Policy, measure: Measure, place: Place, begun: _Begun) -> None:
        """The rows of which the day from which years count is unknown: any number of years."""
        rows = self._years(measure, begun, {}, "IS NULL")
        page = self._page(f"{begun.title}_unknown", rows, NEVER, "entry.row_key")
        frame = self._frame(page, measure, rows)
        frame.yearless = True
        if policy.law_day is LawDay.EVENT and measure.subject != FIRM:
            frame.law_day = page.sheet.entered("entry_row_day", "entry.row_day")
        before, taken = self._told(frame, begun, ""), self._taken_over(frame, begun)
        self._branch(frame, policy, measure, place, (NULL, before, taken), indefinite=True)

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
            forecast=self._forecast(frame),
            keys=keys_of(frame),
            since=moved(frame, policy, measure),
            form=form_of(frame, measure),
            paid=payee.test,
            before=frame.before,
            answers=answers(frame, measure),
        )
        self.branches.append(branch)
        if frame.past is None:
            self._pages[frame.sheet.title].outputs |= branch.outputs()

    def _forecast(self, frame: Frame) -> Sql:
        """Whether the year of the row has not begun."""
        return f'("row_day" > {day(self.setting.shape.on)})' if frame.support_year else "FALSE"

    def _subject(self, measure: Measure) -> Subject:
        subject = self.setting.library.vocabulary.subject(measure.subject)
        if subject is None:
            raise KeyError(measure.subject)
        return subject


def _year_start(each: Each, start: Sql, year: int) -> Sql:
    """The first day of the year so many: from the corresponding day, or from New Year."""
    if each.kind is YearKind.SUPPORT:
        return later_by_months(start, 12 * (year - 1))
    first = f"MAKE_DATE({year_of(start)} + {each.from_next + year - 1}, 1, 1)"
    return f"CASE WHEN {first} > {start} THEN {first} ELSE {start} END"


def _told_again(codes: Codes, other: Codes, prefix: str, word: str, bits: Sql) -> Words:
    """Bits of another relation of the same rows, under words of this one."""
    kind, rest = word.split("_", 1)
    own = f"{kind}_begun_{prefix}{rest}"
    codes.joined[own] = other, word, ""
    return {own: bits}
