"""Walks the chain from its first row and names every row that is not as it was written."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import DatabaseError, connection
from django.db.models import QuerySet

from duixian.office.audit.chain import ALGORITHMS, digest_of
from duixian.office.audit.models import Entry, Head, Seal
from duixian.office.audit.services.seal import KeyUnusableError, is_signed

_NEAR = 200
"""How far from where it stands a row is looked for; further off it counts as changed."""
_CHUNK = 5000
_UNREADABLE = (DatabaseError, ValueError, TypeError, AttributeError, OverflowError)
"""What becomes of a row whose bytes no longer are what its column holds."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A row (0: the chain as a whole) and what is wrong with it."""

    number: int
    what: str


def verify() -> Iterator[Fault]:
    """Every fault, in the order of the rows; nothing when the log is whole."""
    missing = [each for each in (Entry, Head, Seal) if not is_there(each)]
    for model in missing:
        table = model._meta.db_table  # noqa: SLF001 - Django's documented way to it
        yield Fault(0, f"{model._meta.verbose_name}的表 {table} 不见了")  # noqa: SLF001 - the same
    if not missing:
        yield from _chain()
        yield from _seals()


def is_there(model: type[Entry | Head | Seal]) -> bool:
    """Whether the database has the table."""
    return model._meta.db_table in connection.introspection.table_names()  # noqa: SLF001 - the same


def _chain() -> Iterator[Fault]:
    expected, previous = 1, ""
    is_joined = True
    for number, entry in _entries():
        if not isinstance(number, int):
            yield Fault(0, f"有一条的序号不是整数：{number!r}")
            continue
        if number > expected:
            yield Fault(expected, f"{_range(expected, number - 1)}不见了")
        is_joined = is_joined and number == expected
        faults = _faults(entry, previous if is_joined else None) if entry else None
        if faults is None:
            yield Fault(number, f"第 {number} 条被改过，内容读不出来")
        yield from faults or ()
        is_joined = faults is not None
        expected, previous = number + 1, entry.digest if entry else ""
    yield from _end(expected - 1, previous)


def _entries() -> Iterator[tuple[object, Entry | None]]:
    """Each row with its number; None where the database no longer gives what was written."""
    rows = Entry.objects.order_by("number")
    chunk = _read(rows)
    while chunk:
        yield from chunk
        last = chunk[-1][0]
        chunk = _read(rows.filter(number__gt=last)) if isinstance(last, int) else []


def _read(rows: QuerySet[Entry]) -> list[tuple[object, Entry | None]]:
    try:
        return [(each.number, each) for each in rows[:_CHUNK]]
    except _UNREADABLE:
        numbers = list(rows.values_list("number", flat=True)[:_CHUNK])
        return [(number, _one(number)) for number in numbers]


def _one(number: int) -> Entry | None:
    try:
        return Entry.objects.get(number=number)
    except (*_UNREADABLE, Entry.DoesNotExist):
        return None


def _faults(entry: Entry, previous: str | None) -> list[Fault] | None:
    """What is wrong with a row; None where nothing can be made of what stands in it.

    `previous` is the digest of the row before, None where that is not known.
    """
    try:
        return list(_found(entry, previous))
    except _UNREADABLE:
        return None


def _found(entry: Entry, previous: str | None) -> Iterator[Fault]:
    if entry.algorithm not in ALGORITHMS:
        yield Fault(entry.number, f"第 {entry.number} 条被改过，没有摘要算法 {entry.algorithm}")
    elif digest_of(entry) != entry.digest:
        place = _place(entry)
        if place is not None:
            yield Fault(entry.number, f"第 {entry.number} 条换了位置，原来是第 {place} 条")
        else:
            yield Fault(entry.number, f"第 {entry.number} 条被改过，内容与摘要不符")
    elif previous is not None and entry.previous != previous:
        yield Fault(entry.number, f"第 {entry.number} 条没有接在第 {entry.number - 1} 条之后")


def _place(entry: Entry) -> int | None:
    """The place the row was written at, if it is whole and that place is not far."""
    near = range(max(1, entry.number - _NEAR), entry.number + _NEAR)
    return next((place for place in near if digest_of(entry, place) == entry.digest), None)


def _end(number: int, digest: str) -> Iterator[Fault]:
    try:
        head = Head.objects.filter(pk=1).first()
        faults = list(_ended(head, number, digest))
    except _UNREADABLE:
        faults = [Fault(number, "链的末端被改过，内容读不出来")]
    yield from faults


def _ended(head: Head | None, number: int, digest: str) -> Iterator[Fault]:
    if head is None:
        yield Fault(number, "链的末端不见了")
    elif head.number > number:
        yield Fault(number + 1, f"末尾缺失：{_range(number + 1, head.number)}不见了")
    elif head.number < number or head.digest != digest:
        yield Fault(number, f"链的末端与第 {number} 条不符")


def _seals() -> Iterator[Fault]:
    try:
        for seal in Seal.objects.order_by("day"):
            yield from _sealed(seal)
    except KeyUnusableError as wrong:
        yield Fault(0, f"每日摘要没有核对：{wrong}")
    except _UNREADABLE:
        yield Fault(0, "每日摘要被改过，内容读不出来")


def _sealed(seal: Seal) -> Iterator[Fault]:
    if not is_signed(seal):
        yield Fault(0, f"{seal.day} 的每日摘要签名不对")
    elif seal.number and not Entry.objects.filter(number=seal.number, digest=seal.digest).exists():
        yield Fault(seal.number, f"第 {seal.number} 条与 {seal.day} 签名的摘要不符")


def _range(first: int, last: int) -> str:
    return f"第 {first} 条" if first == last else f"第 {first} 至 {last} 条"
