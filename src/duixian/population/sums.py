"""Steps 5 and 6 on the state: ladders, limits of money, awards that close a group."""

from collections.abc import Sequence

from duixian.population.slots import Slots, numbers
from duixian.population.sql import FALSE, flag, text
from duixian.population.state import (
    EFFECT_EXACT,
    EFFECT_LOW,
    FACTS,
    FIRST_SOURCE,
    UNCLEAR_AWARD,
    UNKNOWN_HISTORY,
    Steps,
    at_least_zero,
    joined,
    no_if_none,
    zero_if_none,
)
from duixian.rulebook.meaning.closing import GroupRule
from duixian.rulebook.meaning.ladder import LadderRule

_BEFORE = "ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING"


def used(steps: Steps, slots: Slots, title: str, *, since: bool = False) -> None:
    """What past awards already take of the slot of each row."""
    if not slots.any_award:
        return
    tests = "holds IS NOT FALSE"
    if since:
        tests += " AND (since IS NULL OR decided >= since)"
    steps.make(
        f"{title}_used",
        "SELECT payee, place, SUM(CASE WHEN holds IS TRUE THEN counted ELSE 0 END) AS low,"
        f" SUM(counted) AS high FROM ({slots.awards(slots.together.measures)}) WHERE {tests}"
        " GROUP BY payee, place",
    )


def used_ends(slots: Slots, title: str) -> tuple[str, str, str, str]:
    """Low, high, whether the high is open, and the clause that joins them."""
    if not slots.any_award:
        return "0", "0", flag(not slots.shape.history), ""
    low, high = zero_if_none("u.low"), zero_if_none("u.high")
    return low, high, FALSE, joined(f"{title}_used", "u")


def others(steps: Steps, slots: Slots, title: str, how: str) -> str:
    """What the earlier rows of each slot take, as one relation; `how` is SUM or MAX."""
    key = ", ".join(slots.key("c"))
    window = f"(PARTITION BY {key} ORDER BY v.place {_BEFORE})"
    unknown_rows(steps, slots, title, how)
    return steps.make(
        f"{title}_others",
        f"SELECT v.payee, v.place, {how}({EFFECT_LOW}) OVER {window} AS low,"
        f" {how}(v.high) OVER {window} AS high,"
        f" BOOL_OR(v.unbounded) OVER {window} AS unbounded,"
        f" BOOL_OR(NOT {EFFECT_EXACT}) OVER {window} AS unsure"
        f" FROM {steps.now} AS v JOIN live AS c ON c.payee = v.payee AND c.place = v.place"
        f" WHERE {slots.stands('v', 'c')}",
    )


def beside(slots: Slots, title: str) -> tuple[str, Sequence[str], str]:
    """The clause that joins what other rows take, its aliases, and whether these are unsure."""
    join, unsure = " " + joined(f"{title}_others", "o"), no_if_none("o.unsure")
    if not slots.wild:
        return join, "o", unsure
    return f"{join} {WILD.format(title=title)}", "ow", f"({unsure} OR w.payee IS NOT NULL)"


def unknown_rows(steps: Steps, slots: Slots, title: str, how: str) -> None:
    """What the rows of a firm that are not known may take together, where there are such rows."""
    if not slots.wild:
        return
    steps.make(
        f"{title}_wild",
        f"SELECT v.payee, {how}(v.high) AS high, BOOL_OR(v.unbounded) AS unbounded,"
        f" {how}({EFFECT_LOW}) AS low FROM {steps.now} AS v"
        f" WHERE v.branch IN ({numbers(slots.wild)}) GROUP BY v.payee",
    )


WILD = "LEFT JOIN {title}_wild AS w ON w.payee = v.payee"


def ladder(steps: Steps, rule: LadderRule, title: str, *, together: bool) -> None:
    """Less the higher of the sum already decided and the highest rung of an earlier row."""
    rows = Slots(steps.library, steps.shape, rule.rows, steps.branches)
    past = Slots(steps.library, steps.shape, rule.past, steps.branches)
    used(steps, past, title, since=rule.since is not None)
    low, high, is_open, join = used_ends(past, title)
    any_used = f"({is_open} OR {high} > 0)"
    unsettled_used = f"({is_open} OR {low} <> {high})"
    moved = FALSE
    if rule.since is not None:
        join += " JOIN live AS l ON l.payee = v.payee AND l.place = v.place"
        moved = f"(l.since IS NULL AND {any_used})"
        low = f"CASE WHEN l.since IS NULL THEN 0 ELSE {low} END"
    taken_low, taken_high, taken_open, unsure = low, high, is_open, FALSE
    if together:
        others(steps, rows, title, "MAX")
        clause, ends, unsure = beside(rows, title)
        join += clause
        for end in ends:
            taken_low = _higher(taken_low, zero_if_none(f"{end}.low"))
            taken_high = _higher(taken_high, zero_if_none(f"{end}.high"))
            taken_open = f"({taken_open} OR {no_if_none(f'{end}.unbounded')})"
    stands = f"v.branch IN ({numbers(rows.placed)})"
    columns = {
        "takes": f"({stands} AND ({taken_open} OR {taken_high} > 0))",
        "new_low": f"CASE WHEN {taken_open} THEN 0"
        f" ELSE {at_least_zero(f'(v.low - ({taken_high}))')} END",
        "new_high": at_least_zero(f"(v.high - ({taken_low}))"),
        "is_moved": moved,
        "unsettled_used": unsettled_used,
        "unsure": unsure,
    }
    open_ = "(v.takes AND (v.unbounded OR v.new_low <> v.new_high))"
    gap = UNCLEAR_AWARD if steps.shape.history else UNKNOWN_HISTORY
    steps.step(
        title,
        {
            "low": "CASE WHEN v.takes THEN v.new_low ELSE v.low END",
            "high": "CASE WHEN v.takes THEN v.new_high ELSE v.high END",
            "past": f"CASE WHEN {open_} AND v.unsettled_used THEN v.past | {gap} ELSE v.past END",
            "moved": f"(v.moved OR ({open_} AND v.is_moved))",
            "depends": f"(v.depends OR ({open_} AND v.unsure))",
        },
        join,
        columns,
    )


def _higher(a: str, b: str) -> str:
    return f"CASE WHEN ({a}) > ({b}) THEN ({a}) ELSE ({b}) END"


def close(steps: Steps, rule: GroupRule, title: str, sources: dict[str, int]) -> None:
    """Exclusive over time: an award of the past closes its group, or its sum is taken off."""
    if not rule.group.over_time:
        return
    slots = Slots(steps.library, steps.shape, rule.together, steps.branches)
    stands = slots.stands("v", "q")
    if not steps.shape.history:
        steps.step(
            title,
            {
                "low": f"CASE WHEN {stands} THEN 0 ELSE v.low END",
                "past": f"CASE WHEN {stands} THEN v.past | {UNKNOWN_HISTORY} ELSE v.past END",
            },
            FACTS,
        )
        return
    closes, maybe, join = FALSE, FALSE, ""
    if may_close(steps, rule):
        steps.make(f"{title}_awards", _closing(steps, slots, rule))
        closes, maybe = no_if_none("u.closes"), no_if_none("u.maybe")
        join = joined(f"{title}_awards", "u")
    absent = sum(
        FIRST_SOURCE << sources[source]
        for source in rule.group.sources
        if source not in steps.shape.sources
    )
    if not join and not absent:
        return
    changes = {}
    low, high = "v.low", "v.high"
    if rule.group.top_up:
        sure, most = zero_if_none("u.sure"), zero_if_none("u.most")
        low, high = at_least_zero(f"(v.low - {most})"), at_least_zero(f"(v.high - {sure})")
        low, high = (f"CASE WHEN {stands} THEN {end} ELSE {was} END"
                     for end, was in ((low, "v.low"), (high, "v.high")))  # fmt: skip
        closes = FALSE
    open_ = f"({stands} AND NOT {closes} AND ({maybe} OR {absent} <> 0))"
    unclear = f"CASE WHEN {slots.sure('q')} THEN {UNCLEAR_AWARD} ELSE {slots.bit} END"
    bits = f"CASE WHEN {maybe} THEN {unclear} ELSE {absent} END"
    changes["low"] = f"CASE WHEN {open_} THEN 0 ELSE {low} END"
    changes["high"] = high
    changes["past"] = f"CASE WHEN {open_} THEN v.past | {bits} ELSE v.past END"
    steps.step(title, changes, f"{FACTS} {join}")


def may_close(steps: Steps, rule: GroupRule) -> bool:
    """Whether there may be past awards that close the group, or are taken off."""
    if not steps.shape.history:
        return False
    of_sources = bool(rule.group.sources) and steps.shape.anybody_awarded
    of_measures = steps.shape.any_award(rule.together.measures)
    return rule.group.top_up or of_sources or of_measures


def _closing(steps: Steps, slots: Slots, rule: GroupRule) -> str:
    """Of each row: whether an award of the group closes it or may, the first one, the sums."""
    sources = ", ".join(text(source) for source in rule.group.sources)
    more = f"a.source IN ({sources})" if sources else FALSE
    awards = slots.awards(slots.together.measures, more)
    own = [
        f"(branch = {branch.number} AND policy = {text(branch.measure.policy)}"
        f" AND measure = {text(branch.measure.code)})"
        for branch in slots.members
    ]
    is_own = f"({' OR '.join(own) or FALSE})"
    excluded = is_own if rule.form is not None else f"({is_own} AND award_key = row_key)"
    place = "CASE WHEN holds IS TRUE THEN award_place ELSE NULL END"
    del steps
    return (
        "SELECT payee, place, BOOL_OR(holds IS TRUE) AS closes, BOOL_OR(holds IS NULL) AS maybe,"
        f" MIN({place}) AS first, SUM(CASE WHEN holds IS TRUE THEN counted ELSE 0 END) AS sure,"
        f" SUM(counted) AS most FROM ({awards}) WHERE holds IS NOT FALSE AND NOT {excluded}"
        " GROUP BY payee, place"
    )
