"""Whether the citations of a policy file stand in the official text."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from duixian.paper.addresses import Address, Part, parse_address
from duixian.paper.amounts import Amount
from duixian.paper.clauses import Clause, clauses
from duixian.paper.money import is_money_clause

_PIN = re.compile(r"[0-9a-f]{8}")


@dataclass(frozen=True, slots=True)
class Citation:
    """A cited clause: address and pin as written, and where they are written.

    The amounts, those the citing measure states, only help to suggest the right clause.
    """

    address: str
    pin: str
    where: str
    amounts: frozenset[Amount] = frozenset()

    def __str__(self) -> str:
        """Where it is written, and what."""
        return f"{self.where}：{self.address} {self.pin}"


class Outcome(StrEnum):
    """What became of a citation."""

    FOUND = "找到"
    ELSEWHERE = "不在所引条款"
    AMBIGUOUS = "条款不唯一"
    MISSING = "全文未找到"
    UNREADABLE = "看不懂的条款号"


@dataclass(frozen=True, slots=True)
class Finding:
    """One citation checked: the clauses with its pin, or a suggestion when there are none."""

    citation: Citation
    outcome: Outcome
    message: str
    clauses: tuple[Clause, ...] = ()
    nearest: Clause | None = None

    @property
    def ok(self) -> bool:
        """Whether the citation stands."""
        return self.outcome is Outcome.FOUND


def verify(text: str, citations: Iterable[Citation]) -> tuple[Finding, ...]:
    """Check each citation against the text of the document it cites (see `documents.find`)."""
    found = clauses(text)
    return tuple(_check(found, citation) for citation in citations)


def _check(found: Sequence[Clause], citation: Citation) -> Finding:
    pinned = tuple(clause for clause in found if clause.pin == citation.pin)
    address = parse_address(citation.address)
    if address is None:
        return _unreadable(citation, pinned)
    places = _places(found, address)
    if len(places) > 1:
        return _ambiguous(citation, pinned, address, places)
    inside = tuple(clause for clause in pinned if address.skipped(clause.address) in places)
    if inside:
        return Finding(citation, Outcome.FOUND, f"{citation}：已找到", inside)
    if pinned:
        return _elsewhere(citation, pinned, exists=bool(places))
    return _missing(citation, _nearest(found, address, citation.amounts), exists=bool(places))


def _places(found: Sequence[Clause], address: Address) -> tuple[tuple[Part, ...], ...]:
    """The different places the address may mean, by what it leaves out; written in full, one."""
    places = {
        place: None for clause in found if (place := address.skipped(clause.address)) is not None
    }
    return ((),) if () in places else tuple(places)


def _nearest(found: Sequence[Clause], address: Address, said: frozenset[Amount]) -> Clause | None:
    """The clause that shares most amounts with the measure, those in the cited article first."""

    def closeness(clause: Clause) -> tuple[int, bool, bool]:
        inside = address.skipped(clause.address) is not None
        return len(said.intersection(clause.amounts)), inside, is_money_clause(clause)

    best = max(found, key=closeness, default=None)
    return best if best and any(closeness(best)[:2]) else None


def _addresses(found: Iterable[Clause]) -> str:
    return "、".join(dict.fromkeys(str(clause.address) for clause in found))


def _unreadable(citation: Citation, pinned: tuple[Clause, ...]) -> Finding:
    hint = f"。该指纹在 {_addresses(pinned)}" if pinned else ""
    forms = "第三条、一（三）、第六条（一）2（2）、附则、第三条第2句 或 第1行扶持标准"
    message = f"{citation}：看不懂条款号“{citation.address}”，请写成 {forms} 的样子{hint}"
    return Finding(citation, Outcome.UNREADABLE, message, pinned)


def _ambiguous(
    citation: Citation,
    pinned: tuple[Clause, ...],
    address: Address,
    places: Sequence[tuple[Part, ...]],
) -> Finding:
    full = "、".join(str(Address((*above, *address.parts), address.sentence)) for above in places)
    message = f"{citation}：“{citation.address}”可以指 {full}，请写出上级编号"
    return Finding(citation, Outcome.AMBIGUOUS, message, pinned)


def _elsewhere(citation: Citation, pinned: tuple[Clause, ...], *, exists: bool) -> Finding:
    reason = "不在所引条款内" if exists else "全文没有所引的条款"
    message = f"{citation}：{reason}，该指纹在 {_addresses(pinned)}，请改正条款号"
    return Finding(citation, Outcome.ELSEWHERE, message, pinned)


def _missing(citation: Citation, nearest: Clause | None, *, exists: bool) -> Finding:
    message = f"{citation}：全文没有这个指纹的句子"
    if not _PIN.fullmatch(citation.pin):
        message += "（指纹是 8 位小写十六进制数）"
    if not exists:
        message += "，也没有所引的条款"
    if nearest:
        message += f"。最接近的是 {nearest.address} {nearest.pin}（{nearest.text[:12]}…）"
    else:
        message += "。请用 duixian pins 列出全文的指纹"
    return Finding(citation, Outcome.MISSING, message, nearest=nearest)
