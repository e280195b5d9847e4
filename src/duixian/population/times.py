"""Step 6, last part: limits of times. The rows that pay most use them up."""

from duixian.population.slots import Slots, numbers
from duixian.population.sql import FALSE, text
from duixian.population.state import (
    FACTS,
    UNCLEAR_AWARD,
    UNKNOWN_HISTORY,
    Steps,
    joined,
    zero_if_none,
)
from duixian.rulebook.meaning.times import TimesRule

_AHEAD = (
    "(NOT {b}.unbounded AND ({a}.low > {b}.high OR ({a}.low = {b}.high AND {a}.place < {b}.place)))"
)


def ahead(a: str, b: str) -> str:
    """Whether one row surely pays more than another, or as much and stands earlier."""
    return _AHEAD.format(a=a, b=b)


def times(steps: Steps, rule: TimesRule, title: str, *, together: bool) -> None:
    """Surely out when enough rows surely pay more, surely in when too few could."""
    slots = Slots(steps.library, steps.shape, rule.together, steps.branches)
    join, sure, most = "", "0", "0"
    if slots.any_award:
        steps.make(f"{title}_used", _awards(slots, rule))
        join = joined(f"{title}_used", "u")
        sure, most = zero_if_none("u.sure"), zero_if_none("u.most")
    rivals_ahead, could = "0", "0"
    if together:
        steps.make(f"{title}_rivals", _rivals(steps, slots, rule))
        join += " " + joined(f"{title}_rivals", "r")
        rivals_ahead, could = zero_if_none("r.surely"), zero_if_none("r.could")
        if slots.wild:
            steps.make(
                f"{title}_wild",
                f"SELECT payee, COUNT(*) AS rows_there FROM {steps.now} WHERE branch IN"
                f" ({numbers(slots.wild)}) AND (unbounded OR high <> 0) GROUP BY payee",
            )
            join += f" LEFT JOIN {title}_wild AS w ON w.payee = v.payee"
            could = f"({could} + {zero_if_none('w.rows_there')})"
    stands = f"({slots.stands('v', 'q')} AND (v.unbounded OR v.high <> 0))"
    out = f"({stands} AND {slots.sure('q')} AND {sure} + {rivals_ahead} >= {rule.times})"
    inside = f"({most} + {could} < {rule.times})" if steps.shape.history else FALSE
    undecided = f"({stands} AND NOT {out} AND NOT {inside})"
    unclear = f"({undecided} AND {most} > {sure})" if steps.shape.history else undecided
    of_award = f"CASE WHEN {slots.sure('q')} THEN {UNCLEAR_AWARD} ELSE {slots.bit} END"
    gap = of_award if steps.shape.history else str(UNKNOWN_HISTORY)
    steps.step(
        title,
        {
            "low": f"CASE WHEN {out} OR {unclear} THEN 0 ELSE v.low END",
            "high": f"CASE WHEN {out} THEN 0 ELSE v.high END",
            "unbounded": f"(v.unbounded AND NOT {out})",
            "past": f"CASE WHEN {unclear} THEN v.past | ({gap}) ELSE v.past END",
            "contested": f"(v.contested OR ({undecided} AND {could} > 0))",
            "depends": f"(v.depends OR ({undecided} AND {could} > 0))",
        },
        f"{FACTS} {join}",
    )


def _awards(slots: Slots, rule: TimesRule) -> str:
    own = [
        f"(branch = {branch.number} AND policy = {text(branch.measure.policy)}"
        f" AND measure = {text(branch.measure.code)} AND award_key = row_key)"
        for branch in slots.members
    ]
    excluded = f"({' OR '.join(own)})" if rule.once and own else FALSE
    return (
        "SELECT payee, place, SUM(CASE WHEN holds IS TRUE THEN 1 ELSE 0 END) AS sure,"
        f" COUNT(*) AS most FROM ({slots.awards(slots.together.measures)})"
        f" WHERE holds IS NOT FALSE AND NOT {excluded} GROUP BY payee, place"
    )


def _rivals(steps: Steps, slots: Slots, rule: TimesRule) -> str:
    """Of each row: how many rows of its slot surely pay more, and how many could."""
    alike = (
        " AND NOT (c.row_key = d.row_key AND c.policy_place = d.policy_place"
        " AND c.measure_place = d.measure_place)"
        if rule.once
        else ""
    )
    sure = "(y.standing = 'granted' AND NOT y.contested)"
    return (
        "SELECT x.payee, x.place,"
        f" SUM(CASE WHEN {sure} AND {ahead('y', 'x')} THEN 1 ELSE 0 END) AS surely,"
        f" SUM(CASE WHEN {ahead('x', 'y')} THEN 0 ELSE 1 END) AS could"
        f" FROM {steps.now} AS x JOIN live AS c ON c.payee = x.payee AND c.place = x.place"
        f" JOIN live AS d ON {slots.same('c', 'd')} AND d.place <> c.place{alike}"
        f" JOIN {steps.now} AS y ON y.payee = d.payee AND y.place = d.place"
        f" WHERE {slots.stands('x', 'c')} AND {slots.stands('y', 'd')}"
        " AND (x.unbounded OR x.high <> 0) AND (y.unbounded OR y.high <> 0)"
        " GROUP BY x.payee, x.place"
    )
