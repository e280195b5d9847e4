"""Steps 5 to 7 against a second, naive telling of the rules, on worlds without unknowns."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from duixian.rulebook.assessment import Verdict
from duixian.rulebook.policy.model import Ladder, Policy, Rung
from tests.rulebook.meaning.world import (
    award,
    dossier,
    group,
    limit,
    measure,
    policy,
    result,
    row,
    rows_of,
)

Pair = tuple[str, str]
CODES = ("1", "2", "3")


@dataclass(frozen=True)
class World:
    """Amounts of rows by (measure, row), dates, awards, and the rules that bind them."""

    rows: tuple[tuple[str, int, int], ...]  # key, day after 2022-01-01, fen
    awards: tuple[tuple[str, int], ...]  # measure, fen
    limits: tuple[tuple[tuple[str, ...], int], ...]  # codes, fen
    groups: tuple[tuple[str, ...], ...]
    ladder: tuple[str, ...]
    most_times: int


sums = st.integers(0, 300)
some = st.lists(st.sampled_from(CODES), min_size=1, max_size=3, unique=True).map(tuple)
line = st.tuples(st.sampled_from("abcd"), st.integers(0, 2), sums)
worlds = st.builds(
    World,
    st.lists(
        st.tuples(st.sampled_from("abcd"), st.integers(0, 2), sums),
        max_size=4,
        unique_by=lambda r: r[0],
    ).map(tuple),
    st.lists(st.tuples(st.sampled_from(CODES), sums), max_size=2).map(tuple),
    st.lists(st.tuples(some, st.integers(0, 500)), max_size=2).map(tuple),
    st.lists(some, max_size=2, unique=True).map(tuple),
    st.one_of(st.just(()), some),
    st.integers(1, 4),
)


def the_policy(world: World) -> Policy:
    share = {"1": "投入", "2": "2 × 投入", "3": "50% × 投入"}
    ladders = (Ladder("梯", ("受益人",)),) if world.ladder else ()
    return policy(
        *(
            measure(code, share[code], rung=Rung("梯") if code in world.ladder else None)
            for code in CODES
        ),
        limits=(
            *(
                limit(f"限{i}", codes, f"{fen / 100:.2f} 元")
                for i, (codes, fen) in enumerate(world.limits)
            ),
            limit("次", CODES, times=world.most_times),
        ),
        groups=tuple(group(f"组{i}", codes) for i, codes in enumerate(world.groups)),
        ladders=ladders,
    )


def grant(code: str, fen: int) -> int:
    return {"1": fen, "2": 2 * fen, "3": (fen + 1) // 2}[code]


def naive(world: World) -> dict[Pair, tuple[str, int]]:
    """Verdict and sum by measure and row, told one row after the other."""
    order = {
        (code, key): (day, CODES.index(code), key) for key, day, _ in world.rows for code in CODES
    }
    worth = {(code, key): grant(code, fen) for key, _, fen in world.rows for code in CODES}
    lines = sorted(worth, key=lambda line: order[line])
    alone = {line: paid(world, [line], worth)[line] for line in lines}
    closed = {
        (code, key)
        for code, key in lines
        for codes in world.groups
        if code in codes and any(c in codes and fen > 0 for c, fen in world.awards)
    }
    outcome = {line: ("exhausted", 0) for line in lines if alone[line] == 0}
    outcome |= {line: ("displaced", 0) for line in closed if alone[line] > 0}
    kept: list[Pair] = []
    for line in sorted(lines, key=lambda line: (-alone[line], order[line])):
        if line in outcome:
            continue
        rivals = [k for k in kept if any(line[0] in g and k[0] in g for g in world.groups)]
        if rivals:
            outcome[line] = ("displaced", 0)
        else:
            kept.append(line)
    together = paid(world, sorted(kept, key=lambda line: order[line]), worth)
    for line in kept:
        outcome[line] = ("granted", together[line]) if together[line] else ("exhausted", 0)
    return outcome


def paid(
    world: World, lines: list[tuple[str, str]], worth: dict[tuple[str, str], int]
) -> dict[tuple[str, str], int]:
    """What the lines pay together, in this order: ladder, limits one by one, times."""
    sums = {line: worth[line] for line in lines}
    decided = sum(fen for code, fen in world.awards if code in world.ladder)
    highest = 0
    for line in lines:
        if line[0] in world.ladder:
            sums[line] = max(worth[line] - max(decided, highest), 0)
            highest = max(highest, worth[line])
    for codes, most in world.limits:
        left = most - sum(fen for code, fen in world.awards if code in codes)
        entered = dict(sums)
        for line in lines:
            if line[0] in codes:
                sums[line] = max(min(entered[line], left), 0)
                left -= entered[line]
    used = sum(fen > 0 for _, fen in world.awards)
    ranked = sorted((line for line in lines if sums[line]), key=lambda line: -sums[line])
    for line in ranked[max(world.most_times - used, 0) :]:
        sums[line] = 0
    return sums


@given(worlds)
def test_a_world_without_unknowns_comes_out_as_told_one_row_after_the_other(world: World) -> None:
    rows = [
        row(key, str(date(2022, 1, 1) + timedelta(days=day)), 投入=fen)
        for key, day, fen in world.rows
    ]
    history = tuple(
        replace(award(code, 0, f"旧{i}"), amount=fen) for i, (code, fen) in enumerate(world.awards)
    )
    found = rows_of(result(the_policy(world), dossier(*rows, history=history)))
    assert {
        (code, key): (e.verdict.value, e.own.low if e.own else 0)
        for (code, key, _), e in found.items()
    } == naive(world)
    assert all(e.own and e.own.is_exact and not e.contested for e in found.values())
    assert all(e.verdict is not Verdict.UNKNOWN for e in found.values())
