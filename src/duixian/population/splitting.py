"""Steps 8 and 9: who carries which part, and in which parts it is paid. Parts always add up.

Each part but one is rounded half up, and is never more than what is left; the remaining one (the
first bearer, the last instalment) takes the rest. Both ends of the sum are split.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from duixian.population.branches import Branch
from duixian.population.slots import numbers
from duixian.population.sql import Sql
from duixian.population.state import at_least_zero
from duixian.rulebook.library.model import Library
from duixian.rulebook.policy.model import Instalment, Share

Parts = tuple[tuple[str, Fraction], ...]


def shares_of(library: Library, branch: Branch) -> Parts:
    """The bearers of a measure and their parts."""
    policy = library.policy(branch.measure.policy)
    shares: tuple[Share, ...] = branch.measure.shares or (policy.shares if policy else ())
    return tuple((share.bearer, share.part) for share in shares)


def instalments_of(library: Library, branch: Branch) -> Parts:
    """The instalments of a measure and their parts."""
    policy = library.policy(branch.measure.policy)
    paid: tuple[Instalment, ...] = branch.measure.paid or (policy.paid if policy else ())
    return tuple((instalment.name, instalment.share) for instalment in paid)


def titles_of_parts(library: Library, branches: Sequence[Branch]) -> list[str]:
    """The columns of both ends of every part, as `split` leaves them."""
    return [
        f"{kind}_part_{place}_{end}"
        for kind, parts_of in (("share", shares_of), ("instalment", instalments_of))
        for place in range(1, 1 + max(len(parts_of(library, branch)) for branch in branches))
        for end in ("low", "high")
    ]


Ends = Mapping[str, str]
"""The column that is split, for both ends of the sum."""

ITSELF = {"low": "low", "high": "high"}
_DECIDED = {"low": "decided_low", "high": "decided_high"}


def split(
    library: Library, branches: Sequence[Branch], source: str, *, accepting: bool
) -> list[tuple[str, str]]:
    """The steps to `shares` and `instalments`, where a measure has any; each adds its columns.

    At acceptance the earlier instalments were paid by the sum of the decision; the last one takes
    the rest of what is accepted, and never falls below zero.
    """
    by_share = {branch.number: shares_of(library, branch) for branch in branches}
    by_turn = {branch.number: instalments_of(library, branch) for branch in branches}
    found = _split(by_share, "share", source, ITSELF, first_takes_rest=True)
    last = found[-1][0] if found else source
    if accepting:
        found.append(("decided", f"SELECT *, {_decided()} FROM {last}"))
        last = "decided"
    ends = _DECIDED if accepting else ITSELF
    return found + _split(by_turn, "instalment", last, ends, first_takes_rest=False)


def _decided() -> Sql:
    amount = at_least_zero("CAST(decided_amount AS HUGEINT)")
    return ", ".join(
        f"CASE WHEN decided_amount IS NULL THEN {end} ELSE {amount} END AS {column}"
        for end, column in _DECIDED.items()
    )


def _split(
    by_branch: Mapping[int, Parts], kind: str, source: str, ends: Ends, *, first_takes_rest: bool
) -> list[tuple[str, str]]:
    most = max((len(parts) for parts in by_branch.values()), default=0)
    found: list[tuple[str, str]] = []
    if most == 0:
        return found
    now = source
    left = dict(ends)
    for turn in range(1, most):
        place = turn + 1 if first_takes_rest else turn
        columns = []
        for end in ("low", "high"):
            part = _part(by_branch, place, left[end], ends[end], first_takes_rest=first_takes_rest)
            after = f"{kind}_left_{turn}_{end}"
            columns += [f"{part} AS {kind}_{place}_{end}", f"({left[end]} - {part}) AS {after}"]
            left[end] = after
        title = f"{kind}s_{turn}"
        found.append((title, f"SELECT *, {', '.join(columns)} FROM {now}"))
        now = title
    rest = {end: _rest(end, ends[end], left[end]) for end in ends}
    found.append((f"{kind}s", _with_rest(by_branch, kind, now, rest, first=first_takes_rest)))
    return found


def _rest(end: str, basis: str, left: str) -> Sql:
    """What is left: of the sum itself, or of the sum accepted after what was paid by another."""
    return left if end == basis else at_least_zero(f"({end} - ({basis} - {left}))")


def _part(
    by_branch: Mapping[int, Parts], place: int, left: str, end: str, *, first_takes_rest: bool
) -> Sql:
    """The part of that place; nothing where a branch has none, or where it takes the rest."""
    branches: dict[Fraction, list[int]] = {}
    for number, parts in by_branch.items():
        rest = 1 if first_takes_rest else len(parts)
        if place <= len(parts) and place != rest:
            branches.setdefault(parts[place - 1][1], []).append(number)
    cases = []
    for part, members in branches.items():
        top, bottom = part.numerator, part.denominator
        half_up = f"((2 * {end} * {top} + {bottom}) // {2 * bottom})"
        least = f"CASE WHEN {half_up} < {left} THEN {half_up} ELSE {left} END"
        cases.append(f"WHEN branch IN ({numbers(members)}) THEN {least}")
    return f"CASE {' '.join(cases)} ELSE 0 END" if cases else "0"


def _with_rest(
    by_branch: Mapping[int, Parts], kind: str, now: str, left: Mapping[str, str], *, first: bool
) -> str:
    """What is left goes to the bearer or instalment that takes the rest."""
    by_place: dict[int, list[int]] = {}
    for number, parts in by_branch.items():
        if parts:
            by_place.setdefault(1 if first else len(parts), []).append(number)
    most = max((len(parts) for parts in by_branch.values()), default=0)
    columns = []
    for place in range(1, most + 1):
        made = (first and place > 1) or (not first and place < most)
        rest = numbers(by_place.get(place, ()))
        for end in ("low", "high"):
            own = f"{kind}_{place}_{end}" if made else "0"
            name = f"{kind}_part_{place}_{end}"
            columns.append(
                f"CASE WHEN branch IN ({rest}) THEN {left[end]} ELSE {own} END AS {name}"
            )
    return f"SELECT {', '.join(['*', *columns])} FROM {now}"
