"""Keys of groups, limits, ladders: 受益人, and facts that every row of the subject must have."""

from collections.abc import Iterable

from duixian.rulebook.documents.fields import Fields
from duixian.rulebook.policy.source import Source
from duixian.rulebook.problems import Place

PAYEE = "受益人"


def keys_of(fields: Fields, key: str, default: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The names under `per`, `key` or `once_per`."""
    return fields.texts(key) or default


def refuse_optional_keys(
    source: Source, names: Iterable[str], subjects: Iterable[str], place: Place
) -> None:
    """Refuse a key that a subject does not have, or that its rows may leave empty."""
    for name in names:
        if name == PAYEE:
            continue
        for subject_name in dict.fromkeys(subjects):
            subject = source.vocabulary.subject(subject_name)
            fact = subject.fact(name) if subject else None
            if subject is None:
                continue
            if fact is None:
                instead = "window: 周期" if name == "周期" else PAYEE
                says = f"不是{PAYEE}，也不是「{subject_name}」的事实", "", instead
                source.refuse("key-unknown", place, name, *says)
            elif not fact.required and name not in {subject.key, subject.date, subject.firm}:
                says = (
                    f"不是「{subject_name}」的必填事实",
                    "没有这个值的行无法归入任何一组",
                    "在词汇表中写 required: 是",
                )
                source.refuse("key-not-required", place, name, *says)
