"""What of a dossier is seen on a day: rows, awards, reviews and decisions up to it."""

from collections.abc import Mapping
from datetime import date

from duixian.rulebook.dossier import Award, Dossier, ReviewRow, Row, Stage
from duixian.rulebook.meaning.context import FIRM, Run
from duixian.rulebook.vocabulary.model import Subject, Vocabulary

Dated = tuple[tuple[Row, date], ...]


def see(vocabulary: Vocabulary, dossier: Dossier, on: date, stage: Stage) -> Run:
    """The run of an assessment. Rows without key or date, or with a key twice, are data errors."""
    run = Run(
        dossier=dossier,
        on=on,
        stage=stage,
        dated={},
        awards=_awards(dossier, on),
        reviews=_reviews(dossier, on),
        decisions=tuple(sorted((d for d in dossier.decisions if d.day <= on), key=lambda d: d.day)),
        listed=frozenset(
            (listing.list_name, listing.firm)
            for listing in dossier.listings
            if listing.since <= on and (listing.until is None or listing.until > on)
        ),
    )
    run.dated = _dated(run, vocabulary)
    return run


def _awards(dossier: Dossier, on: date) -> tuple[Award, ...] | None:
    if dossier.history is None:
        return None
    seen = [award for award in dossier.history if award.decided <= on and award.event <= on]
    return tuple(sorted(seen, key=lambda award: award.decided))


def _reviews(dossier: Dossier, on: date) -> Mapping[tuple[str, str, str], tuple[ReviewRow, ...]]:
    found: dict[tuple[str, str, str], tuple[ReviewRow, ...]] = {}
    for review in sorted((r for r in dossier.reviews if r.day <= on), key=lambda r: r.day):
        key = (review.policy, review.measure, review.row)
        found[key] = (*found.get(key, ()), review)
    return found


def _dated(run: Run, vocabulary: Vocabulary) -> dict[str, Dated]:
    found = {}
    for name, rows in run.dossier.tables.items():
        subject = vocabulary.subject(name)
        if subject is not None and name != FIRM:
            found[name] = _of_subject(run, subject, rows)
    return found


def _of_subject(run: Run, subject: Subject, rows: tuple[Row, ...]) -> Dated:
    seen: list[tuple[Row, date]] = []
    keys = set()
    for row in rows:
        day = row.values.get(subject.date)
        where = f"{subject.name} {row.key}".strip()
        if not row.key:
            run.complain("row-key", where, "", f"这一行没有{subject.key}", f"填写{subject.key}")
        elif row.key in keys:
            run.complain("row-key-twice", where, row.key, f"{subject.key}重复", "每行一个编号")
        elif not isinstance(day, date):
            run.complain("row-date", where, "", f"这一行没有{subject.date}", f"填写{subject.date}")
        elif day <= run.on:
            seen.append((row, day))
        keys.add(row.key)
    return tuple(seen)
