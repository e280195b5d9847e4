"""What the form sent: the answers among its fields, and rows added or taken away."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from duixian.office.self_check import names
from duixian.office.self_check.reading import MOST_ROWS, Answers, key_of, row_count
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
    return bool(rest) and kind.partition("-")[0] in {*subjects, names.AWARD}


def row_change(text: str) -> RowChange | None:
    """What a button of a row says: `lease` adds one, `lease-2` takes the second away."""
    subject, _, number = text.partition("-")
    if not subject:
        return None
    return RowChange(subject, int(number) if number.isascii() and number.isdigit() else 0)


def with_rows(answers: Answers, subject: Subject | None, change: RowChange) -> dict[str, str]:
    """The answers after the change; later rows move up where one was taken away.

    `subject` is None for awards, which name the rows they are about.
    """
    most = row_count(answers, change.subject)
    numbers = [number for number in range(1, most + 1) if number != change.number]
    if change.number == 0 and most < MOST_ROWS:
        numbers.append(most + 1)
    places = {number: place for place, number in enumerate(numbers, 1)}
    kept = dict(_moved(answers, change.subject, places))
    if subject is not None and change.number:
        kept = dict(_about_moved(kept, subject, places))
    said = names.HAS if numbers else names.HAS_NOT
    counts = {names.presence(change.subject): said, names.count(change.subject): str(len(numbers))}
    return kept | counts


def _moved(answers: Answers, subject: str, places: Mapping[int, int]) -> Iterator[tuple[str, str]]:
    for name, text in answers.items():
        row, _, fact = name.partition(".")
        of, _, number = row.partition("-")
        if of != subject or not number:
            yield name, text
        elif number.isascii() and number.isdigit() and int(number) in places:
            yield names.of_row(subject, places[int(number)], fact), text


def _about_moved(
    answers: Answers, subject: Subject, places: Mapping[int, int]
) -> Iterator[tuple[str, str]]:
    """Awards go on naming the row that they named; one that is gone is named no more."""
    keys = {key_of(subject, number): key_of(subject, place) for number, place in places.items()}
    gone = {key_of(subject, number) for number in range(1, MOST_ROWS + 1)} - set(keys)
    for name, text in answers.items():
        is_about = names.is_award_row(name)
        if not (is_about and text in gone):
            yield name, keys.get(text, text) if is_about else text
