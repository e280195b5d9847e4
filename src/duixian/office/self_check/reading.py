"""What was answered, read into the dossier of a firm; what cannot be read is named field by field.

An answer left empty is unknown. Answers only add to what is known of the firm: they never replace
a value of its file.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from duixian.office.self_check import names
from duixian.office.self_check.ground import NOBODY, Ground
from duixian.office.self_check.past import PastAward
from duixian.rulebook.dossier import Award, Dossier, Firm, Listing, Row, Scalar, Staged, Value
from duixian.rulebook.vocabulary.model import Fact, FactKind, Subject
from duixian.rulebook.vocabulary.values import Expectation, read_value

FIRM = "企业"
MOST_ROWS = 20
UNKNOWN_FIRM = Dossier(Firm(NOBODY, {}))

Answers = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Read:
    """The dossier as answered; `errors` say by field what should have stood there."""

    dossier: Dossier
    errors: Mapping[str, str]


@dataclass(slots=True)
class _Reader:
    ground: Ground
    answers: Answers
    errors: dict[str, str] = field(default_factory=dict)

    def scalar(self, fact: Fact, name: str) -> Scalar | None:
        text = self.answers.get(name, "").strip()
        if not text:
            return None
        found = read_value(fact, text, self.ground.library.vocabulary.units)
        if isinstance(found, Expectation):
            self.errors[name] = f"应为{found}"
            return None
        return found

    def firm(self, known: Firm, subject: Subject) -> Firm:
        values: dict[str, Value] = {}
        yearly: dict[tuple[str, int], Scalar] = {}
        for fact in subject.facts:
            if not fact.yearly:
                values |= self._value(fact, names.of_firm(fact.code))
        by_code = {fact.code: fact for fact in subject.facts if fact.yearly}
        for name in self.answers:
            _, _, rest = name.partition("enterprise.")
            code, _, year = rest.partition(".")
            if code in by_code and len(year) == len("2021") and year.isascii() and year.isdigit():
                value = self.scalar(by_code[code], name)
                if value is not None:
                    yearly[by_code[code].name, int(year)] = value
        return replace(known, values={**values, **known.values}, yearly={**yearly, **known.yearly})

    def _value(self, fact: Fact, name: str) -> dict[str, Value]:
        value = self.scalar(fact, name)
        if value is None:
            return {}
        return {fact.name: Staged(declared=value) if fact.staged else value}

    def tables(self, firm: str, known: Dossier) -> dict[str, tuple[Row, ...]]:
        found = {name: tuple(map(self._completed, rows)) for name, rows in known.tables.items()}
        for subject in self.ground.library.vocabulary.subjects:
            said = self.answers.get(names.presence(subject.code))
            if subject.name == FIRM or said not in {names.HAS, names.HAS_NOT}:
                continue
            rows = tuple(self._whole_rows(subject, firm)) if said == names.HAS else ()
            if rows or said == names.HAS_NOT:
                found[subject.name] = (*found.get(subject.name, ()), *rows)
        return found

    def _completed(self, row: Row) -> Row:
        """A row of the file with what was answered for facts that it lacks."""
        subject = self.ground.library.vocabulary.subject(row.subject)
        if subject is None:
            return row
        added: dict[str, Value] = {}
        for fact in subject.facts:
            if fact.name not in row.values:
                added |= self._value(fact, names.of_known(subject.code, fact.code, row.key))
        return replace(row, values={**row.values, **added}) if added else row

    def _whole_rows(self, subject: Subject, firm: str) -> Iterator[Row]:
        """The rows with all they need: without its date nobody knows which law a row is under."""
        for number in range(1, row_count(self.answers, subject.code) + 1):
            if wanting(self.answers, subject, number):
                continue
            key = key_of(subject, number)
            values: dict[str, Value] = {subject.key: key, subject.firm: firm}
            for fact in subject.facts:
                if fact.name not in values:
                    values |= self._value(fact, names.of_row(subject.code, number, fact.code))
            yield Row(subject.name, key, firm, values)

    def history(self, firm: str, known: Dossier) -> tuple[Award, ...] | None:
        """The awards; None where one is not told whole, since any may be the one that counts."""
        told = past_awards(self.answers, self.ground, known)
        found = [one.award(firm, self.scalar) for one in told]
        return tuple(award for award in found if award) if all(found) else None


def past_awards(answers: Answers, ground: Ground, known: Dossier) -> tuple[PastAward, ...]:
    """The rows of 以往扶持 on the page."""
    rows = {
        subject.name: (
            *(row.key for row in known.tables.get(subject.name, ())),
            *(key_of(subject, n + 1) for n in range(row_count(answers, subject.code))),
        )
        for subject in ground.library.vocabulary.subjects
    }
    numbers = range(1, row_count(answers, names.AWARD) + 1)
    return tuple(PastAward(number, ground.bases, answers, rows) for number in numbers)


def key_of(subject: Subject, number: int) -> str:
    """The key that the n-th row of the page has."""
    return f"{subject.name} {number}"


def row_count(answers: Answers, subject: str) -> int:
    """How many rows of a subject, by its code, or awards are on the page.

    None unless the firm says it has some.
    """
    if answers.get(names.presence(subject)) != names.HAS:
        return 0
    text = answers.get(names.count(subject), "")
    return max(1, min(int(text), MOST_ROWS)) if text.isascii() and text.isdigit() else 1


def identifies(fact: Fact, subject: Subject) -> bool:
    """Whether the fact is the row's own key or its firm, which nobody is asked for."""
    return fact.name in {subject.key, subject.firm}


def wanting(answers: Answers, subject: Subject, number: int) -> tuple[Fact, ...]:
    """What a row cannot do without and has not got: its date, the project it belongs to."""
    return tuple(
        fact
        for fact in subject.facts
        if (fact.required or fact.name == subject.date)
        and not identifies(fact, subject)
        and not answers.get(names.of_row(subject.code, number, fact.code), "").strip()
    )


def read(answers: Answers, ground: Ground, known: Dossier = UNKNOWN_FIRM) -> Read:
    """The dossier of `known` and the answers together."""
    reader = _Reader(ground, answers)
    subject = ground.library.vocabulary.subject(FIRM)
    firm = reader.firm(known.firm, subject) if subject else known.firm
    dossier = replace(known, firm=firm, tables=reader.tables(firm.code, known))
    dossier = _with_history(dossier, reader, known)
    return Read(_with_lists(dossier, answers, ground), reader.errors)


def _with_lists(dossier: Dossier, answers: Answers, ground: Ground) -> Dossier:
    """A firm knows whether it is on a list; it is taken at its word as of the day."""
    said = {
        name.removeprefix(names.of_list("")): text
        for name, text in answers.items()
        if name.startswith(names.of_list("")) and text in {names.YES, names.NO}
    }
    new = {name: text for name, text in said.items() if name not in dossier.lists}
    on_it = tuple(
        Listing(name, dossier.firm.code, ground.on)
        for name, text in new.items()
        if text == names.YES
    )
    lists = {**dossier.lists, **dict.fromkeys(new, ground.on)}
    return replace(dossier, lists=lists, listings=(*dossier.listings, *on_it))


def _with_history(dossier: Dossier, reader: _Reader, known: Dossier) -> Dossier:
    """All that any office granted, or “没有”; the history of the file is never added to."""
    said = reader.answers.get(names.HISTORY)
    if dossier.history is not None or said not in {names.HAS, names.HAS_NOT}:
        return dossier
    history = reader.history(dossier.firm.code, known) if said == names.HAS else ()
    if history is None:
        return dossier
    groups = (group for policy in reader.ground.library.policies for group in policy.groups)
    sources = frozenset(source for group in groups for source in group.sources)
    return replace(dossier, history=history, sources=sources)


NUMBERS = frozenset({FactKind.MONEY, FactKind.QUANTITY, FactKind.RATE})
"""Kinds whose answer is a number with a unit."""
