"""Do the citations of a policy file stand in the official text? And the list from which an author copies pins."""

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
    """A cited clause: the address and pin as written, where they are written, and what the citing measure says.

    The amounts only help to suggest the right clause when the pin is not found.
    """

    address: str
    pin: str
    where: str
    amounts: frozenset[Amount] = frozenset()


class Outcome(StrEnum):
    """What became of a citation."""

    FOUND = "找到"
    ELSEWHERE = "不在所引条款"
    AMBIGUOUS = "条款不唯一"
    MISSING = "全文未找到"
    UNREADABLE = "看不懂的条款号"


@dataclass(frozen=True, slots=True)
class Finding:
    """One citation checked. `clauses` are those with the pin; `nearest` is a suggestion when there are none."""

    citation: Citation
    outcome: Outcome
    clauses: tuple[Clause, ...]
    nearest: Clause | None
    message: str

    @property
    def ok(self) -> bool:
        """Whether the citation stands."""
        return self.outcome is Outcome.FOUND


def pins(text: str) -> tuple[Clause, ...]:
    """Every clause with address, pin and amounts, in order: the list from which an author copies pins."""
    return clauses(text)


def verify(text: str, citations: Iterable[Citation]) -> tuple[Finding, ...]:
    """Check each citation against the text of the document it cites."""
    found = clauses(text)
    return tuple(_check(found, citation) for citation in citations)


def _check(found: Sequence[Clause], citation: Citation) -> Finding:
    address = parse_address(citation.address)
    pinned = tuple(clause for clause in found if clause.pin == citation.pin)
    if address is None:
        return Finding(citation, Outcome.UNREADABLE, pinned, None, _unreadable(citation, pinned))
    above = _above(found, address)
    if len(above) > 1:
        return Finding(
            citation, Outcome.AMBIGUOUS, pinned, None, _ambiguous(citation, address, above)
        )
    if inside := tuple(clause for clause in pinned if address.skipped(clause.address) is not None):
        return Finding(
            citation,
            Outcome.FOUND,
            inside,
            None,
            f"{citation.where}：{citation.address} {citation.pin} 已找到",
        )
    if pinned:
        return Finding(
            citation, Outcome.ELSEWHERE, pinned, None, _elsewhere(citation, pinned, bool(above))
        )
    nearest = _nearest(found, address, citation.amounts)
    return Finding(citation, Outcome.MISSING, (), nearest, _missing(citation, nearest, bool(above)))


def _above(found: Sequence[Clause], address: Address) -> tuple[tuple[Part, ...], ...]:
    """The different places this address may mean, by what it leaves out above itself."""
    places = (address.skipped(clause.address) for clause in found)
    return tuple(dict.fromkeys(place for place in places if place is not None))


def _nearest(found: Sequence[Clause], address: Address, said: frozenset[Amount]) -> Clause | None:
    """The clause that shares most amounts with the measure; among equals one in the cited article, then the first."""

    def closeness(clause: Clause) -> tuple[int, bool, bool]:
        inside = address.skipped(clause.address) is not None
        return len(said.intersection(clause.amounts)), inside, is_money_clause(clause)

    best = max(found, key=closeness, default=None)
    return best if best and any(closeness(best)[:2]) else None


def _places(found: Iterable[Clause]) -> str:
    return "、".join(dict.fromkeys(str(clause.place) for clause in found))


def _unreadable(citation: Citation, pinned: Sequence[Clause]) -> str:
    hint = f"。该指纹在 {_places(pinned)}" if pinned else ""
    return (
        f"{citation.where}：看不懂条款号“{citation.address}”。"
        f"请写成 第三条、一（三）、第六条（一）2（2）、附则、第三条第2句 或 第1行扶持标准 这样的形式{hint}"
    )


def _ambiguous(citation: Citation, address: Address, above: Sequence[tuple[Part, ...]]) -> str:
    places = "、".join(str(Address((*place, *address.parts), address.sentence)) for place in above)
    return f"{citation.where}：“{citation.address}”可以指 {places}。请写出上级编号"


def _elsewhere(citation: Citation, pinned: Sequence[Clause], exists: bool) -> str:
    reason = "不在所引条款内" if exists else "所引条款在文中不存在"
    return f"{citation.where}：{citation.address} {citation.pin}：{reason}，该指纹在 {_places(pinned)}。请改正条款号"


def _missing(citation: Citation, nearest: Clause | None, exists: bool) -> str:
    message = f"{citation.where}：{citation.address} {citation.pin}：全文没有这个指纹的句子"
    if not _PIN.fullmatch(citation.pin):
        message += "（指纹应是 8 位小写十六进制数）"
    if not exists:
        message += "，所引条款也不存在"
    if nearest is None:
        return f"{message}。请用 duixian pins 列出全文的指纹"
    return f"{message}。最接近的是 {nearest.place} {nearest.pin}（{nearest.text[:12]}…）"
