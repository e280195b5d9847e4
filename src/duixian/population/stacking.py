"""Step 7: within each exclusive group the row that pays most (or comes first) is kept.

Settled in rounds of keeping and displacing, each a relation. Where no row stands in two groups one
round settles all; else eight are made, as many as the rulebook takes.
"""

from collections.abc import Sequence

from duixian.population.slots import Slots, numbers
from duixian.population.sql import FALSE, TRUE, both
from duixian.population.state import Steps
from duixian.population.times import ahead
from duixian.rulebook.meaning.closing import GroupRule
from duixian.rulebook.meaning.stacking import ROUNDS
from duixian.rulebook.policy.model import Keep

_LARGE = 1_000_000_000
_TURNS = 10
"""Enough to follow 1,024 rows of one firm that displace one another in turn."""


def stack(steps: Steps, rules: Sequence[GroupRule]) -> None:
    """The relation `stacked`: of each row its state (open, kept, displaced) and by which row."""
    groups = []
    for number, rule in enumerate(rules, 1):
        slots = Slots(steps.library, steps.shape, rule.together, steps.branches)
        if slots.members:
            groups.append((number, rule, slots))
    meetings = [_meeting(steps, number, slots) for number, _, slots in groups]
    steps.make("stack_meetings", " UNION ALL ".join(meetings) or _NO_MEETING)
    forms = numbers([number for number, rule, _ in groups if rule.form is not None])
    steps.make(
        "stack_chosen",
        f"SELECT DISTINCT payee, place FROM stack_meetings WHERE meeting IN ({forms})",
    )
    pairs = [_pairs(steps, number, rule, slots) for number, rule, slots in groups]
    steps.make("stack_pairs", " UNION ALL ".join(pairs) or _NO_PAIR)
    steps.make(
        "stack_groups", "SELECT payee, place, COUNT(*) AS meetings FROM stack_meetings GROUP BY ALL"
    )
    steps.make(
        "stack_0",
        "SELECT v.payee, v.place, v.standing, CASE WHEN g.payee IS NULL THEN 'kept' ELSE 'open' END"
        f" AS state, CAST(0 AS BIGINT) AS displacer, g.meetings FROM {steps.now} AS v"
        " LEFT JOIN stack_groups AS g"
        " ON g.payee = v.payee AND g.place = v.place",
    )
    rounds = ROUNDS if _overlap(groups) else 1
    for turn in range(1, rounds + 1):
        _keep(steps, turn)
        _displace(steps, turn)
    _follow(steps, rounds)


_NO_MEETING = "SELECT payee, place, place AS meeting FROM live WHERE FALSE"
_NO_PAIR = (
    "SELECT payee, place AS a, place AS b, place AS meeting, FALSE AS beats FROM live WHERE FALSE"
)


def _overlap(groups: Sequence[tuple[int, GroupRule, Slots]]) -> bool:
    """Whether a row can stand in two groups, or in any slot of one."""
    seen: set[int] = set()
    for _, _, slots in groups:
        members = {branch.number for branch in slots.members}
        if slots.wild or seen & members:
            return True
        seen |= members
    return False


def _meeting(steps: Steps, number: int, slots: Slots) -> str:
    """The rows of a group that share their slot with another row, or with one that is not known."""
    key = ", ".join(slots.key("c"))
    wild = numbers(slots.wild)
    rows = f"{steps.now} AS v JOIN live AS c ON c.payee = v.payee AND c.place = v.place"
    some_wild = (
        f"SELECT payee, COUNT(*) AS n FROM {steps.now} WHERE branch IN ({wild}) GROUP BY payee"
    )
    slotted = (
        f"SELECT v.payee, v.place, COUNT(*) OVER (PARTITION BY {key}) AS n FROM {rows}"
        f" WHERE {slots.stands('v', 'c')}"
    )
    some_placed = (
        f"SELECT v.payee, COUNT(*) AS n FROM {rows} WHERE {slots.stands('v', 'c')} GROUP BY v.payee"
    )
    return (
        f"SELECT s.payee, s.place, CAST({number} AS BIGINT) AS meeting FROM ({slotted}) AS s"
        f" LEFT JOIN ({some_wild}) AS w ON w.payee = s.payee WHERE s.n > 1 OR w.payee IS NOT NULL"
        f" UNION ALL SELECT v.payee, v.place, CAST({number} AS BIGINT) FROM {steps.now} AS v"
        f" JOIN ({some_wild}) AS w ON w.payee = v.payee"
        f" LEFT JOIN ({some_placed}) AS p ON p.payee = v.payee"
        f" WHERE v.branch IN ({wild}) AND (w.n > 1 OR p.payee IS NOT NULL)"
    )


def _pairs(steps: Steps, number: int, rule: GroupRule, slots: Slots) -> str:
    """Rivals of a group, and whether the first surely comes before the second."""
    wild = numbers(slots.wild)
    mine, theirs = slots.stands("x", "c"), slots.stands("y", "d")
    other = "c.policy_place <> d.policy_place OR c.measure_place <> d.measure_place"
    rivals = f"({other})" if rule.form is not None else f"({other} OR c.row_key <> d.row_key)"
    together = (
        f"FROM {steps.now} AS x JOIN live AS c ON c.payee = x.payee AND c.place = x.place"
        f" JOIN live AS d ON {{same}} AND d.place <> c.place AND {rivals}"
        f" JOIN {steps.now} AS y ON y.payee = d.payee AND y.place = d.place"
    )
    beats = FALSE if rule.form is not None else _beats(rule, slots)
    if slots.bit:
        beats = both(slots.sure("c"), slots.sure("d"), f"({beats})")
    known = together.format(same=slots.same("c", "d"))
    either = together.format(same="c.payee = d.payee")
    return (
        f"SELECT x.payee, x.place AS a, y.place AS b, CAST({number} AS BIGINT) AS meeting,"
        f" {beats} AS beats {known}"
        f" WHERE {mine} AND {theirs}"
        f" UNION ALL SELECT x.payee, x.place, y.place, CAST({number} AS BIGINT), FALSE {either}"
        f" WHERE x.branch IN ({wild}) AND ({theirs} OR y.branch IN ({wild}))"
        f" OR y.branch IN ({wild}) AND {mine}"
    )


def _beats(rule: GroupRule, slots: Slots) -> str:
    more = ahead("x", "y")
    if rule.group.keep is not Keep.IN_ORDER:
        return more
    ranks = " ".join(
        f"WHEN {branch.number} THEN {rule.ranks[branch.measure.name]}" for branch in slots.members
    )
    mine, theirs = (f"CASE {row}.branch {ranks} ELSE -1 END" for row in ("x", "y"))
    return (
        f"CASE WHEN {mine} <> {theirs} AND {mine} < {theirs} AND x.low > 0 THEN {TRUE}"
        f" WHEN {mine} <> {theirs} THEN {FALSE} ELSE {more} END"
    )


def _keep(steps: Steps, turn: int) -> None:
    """An open row that surely beats all rows still open or kept in all its groups is kept."""
    before = f"stack_{turn - 1}"
    steps.make(
        f"stack_{turn}_kept",
        "SELECT s.payee, s.place, s.standing, s.displacer, s.meetings, CASE WHEN s.state = 'open'"
        " AND (b.beaten IS NULL OR NOT b.beaten) THEN 'kept' ELSE s.state END AS state"
        f" FROM {before} AS s LEFT JOIN (SELECT p.payee, p.a AS place, "
        "BOOL_OR(NOT p.beats) AS beaten"
        f" FROM stack_pairs AS p JOIN {before} AS o ON o.payee = p.payee AND o.place = p.b"
        " WHERE o.state <> 'displaced' GROUP BY p.payee, p.a) AS b"
        " ON b.payee = s.payee AND b.place = s.place",
    )


def _displace(steps: Steps, turn: int) -> None:
    """A kept row displaces whom it beats; so does an open one all of whose groups it shares."""
    kept = f"stack_{turn}_kept"
    beaten = (
        f"FROM stack_pairs AS p JOIN {kept} AS o ON o.payee = p.payee AND o.place = p.a"
        " WHERE p.beats AND o.standing = 'granted'"
    )
    by_kept = (
        f"SELECT p.payee, p.b AS place, MIN(p.meeting * {_LARGE} + p.a) % {_LARGE} AS displacer"
        f" {beaten} AND o.state = 'kept' GROUP BY p.payee, p.b"
    )
    by_open = (
        "SELECT payee, place, MIN(a) AS displacer FROM (SELECT p.payee, p.b AS place, p.a,"
        f" COUNT(*) AS shared, MAX(o.meetings) AS meetings {beaten} AND o.state = 'open'"
        " GROUP BY p.payee, p.b, p.a) WHERE shared = meetings GROUP BY payee, place"
    )
    steps.make(
        f"stack_{turn}",
        "SELECT s.payee, s.place, s.standing, s.meetings, CASE WHEN s.state = 'open' AND"
        " (k.payee IS NOT NULL OR o.payee IS NOT NULL) THEN 'displaced' ELSE s.state END AS state,"
        " CASE WHEN s.state <> 'open' THEN s.displacer WHEN k.payee IS NOT NULL THEN k.displacer"
        " WHEN o.payee IS NOT NULL THEN o.displacer ELSE 0 END AS displacer"
        f" FROM {kept} AS s LEFT JOIN ({by_kept}) AS k ON k.payee = s.payee AND k.place = s.place"
        f" LEFT JOIN ({by_open}) AS o ON o.payee = s.payee AND o.place = s.place",
    )


def _follow(steps: Steps, rounds: int) -> None:
    """The displacer of a displaced row is the one that stays in the end.

    Every turn follows twice as far as the one before.
    """
    before = f"stack_{rounds}"
    for turn in range(1, _TURNS + 1):
        title = "stacked" if turn == _TURNS else f"stack_followed_{turn}"
        steps.make(
            title,
            "SELECT s.payee, s.place, s.state, CASE WHEN w.displacer > 0 THEN w.displacer"
            f" ELSE s.displacer END AS displacer FROM {before} AS s LEFT JOIN {before} AS w"
            " ON w.payee = s.payee AND w.place = s.displacer",
        )
        before = title
