"""Step 6: limits of money. Each row is cut to what is left, or all share it in proportion.

All sums are those of the rows as they entered this limit.
"""

from dataclasses import dataclass

from duixian.population.asked import amount_of, place_of, written
from duixian.population.slots import Slots
from duixian.population.sql import FALSE, Sql
from duixian.population.state import (
    EFFECT_EXACT,
    EFFECT_LOW,
    FACTS,
    UNCLEAR_AWARD,
    UNKNOWN_HISTORY,
    Steps,
    asked_bit,
    at_least_zero,
    joined,
    no_if_none,
    zero_if_none,
)
from duixian.population.sums import WILD, beside, others, unknown_rows, used, used_ends
from duixian.rulebook.meaning.limits import LimitRule
from duixian.rulebook.policy.model import WhenOver


@dataclass(frozen=True, slots=True)
class _Most:
    """What a limit allows: its ends, whether the high is open, its bit of `past`."""

    low: Sql
    high: Sql
    open: Sql = FALSE
    bit: int = 0


@dataclass(frozen=True, slots=True)
class _Used:
    """What past awards take of it: its ends, whether the high is open, the clause to join them."""

    low: Sql
    high: Sql
    open: Sql
    join: Sql


@dataclass(frozen=True, slots=True)
class _Change:
    """What a limit makes of a row, and whether that hangs on other rows."""

    low: Sql
    high: Sql
    unbounded: Sql
    others_open: Sql
    join: Sql


def limit(steps: Steps, rule: LimitRule, title: str, *, together: bool) -> None:
    """Cut each row to what is left of the limit."""
    slots = Slots(steps.library, steps.shape, rule.together, steps.branches)
    used(steps, slots, title)
    most, past = _most(steps, rule), _Used(*used_ends(slots, title))
    if rule.limit.when_over is WhenOver.PRO_RATA:
        change = _in_proportion(steps, slots, title, (most, past), together=together)
    else:
        change = _in_order(steps, slots, title, (most, past), together=together)
    columns = {
        "stands": slots.stands("v", "q"),
        "new_low": change.low,
        "new_high": change.high,
        "new_unbounded": change.unbounded,
        "others_open": change.others_open,
        "bits": _bits(steps, slots, most, past),
    }
    differs = (
        "(v.new_low <> v.low OR v.new_unbounded <> v.unbounded"
        " OR (NOT v.unbounded AND v.new_high <> v.high))"
    )
    settled = "(NOT v.new_unbounded AND v.new_low = v.new_high)"
    open_ = f"(v.stands AND {differs} AND NOT {settled})"
    steps.step(
        title,
        {
            "low": "CASE WHEN v.stands THEN v.new_low ELSE v.low END",
            "high": "CASE WHEN v.stands THEN v.new_high ELSE v.high END",
            "unbounded": "CASE WHEN v.stands THEN v.new_unbounded ELSE v.unbounded END",
            "past": f"CASE WHEN {open_} THEN v.past | v.bits ELSE v.past END",
            "depends": f"(v.depends OR ({open_} AND v.others_open))",
        },
        f"{FACTS} {change.join}",
        columns,
    )


def _bits(steps: Steps, slots: Slots, most: _Most, past: _Used) -> Sql:
    """What may be missing: for the amount, for the window, of the past."""
    unsettled = f"({past.open} OR {past.low} <> {past.high})"
    if not steps.shape.history:
        of_past = str(UNKNOWN_HISTORY)
        window = f"CASE WHEN {slots.sure('q')} THEN 0 ELSE {slots.bit} END"
        return f"({most.bit} | {of_past} | {window})"
    of_past = f"CASE WHEN {unsettled} THEN {UNCLEAR_AWARD} ELSE 0 END"
    return f"({most.bit} | CASE WHEN {slots.sure('q')} THEN {of_past} ELSE {slots.bit} END)"


def _most(steps: Steps, rule: LimitRule) -> _Most:
    amount, asked = written(rule.limit), amount_of(rule.limit)
    if asked is None:
        return _Most(str(amount), str(amount))
    column = f"q.asked_{place_of(steps.library, asked)}"
    bit = asked_bit(steps.library, asked)
    return _Most(f"{column}_low", f"{column}_high", f"{column}_open", bit)


def _in_order(
    steps: Steps, slots: Slots, title: str, of: tuple[_Most, _Used], *, together: bool
) -> _Change:
    """Earlier rows first."""
    most, past = of
    taken_low, taken_high, taken_open = past.low, past.high, past.open
    others_open, join = FALSE, past.join
    if together:
        others(steps, slots, title, "SUM")
        clause, ends, others_open = beside(slots, title)
        join += clause
        for end in ends:
            taken_low = f"({taken_low} + {zero_if_none(f'{end}.low')})"
            taken_high = f"({taken_high} + {zero_if_none(f'{end}.high')})"
            taken_open = f"({taken_open} OR {no_if_none(f'{end}.unbounded')})"
    left = at_least_zero(f"({most.low} - ({taken_high}))")
    least = f"CASE WHEN {taken_open} THEN 0 ELSE {left} END"
    room = at_least_zero(f"({most.high} - ({taken_low}))")
    cuts = f"({slots.sure('q')} AND NOT {most.open})"
    below = f"(NOT v.unbounded AND v.high < ({room}))"
    return _Change(
        f"CASE WHEN v.low < ({least}) THEN v.low ELSE ({least}) END",
        f"CASE WHEN NOT {cuts} OR {below} THEN v.high ELSE ({room}) END",
        f"(v.unbounded AND NOT {cuts})",
        others_open,
        join,
    )


def _in_proportion(
    steps: Steps, slots: Slots, title: str, of: tuple[_Most, _Used], *, together: bool
) -> _Change:
    """按比例: every row its part of what is left, the remaining fen to the earlier rows."""
    most, past = of
    keys = [f"({piece}) AS key_{n}" for n, piece in enumerate(slots.key("q"))]
    names = [f"key_{n}" for n in range(len(keys))]
    wild = ("0", "0", FALSE)
    join = past.join
    if together and slots.wild:
        unknown_rows(steps, slots, title, "SUM")
        join += " " + WILD.format(title=title)
        wild = (zero_if_none("w.low"), zero_if_none("w.high"), no_if_none("w.unbounded"))
    if not together:
        names.append("place")
    left = f"CASE WHEN {past.open} THEN 0 ELSE {at_least_zero(f'({most.low} - {past.high})')} END"
    exact = (
        f"({EFFECT_EXACT} AND NOT v.unbounded AND v.low = v.high AND NOT {past.open}"
        f" AND {past.low} = {past.high} AND NOT {most.open} AND {most.low} = {most.high}"
        f" AND {wild[0]} = 0 AND {wild[1]} = 0 AND NOT {wild[2]})"
    )
    entries = (
        f"SELECT v.payee, v.place, v.low, v.high, v.unbounded, {', '.join(keys)},"
        f" {EFFECT_LOW} AS effect, {left} AS least,"
        f" {at_least_zero(f'({most.high} - {past.low})')} AS most, {most.open} AS most_open,"
        f" {exact} AS exact, {wild[0]} AS wild_low, {wild[1]} AS wild_high, {wild[2]} AS wild_open"
        f" FROM {steps.now} AS v {FACTS} {join} WHERE {slots.stands('v', 'q')}"
    )
    steps.make(f"{title}_parts", _shared(title, entries, ", ".join(names)))
    unsettled = "(p.others_open OR p.others_low <> p.others_high)"
    part = joined(f"{title}_parts", "p")
    return _Change("p.new_low", "p.new_high", "p.new_unbounded", unsettled, f"{join} {part}")


def _shared(title: str, entries: Sql, keys: Sql) -> Sql:
    """The parts of all rows: exact where everything in the slot is, else from worst to best."""
    slot = f"(PARTITION BY {keys})"
    up_to = f"(PARTITION BY {keys} ORDER BY place ROWS UNBOUNDED PRECEDING)"

    def part(value: Sql, others: Sql, room: Sql) -> Sql:
        total = f"({value} + {others})"
        return (
            f"CASE WHEN {value} = 0 THEN 0 WHEN {total} <= {room} THEN {value}"
            f" ELSE {value} * {room} // {total} END"
        )

    sums = (
        f"SELECT *, SUM(low) OVER {slot} AS total, MIN(least) OVER {slot} AS room,"
        f" NOT BOOL_OR(NOT exact) OVER {slot} AS all_exact,"
        f" wild_low + SUM(effect) OVER {slot} - effect AS others_low,"
        f" wild_high + SUM(high) OVER {slot} - high AS others_high,"
        f" (wild_open OR SUM(CASE WHEN unbounded THEN 1 ELSE 0 END) OVER {slot}"
        f" > CASE WHEN unbounded THEN 1 ELSE 0 END) AS others_open FROM {title}_entries"
    )
    parts = f"SELECT *, {part('low', '(total - low)', 'room')} AS share FROM {title}_sums"
    ranked = (
        f"SELECT *, room - SUM(share) OVER {slot} AS rest,"
        f" SUM(CASE WHEN share < low THEN 1 ELSE 0 END) OVER {up_to} AS turn FROM {title}_shares"
    )
    more = "CASE WHEN share < low AND turn <= rest THEN 1 ELSE 0 END"
    worst = f"CASE WHEN others_open THEN 0 ELSE {part('low', 'others_high', 'least')} END"
    best = f"({part('high', 'others_low', 'most')} + 1)"
    best = f"CASE WHEN {best} < most THEN {best} ELSE most END"
    best = f"CASE WHEN most_open OR unbounded OR high < ({best}) THEN high ELSE ({best}) END"
    return (
        f"WITH {title}_entries AS ({entries}), {title}_sums AS ({sums}),"
        f" {title}_shares AS ({parts}), {title}_ranked AS ({ranked})"
        " SELECT payee, place, others_low, others_high, others_open,"
        f" CASE WHEN all_exact THEN share + {more} ELSE {worst} END AS new_low,"
        f" CASE WHEN all_exact THEN share + {more} ELSE {best} END AS new_high,"
        f" (unbounded AND NOT all_exact) AS new_unbounded FROM {title}_ranked"
    )
