"""Which rows a measure is about: rows of its subject, one a year under `each`."""

from dataclasses import dataclass, field

from duixian.population.branches import Branch
from duixian.population.codes import NONE, Codes, GapCode, Words, together
from duixian.population.days import later_by_months, year_of
from duixian.population.forms import plain
from duixian.population.frame import YEAR_DAY, Frame, Setting
from duixian.population.judging import STEPS, Judge
from duixian.population.refusals import NotCompiled
from duixian.population.schema import FIRM, column_of, key_names, relation_of
from duixian.population.sheet import Sheet, Statements
from duixian.population.sql import NULL, Sql, day, name
from duixian.population.values import Plain
from duixian.rulebook.assessment import GapKind
from duixian.rulebook.policy.model import Each, LawDay, Measure, Payee, Policy, YearKind

NEVER = "CAST('0001-01-01' AS DATE)"
"""The day of a row that is not known: before all others."""

_BEGUN = "begun"


@dataclass(slots=True)
class _Page:
    """A sheet with its codes and the columns that every branch on it gives."""

    sheet: Sheet
    codes: Codes
    outputs: dict[str, Sql]


@dataclass(slots=True)
class Sheets:
    """The sheets of a statement, made when the first measure asks for them."""

    setting: Setting
    branches: list[Branch] = field(default_factory=list)
    _pages: dict[str, _Page] = field(default_factory=dict)

    def add(self, policy: Policy, measure: Measure, place: tuple[int, int]) -> None:
        """Compile the measure over its rows."""
        if measure.payee != Payee():
            raise NotCompiled("受益人不是本行的企业", measure.name)
        if measure.subject != FIRM and measure.subject not in self.setting.shape.tables:
            self._absent(policy, measure, place)
        elif measure.each is not None:
            self._by_years(policy, measure, measure.each, place)
        else:
            self._plain(policy, measure, place)

    def statements(self) -> list[Statements]:
        """All sheets, each after what it reads."""
        return [page.sheet.statements(page.outputs) for page in self._pages.values()]

    def _page(self, title: str, source: str, when: str, key: str) -> _Page:
        """A sheet whose rows have the key and the day of order given."""
        if title not in self._pages:
            sheet = Sheet(title, source, STEPS, ("row_key", "firm_firm_code"))
            code = sheet.entered("firm_firm_code", 'firm."firm_code"')
            outputs = {
                "row_key": sheet.entered("row_key", key),
                "row_firm": code,
                "row_payee": code,
                "row_day": sheet.entered("row_day", when),
            }
            self._pages[title] = _Page(sheet, Codes(), outputs)
        return self._pages[title]

    def _frame(self, page: _Page, measure: Measure, row: str | None) -> Frame:
        return Frame(
            self.setting,
            page.sheet,
            page.codes,
            measure.subject,
            measure.name,
            row,
            "firm",
            "firm",
            law_day=day(self.setting.shape.on),
        )

    def _plain(self, policy: Policy, measure: Measure, place: tuple[int, int]) -> None:
        on = day(self.setting.shape.on)
        if measure.subject == FIRM:
            page = self._page("enterprise", "firms AS firm", on, "firm.firm_code")
            frame = self._frame(page, measure, None)
            frame.day = on
        else:
            page = self._page(self._code(measure), self._entries(measure), *_OF_ENTRY)
            frame = self._frame(page, measure, "entry")
            frame.day = name("row_day")
            if policy.law_day is LawDay.EVENT:
                frame.law_day = frame.day
        self._branch(frame, policy, measure, place, (frame.day, NONE))

    def _absent(self, policy: Policy, measure: Measure, place: tuple[int, int]) -> None:
        """The one unknown row of a table that is absent."""
        title = f"{self._code(measure)}_absent"
        page = self._page(title, "firms AS firm", NEVER, "''")
        frame = self._frame(page, measure, None)
        gap = GapCode(GapKind.TABLE, measure.subject, measure.subject)
        before = frame.codes.missing(gap)
        frame.yearless = measure.each is not None
        self._branch(frame, policy, measure, place, (NULL, before), indefinite=True)

    def _by_years(
        self, policy: Policy, measure: Measure, each: Each, place: tuple[int, int]
    ) -> None:
        if measure.subject == FIRM:
            raise NotCompiled("企业本身逐年计算", measure.name)
        begun, codes, words = self._start(policy, measure, each)
        by_event = policy.law_day is LawDay.EVENT
        for year in range(each.first, each.last + 1):
            first = _year_start(each, "b.start_day", year)
            source = self._years(measure, begun, f"{first} AS {YEAR_DAY}", "IS NOT NULL")
            title = f"{begun}_{year}"
            page = self._page(title, source, f"entry.{YEAR_DAY}", "entry.row_key")
            frame = self._frame(page, measure, "entry")
            start = page.sheet.entered("entry_start_day", "entry.start_day")
            frame.day = frame.base = name("row_day")
            frame.support_year = year
            if by_event:
                frame.law_day = start
            self._branch(frame, policy, measure, place, (start, NONE))
        self._without_years(policy, measure, place, (begun, codes, words))

    def _start(self, policy: Policy, measure: Measure, each: Each) -> tuple[str, Codes, Words]:
        """The relation with the day from which the years of each row count."""
        title = f"{self._code(measure)}_{len(self.branches) + 1}_years"
        page = self._page(title, self._entries(measure), *_OF_ENTRY)
        frame = self._frame(page, measure, "entry")
        frame.day = name("row_day")
        if policy.law_day is LawDay.EVENT:
            frame.law_day = frame.day
        start = plain(each.start, frame)
        page.outputs["start_day"] = start.sql if start.sql != NULL else "CAST(NULL AS DATE)"
        page.outputs |= dict(start.gaps)
        return title, page.codes, start.gaps

    def _years(self, measure: Measure, begun: str, more: str, test: str) -> str:
        entries = self._relation(measure)
        return (
            f"(SELECT e.*, b.start_day, {more} FROM {entries} AS e JOIN {begun} AS b"
            f" ON b.row_key = e.row_key WHERE b.start_day {test}) AS entry"
            " JOIN firms AS firm ON firm.firm_code = entry.row_firm"
        )

    def _without_years(
        self,
        policy: Policy,
        measure: Measure,
        place: tuple[int, int],
        begun: tuple[str, Codes, Words],
    ) -> None:
        """The rows of which the day from which years count is unknown: any number of years."""
        title, codes, words = begun
        more = ", ".join(f"b.{name(word)} AS {name('begun_' + word)}" for word in words)
        if not more:
            return
        source = self._years(measure, title, more, "IS NULL")
        page = self._page(f"{title}_unknown", source, NEVER, "entry.row_key")
        frame = self._frame(page, measure, "entry")
        frame.yearless = True
        if policy.law_day is LawDay.EVENT:
            frame.law_day = page.sheet.entered("entry_row_day", "entry.row_day")
        leaves = {word: frame.leaf("entry", f"begun_{word}") for word in words}
        before = together(
            *(_told_again(frame.codes, codes, word, leaf) for word, leaf in leaves.items())
        )
        self._branch(frame, policy, measure, place, (NULL, before), indefinite=True)

    def _branch(  # noqa: PLR0913 — the parts of a branch
        self,
        frame: Frame,
        policy: Policy,
        measure: Measure,
        place: tuple[int, int],
        start: tuple[Sql, Words],
        *,
        indefinite: bool = False,
    ) -> None:
        counted, before = start
        judged = Judge(frame, policy, measure).judge(counted, before, indefinite=indefinite)
        number = len(self.branches) + 1
        branch = Branch(
            number,
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
            since=_moved(frame, policy, measure),
            form=_form(frame, measure),
        )
        self.branches.append(branch)
        self._pages[frame.sheet.title].outputs |= branch.outputs()

    def _forecast(self, frame: Frame) -> Sql:
        """Whether the year of the row has not begun."""
        return f'("row_day" > {day(self.setting.shape.on)})' if frame.support_year else "FALSE"

    def _code(self, measure: Measure) -> str:
        subject = self.setting.library.vocabulary.subject(measure.subject)
        if subject is None:
            raise KeyError(measure.subject)
        return subject.code

    def _relation(self, measure: Measure) -> str:
        """The rows that are seen on the day of assessment."""
        subject = self.setting.library.vocabulary.subject(measure.subject)
        if subject is None:
            raise KeyError(measure.subject)
        on = day(self.setting.shape.on)
        return f"(SELECT * FROM {relation_of(subject)} WHERE row_day <= {on})"

    def _entries(self, measure: Measure) -> str:
        return (
            f"{self._relation(measure)} AS entry"
            " JOIN firms AS firm ON firm.firm_code = entry.row_firm"
        )


def keys_of(frame: Frame) -> dict[str, Sql]:
    """The facts that keys of limits, groups and ladders name; 无 makes a row a group of its own."""
    library = frame.setting.library
    found = {}
    for place, title in enumerate(key_names(library), 1):
        piece = _key(frame, title)
        if piece is None:
            continue
        alone = f"({piece} = '无')"
        found[f"key_{place}_alone"] = alone
        found[f"key_{place}"] = piece
    return found


def _key(frame: Frame, title: str) -> Sql | None:
    vocabulary = frame.setting.library.vocabulary
    subject = vocabulary.subject(frame.subject)
    firm = vocabulary.subject(FIRM)
    if subject is None or firm is None:
        raise KeyError(frame.subject)
    if title == subject.key:
        return name("row_key")
    fact = subject.fact(title) if frame.row is not None else None
    if fact is not None and frame.row is not None:
        return frame.leaf(frame.row, column_of(fact, frame.setting.shape.stage))
    of_firm = firm.fact(title)
    if of_firm is None:
        return None
    return frame.leaf(frame.firm, frame.setting.firms.entered(of_firm))


def _form(frame: Frame, measure: Measure) -> Words:
    """What is missing of the form that the firm chooses."""
    groups = [group for policy in frame.setting.library.policies for group in policy.groups]
    forms = [group.form for group in groups if measure.name in group.members]
    return together(*(plain(form, frame).gaps for form in forms if form is not None))


def _moved(frame: Frame, policy: Policy, measure: Measure) -> Plain | None:
    """The day before which awards do not count on the ladder of the measure."""
    rung = measure.rung
    ladders = {ladder.name: ladder for ladder in policy.ladders}
    ladder = ladders.get(rung.ladder) if rung and rung.counts else None
    return plain(ladder.since, frame) if ladder and ladder.since else None


_OF_ENTRY = ("entry.row_day", "entry.row_key")


def _year_start(each: Each, start: Sql, year: int) -> Sql:
    """The first day of the year so many: from the corresponding day, or from New Year."""
    if each.kind is YearKind.SUPPORT:
        return later_by_months(start, 12 * (year - 1))
    first = f"MAKE_DATE({year_of(start)} + {each.from_next + year - 1}, 1, 1)"
    return f"CASE WHEN {first} > {start} THEN {first} ELSE {start} END"


def _told_again(codes: Codes, other: Codes, word: str, bits: Sql) -> Words:
    """Bits of another relation of the same rows, under words of this one."""
    own = f"{word.split('_', 1)[0]}_begun_{word.rsplit('_', 1)[1]}_{word.count('_')}"
    codes.joined[own] = other, word, ""
    return {own: bits}
