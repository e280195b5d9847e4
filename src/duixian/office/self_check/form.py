"""What the form sent: the answers among its fields, and rows added or taken away."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from duixian.office.self_check import names
from duixian.office.self_check.reading import MOST_ROWS, Answers, row_count
from duixian.rulebook.vocabulary.model import Subject, Vocabulary

LONGEST = 2000
MOST_ANSWERS = 2000
"""A form with more fields than any library asks for is not ours."""


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row of a subject is added behind the others (`number` 0) or taken away."""

    subject: str
    number: int = 0


def answers_in(sent: Mapping[str, str], vocabulary: Vocabulary) -> dict[str, str]:
    """The fields that answer a question, the empty ones left out."""
    subjects = {subject.code for subject in vocabulary.subjects}
    found = {
        name: text.strip()[:LONGEST]
        for name, text in sent.items()
        if text.strip() and "\0" not in text and _is_ours(name, subjects)
    }
    return dict(list(found.items())[:MOST_ANSWERS])


def _is_ours(name: str, subjects: Iterable[str]) -> bool:
    kind, _, rest = name.partition(".")
    known = names.known_of(name)
    if known is not None:
        return known[0] in subjects
    if name == names.HISTORY or (rest and kind in {"has", "rows", "list"}):
        return True
    return bool(rest) and kind.partition("-")[0] in subjects


def row_change(text: str) -> RowChange | None:
    """What a button of a row says: `lease` adds one, `lease-2` takes the second away."""
    subject, _, number = text.partition("-")
    if not subject:
        return None
    return RowChange(subject, int(number) if number.isascii() and number.isdigit() else 0)


def with_rows(answers: Answers, subject: Subject, change: RowChange) -> dict[str, str]:
    """The answers after the change; later rows move up where one was taken away."""
    most = row_count(answers, subject)
    begin = f"{subject.code}-"
    kept = {name: text for name, text in answers.items() if not name.startswith(begin)}
    numbers = [number for number in range(1, most + 1) if number != change.number]
    if change.number == 0 and most < MOST_ROWS:
        numbers.append(most + 1)
    for place, number in enumerate(numbers, 1):
        for fact in subject.facts:
            text = answers.get(names.of_row(subject.code, number, fact.code))
            if text:
                kept[names.of_row(subject.code, place, fact.code)] = text
    said = names.HAS if numbers else names.HAS_NOT
    return kept | {names.presence(subject.code): said, names.count(subject.code): str(len(numbers))}
