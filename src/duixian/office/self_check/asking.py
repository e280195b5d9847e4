"""Which questions are open: what undecided measures wait for, and what has been answered already.

Nothing is asked that no measure needs any more: when a firm is registered elsewhere, the questions
of the measures that this refuses disappear.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from duixian.office.self_check import names
from duixian.office.self_check.ground import Ground
from duixian.office.self_check.names import Choice
from duixian.office.self_check.past import Field
from duixian.office.self_check.reading import (
    FIRM,
    NUMBERS,
    Answers,
    identifies,
    key_of,
    past_awards,
    row_count,
    wanting,
)
from duixian.rulebook.assessment import Assessment, Gap, GapKind, Verdict
from duixian.rulebook.dossier import Dossier, Row
from duixian.rulebook.expression.types import Label
from duixian.rulebook.vocabulary.model import Fact, FactKind, Subject

OF_NO_PROJECT = "无"
"""What a row that belongs to no project writes in place of its number."""

OPEN = frozenset({Verdict.UNKNOWN, Verdict.PENDING})
FLAGS = (Choice(names.YES, names.YES), Choice(names.NO, names.NO))
PRESENCE = (Choice(names.HAS, names.HAS), Choice(names.HAS_NOT, names.HAS_NOT))


@dataclass(frozen=True, slots=True)
class Question:
    """One field of the form. `kind` is choice, date, number or text; `waiting` counts measures."""

    name: str
    label: str
    kind: str
    value: str
    unit: str = ""
    hint: str = ""
    choices: tuple[Choice, ...] = ()
    error: str = ""
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """Questions that belong together; of one row where `row` is its number."""

    title: str
    questions: tuple[Question, ...]
    hint: str = ""
    subject: str = ""
    row: int = 0
    is_last_row: bool = False


@dataclass(frozen=True, slots=True)
class Asker:
    """Makes the sections of the form from gaps and answers."""

    ground: Ground
    answers: Answers
    errors: Mapping[str, str]
    gaps: frozenset[Gap]
    known: Dossier

    def sections(self) -> tuple[Section, ...]:
        """All sections that hold a question, in the order in which they are best answered."""
        plain = _by_demand(self._firm_facts())
        first = max((question.waiting for question in plain), default=0) // 4
        found = [
            Section("基本情况", tuple(each for each in plain if each.waiting > first)),
            Section("有没有这些事项", _by_demand(self._presences()), "选“有”后逐项填写。"),
            *self._known_rows(),
            *self._rows(),
            Section("更多情况", tuple(each for each in plain if each.waiting <= first)),
            Section("历年数据", tuple(self._yearly()), "按年填写；没有的填 0，不清楚的留空。"),
            Section("名单与以往扶持", tuple(self._lists())),
            *self._awards(),
        ]
        return tuple(section for section in found if section.questions)

    def _firm_facts(self) -> Iterator[Question]:
        subject = self._subject(FIRM)
        for fact in subject.facts:
            gap = Gap(GapKind.FACT, FIRM, fact.name)
            name = names.of_firm(fact.code)
            if not fact.yearly and (gap in self.gaps or self.answers.get(name)):
                yield self._question(fact, name, fact.name, self.ground.demand.get(gap, 0))

    def _yearly(self) -> Iterator[Question]:
        for fact in self._subject(FIRM).facts:
            if fact.yearly:
                for year in sorted(self._years(fact)):
                    yield self._question(
                        fact, names.of_year(fact.code, year), f"{year} 年{fact.name}"
                    )

    def _years(self, fact: Fact) -> set[int]:
        """The years of a fact that are missing or answered."""
        begin = names.of_firm(fact.code) + "."
        told = {name.removeprefix(begin) for name in self.answers if name.startswith(begin)}
        asked = {gap.detail for gap in self.gaps if (gap.subject, gap.name) == (FIRM, fact.name)}
        return {int(year) for year in told | asked if _is_year(year)}

    def _presences(self) -> Iterator[Question]:
        for subject in self.ground.library.vocabulary.subjects:
            gap = Gap(GapKind.TABLE, subject.name, subject.name)
            name = names.presence(subject.code)
            if gap in self.gaps or self.answers.get(name):
                found = self._choice(name, subject.name, PRESENCE, hint=subject.note)
                yield replace(found, waiting=self.ground.demand.get(gap, 0))

    def _rows(self) -> Iterator[Section]:
        for subject in self.ground.library.vocabulary.subjects:
            most = row_count(self.answers, subject.code)
            for number in range(1, most + 1):
                asked = tuple(self._row_facts(subject, number))
                title = f"{subject.name} {number}"
                needed = "、".join(each.name for each in wanting(self.answers, subject, number))
                hint = f"先填{needed}，否则这一项不能算进去。" if needed else ""
                yield Section(title, asked, hint, subject.code, number, number == most)

    def _known_rows(self) -> Iterator[Section]:
        """Rows of the file that lack something, one after the other."""
        for subject in self.ground.library.vocabulary.subjects:
            for row in self.known.tables.get(subject.name, ()):
                title, hint = f"{subject.name} {row.key}", "档案里有这一项，只缺下面的内容。"
                yield Section(title, tuple(self._lacking(subject, row)), hint)

    def _lacking(self, subject: Subject, row: Row) -> Iterator[Question]:
        for fact in subject.facts:
            name = names.of_known(subject.code, fact.code, row.key)
            gap = Gap(GapKind.FACT, subject.name, fact.name, row.key)
            if fact.name not in row.values and (gap in self.gaps or self.answers.get(name)):
                yield self._question(fact, name, fact.name)

    def addable(self) -> tuple[Subject, ...]:
        """Subjects of which the firm may add a row that its file does not hold, nor is asked."""
        asked = {question.name for question in self._presences()}
        return tuple(
            subject
            for subject in self.ground.library.vocabulary.subjects
            if Gap(GapKind.TABLE, subject.name, subject.name) in self.ground.demand
            and names.presence(subject.code) not in asked
        )

    def _row_facts(self, subject: Subject, number: int) -> Iterator[Question]:
        needed = wanting(self.answers, subject, number)
        for fact in subject.facts:
            name = names.of_row(subject.code, number, fact.code)
            gap = Gap(GapKind.FACT, subject.name, fact.name, key_of(subject, number))
            telling = bool(needed) and (subject.name, fact.name) in self.ground.words
            wanted = gap in self.gaps or fact in needed or telling
            if not identifies(fact, subject) and (wanted or self.answers.get(name)):
                found = self._question(fact, name, fact.name)
                own = fact.kind is FactKind.CODE and fact.required and not found.value
                yield replace(found, value=OF_NO_PROJECT) if own else found

    def _lists(self) -> Iterator[Question]:
        asked = {gap.name for gap in self.gaps if gap.kind is GapKind.LIST}
        for name in sorted(asked | _told(self.answers, names.of_list(""))):
            yield self._choice(names.of_list(name), f"列入“{name}”", FLAGS)
        history = any(gap.kind is GapKind.HISTORY for gap in self.gaps)
        if history or self.answers.get(names.HISTORY):
            hint = "包括本区各部门已经兑现的奖励和补贴。有的，请在下面逐笔填全。"
            label = "以往获得过扶持"
            yield self._choice(names.HISTORY, label, PRESENCE, hint=hint)

    def _awards(self) -> Iterator[Section]:
        """Past awards, which only a firm whose file does not hold them is asked for."""
        told = past_awards(self.answers, self.ground, self.known)
        for one in told if self.known.history is None else ():
            lacking = "、".join(field.label for field in one.lacking)
            hint = f"还缺{lacking}；填全以前，以往扶持仍按不清楚计算。" if lacking else ""
            asked = tuple(self._of_award(field) for field in one.fields())
            yield Section(
                f"以往扶持 {one.number}", asked, hint, names.AWARD, one.number, one is told[-1]
            )

    def _of_award(self, field: Field) -> Question:
        if field.fact is None:
            return self._choice(field.name, field.label, field.choices)
        return self._question(field.fact, field.name, field.label)

    def _question(self, fact: Fact, name: str, label: str, waiting: int = 0) -> Question:
        hint = "；".join(part for part in (fact.note, fact.tax) if part)
        if fact.source:
            hint += f"{'；' if hint else ''}见{fact.source}"
        kind, choices = self._kind(fact)
        return Question(
            name=name,
            label=label,
            kind=kind,
            value=self.answers.get(name, ""),
            unit=fact.unit.name if fact.unit else "%" if fact.kind is FactKind.RATE else "",
            hint=hint,
            choices=choices,
            error=self.errors.get(name, ""),
            waiting=waiting,
        )

    def _kind(self, fact: Fact) -> tuple[str, tuple[Choice, ...]]:
        if fact.kind is FactKind.FLAG:
            return "choice", FLAGS
        if isinstance(fact.type, Label) and fact.type.levels:
            return "choice", tuple(Choice(level, level) for level in fact.type.levels)
        if fact.kind is FactKind.DATE:
            return "date", ()
        if fact.kind in NUMBERS:
            return "number", ()
        words = self.ground.words.get((fact.subject, fact.name), ())
        return "text", tuple(Choice(word, word) for word in words)

    def _choice(
        self, name: str, label: str, choices: tuple[Choice, ...], hint: str = ""
    ) -> Question:
        value = self.answers.get(name, "")
        return Question(name, label, "choice", value, "", hint, choices)

    def _subject(self, name: str) -> Subject:
        found = self.ground.library.vocabulary.subject(name)
        if found is None:
            raise KeyError(name)
        return found


def _by_demand(questions: Iterable[Question]) -> tuple[Question, ...]:
    """What most measures wait for first, then as the vocabulary has it."""
    return tuple(sorted(questions, key=lambda question: -question.waiting))


def open_gaps(assessment: Assessment) -> frozenset[Gap]:
    """What rows wait for that are not decided yet; the firm's own code stands for no detail."""
    found = (
        gap
        for one in assessment.entitlements
        if one.verdict in OPEN
        for gap in one.missing
        if not gap.is_awaited
    )
    return frozenset(_plain(found, assessment.firm))


def _plain(gaps: Iterable[Gap], firm: str) -> Iterator[Gap]:
    for gap in gaps:
        own = gap.subject == FIRM and gap.detail == firm
        yield Gap(gap.kind, gap.subject, gap.name) if own else gap


def _is_year(text: str) -> bool:
    """A year, and not the code of another firm whose figures are missing."""
    return len(text) == len("2021") and text.isascii() and text.isdigit()


def _told(answers: Answers, begin: str) -> set[str]:
    said = (name for name, text in answers.items() if text)
    return {name.removeprefix(begin) for name in said if name.startswith(begin)}
