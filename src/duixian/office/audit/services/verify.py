"""Walks the chain from its first row and names every row that is not as it was written."""

from collections.abc import Iterator
from dataclasses import dataclass

from duixian.office.audit.chain import ALGORITHMS, digest_of
from duixian.office.audit.models import Entry, Head, Seal
from duixian.office.audit.services.seal import is_signed

_NEAR = 200
"""How far from where it stands a row is looked for; further off it counts as changed."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A row (0: the chain as a whole) and what is wrong with it."""

    number: int
    what: str


def verify() -> Iterator[Fault]:
    """Every fault, in the order of the rows; nothing when the log is whole."""
    expected, previous = 1, ""
    for entry in Entry.objects.order_by("number").iterator(chunk_size=5000):
        if entry.number > expected:
            gone = _range(expected, entry.number - 1)
            yield Fault(expected, f"{gone}不见了")
        yield from _faults(entry, previous, gap=entry.number > expected)
        expected, previous = entry.number + 1, entry.digest
    yield from _end(expected - 1, previous)
    yield from _seals()


def _faults(entry: Entry, previous: str, *, gap: bool) -> Iterator[Fault]:
    if entry.algorithm not in ALGORITHMS:
        yield Fault(entry.number, f"第 {entry.number} 条被改过，没有摘要算法 {entry.algorithm}")
    elif digest_of(entry) != entry.digest:
        place = _place(entry)
        if place is not None:
            yield Fault(entry.number, f"第 {entry.number} 条换了位置，原来是第 {place} 条")
        else:
            yield Fault(entry.number, f"第 {entry.number} 条被改过，内容与摘要不符")
    elif entry.previous != previous and not gap:
        yield Fault(entry.number, f"第 {entry.number} 条没有接在第 {entry.number - 1} 条之后")


def _place(entry: Entry) -> int | None:
    """The place the row was written at, if it is whole and that place is not far."""
    near = range(max(1, entry.number - _NEAR), entry.number + _NEAR)
    return next((place for place in near if digest_of(entry, place) == entry.digest), None)


def _end(number: int, digest: str) -> Iterator[Fault]:
    head = Head.objects.filter(pk=1).first()
    if head is None:
        yield Fault(number, "链的末端不见了")
    elif head.number > number:
        yield Fault(number + 1, f"末尾缺失：{_range(number + 1, head.number)}不见了")
    elif head.number < number or head.digest != digest:
        yield Fault(number, f"链的末端与第 {number} 条不符")


def _seals() -> Iterator[Fault]:
    for seal in Seal.objects.order_by("day"):
        if not is_signed(seal):
            yield Fault(0, f"{seal.day} 的每日摘要签名不对")
            continue
        entry = Entry.objects.filter(number=seal.number).first()
        if seal.number and (entry is None or entry.digest != seal.digest):
            yield Fault(seal.number, f"第 {seal.number} 条与 {seal.day} 签名的摘要不符")


def _range(first: int, last: int) -> str:
    return f"第 {first} 条" if first == last else f"第 {first} 至 {last} 条"
