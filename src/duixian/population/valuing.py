"""Steps 5 to 7: every row valued alone, then chosen among, then paid together with the others."""

from collections.abc import Sequence

from duixian.population.asked import questions
from duixian.population.branches import Branch, titles_of_answer
from duixian.population.limits import limit
from duixian.population.shape import Shape
from duixian.population.sql import FALSE, TRUE, VERDICT
from duixian.population.stacking import stack
from duixian.population.state import (
    COLUMNS,
    FIRST_SOURCE,
    Steps,
    asked_bit,
    at_least_zero,
    joined,
    sources_of,
)
from duixian.population.sums import close, ladder, may_close
from duixian.population.times import times
from duixian.rulebook.library.model import Library
from duixian.rulebook.meaning.program import program_of
from duixian.rulebook.meaning.shared import SharedRules
from duixian.rulebook.meaning.windows import Together

EXACT = "(NOT v.unbounded AND v.low = v.high)"


def value(
    library: Library, shape: Shape, branches: Sequence[Branch], kinds: dict[str, int]
) -> list[tuple[str, str]]:
    """The relations from the rows that are judged to the answer."""
    steps = Steps(library, shape, branches, [])
    shared = program_of(library).shared
    order = "day, policy_place, measure_place, row_key, support_year"
    steps.make(
        "live",
        f"SELECT *, ROW_NUMBER() OVER (PARTITION BY payee ORDER BY {order}) AS place FROM judged"
        " WHERE verdict IS NULL AND NOT forecast",
    )
    accepted = _accept(steps, shared, kinds) if steps.accepting else ""
    _start(steps, "alone", "decided_counted IS NULL" if accepted else TRUE)
    _apply(steps, shared, "alone", together=False)
    _stand(steps, "alone_standing", kinds, "TRUE")
    _close(steps, shared)
    _choose(steps)
    stack(steps, shared.groups)
    _pay(steps)
    _apply(steps, shared, "together", together=True)
    _stand(steps, "standing", kinds, f"(NOT {EXACT} AND NOT v.depends)")
    if accepted:
        either = f"SELECT * FROM {steps.now} UNION ALL SELECT * FROM {accepted}"
        steps.now = steps.make("settled", either)
    steps.make("verdicts", _verdicts(steps, kinds))
    steps.make("outcome", _outcome(library, kinds, accepting=steps.accepting))
    return steps.relations


def _accept(steps: Steps, shared: SharedRules, kinds: dict[str, int]) -> str:
    """Rows that were awarded already, alone: acceptance never raises a decided grant."""
    _start(steps, "accepted", "decided_counted IS NOT NULL")
    for place, rung in enumerate(shared.ladders, 1):
        if _has(steps, rung.rows):
            ladder(steps, rung, f"accepted_ladder_{place}", together=False)
    for place, most in enumerate(shared.limits, 1):
        if _has(steps, most.together):
            limit(steps, most, f"accepted_limit_{place}", together=False)
    award = at_least_zero("l.decided_counted")
    cut = {
        "low": f"CASE WHEN v.low > {award} THEN {award} ELSE v.low END",
        "high": f"CASE WHEN v.unbounded OR v.high > {award} THEN {award} ELSE v.high END",
        "unbounded": FALSE,
    }
    join = "JOIN live AS l ON l.payee = v.payee AND l.place = v.place"
    steps.step("accepted_cut", cut, join)
    _stand(steps, "accepted_standing", kinds, TRUE)
    return steps.now


def _start(steps: Steps, title: str, where: str) -> None:
    """Every row with its value after the cap of one grant."""
    steps.now = steps.make(
        title,
        "SELECT payee, place, branch, rung_low AS low, rung_high AS high,"
        " rung_unbounded AS unbounded, CAST(0 AS BIGINT) AS past, FALSE AS moved,"
        " 'granted' AS standing, FALSE AS contested, FALSE AS depends FROM live"
        f" WHERE {where}",
    )


def _has(steps: Steps, together: Together) -> bool:
    names = together.measures
    return any(branch.measure.name in names for branch in steps.branches)


def _apply(steps: Steps, shared: SharedRules, phase: str, *, together: bool) -> None:
    """Steps 5 and 6 in their order, each rule over all rows at once."""
    sources = sources_of(steps.library)
    for place, rung in enumerate(shared.ladders, 1):
        if _has(steps, rung.rows):
            ladder(steps, rung, f"{phase}_ladder_{place}", together=together)
    for place, group in enumerate(shared.groups, 1):
        if _has(steps, group.together):
            close(steps, group, f"{phase}_closed_{place}", sources)
    for place, most in enumerate(shared.limits, 1):
        if _has(steps, most.together):
            limit(steps, most, f"{phase}_limit_{place}", together=together)
    for place, often in enumerate(shared.times, 1):
        if _has(steps, often.together):
            times(steps, often, f"{phase}_times_{place}", together=together)


def _stand(steps: Steps, title: str, kinds: dict[str, int], where: str) -> None:
    """Whether a row is granted, pending or unknown, from what is missing for its sum."""
    of_past = (FIRST_SOURCE << len(sources_of(steps.library))) - 1
    missing, awaited = (_open(steps, kind, kinds) for kind in ("missing", "awaited"))
    opened = f"({missing} OR v.past & {of_past} <> 0)"
    facts = f"({_any('missing', kinds)} OR (NOT {EXACT} AND {opened}))"
    awaits = f"({_any('awaited', kinds)} OR (NOT {EXACT} AND {awaited}))"
    standing = (
        f"CASE WHEN NOT {where} THEN v.standing WHEN {facts} THEN 'unknown'"
        f" WHEN {awaits} THEN 'pending' ELSE 'granted' END"
    )
    join = "JOIN live AS l ON l.payee = v.payee AND l.place = v.place"
    steps.step(title, {"standing": standing}, join)


def _any(kind: str, kinds: dict[str, int]) -> str:
    tests = [f"l.{kind}_{n + 1} <> 0" for n in range(kinds[kind])]
    return f"({' OR '.join(tests)})"


def _open(steps: Steps, kind: str, kinds: dict[str, int]) -> str:
    tests = [f"l.open_{kind}_{n + 1} <> 0" for n in range(kinds[kind])]
    for place, question in enumerate(questions(steps.library), 1):
        bit = asked_bit(steps.library, question)
        tests += [
            f"(v.past & {bit} <> 0 AND l.asked_{place}_{kind}_{n + 1} <> 0)"
            for n in range(kinds[kind])
        ]
    tests += [f"(v.moved AND l.since_{kind}_{n + 1} <> 0)" for n in range(kinds[kind])]
    return f"({' OR '.join(tests)})"


def _close(steps: Steps, shared: SharedRules) -> None:
    """The first past award that closes a group of each row."""
    parts = [
        f"SELECT payee, place, {number} AS meeting, first FROM alone_closed_{number}_awards"
        " WHERE closes"
        for number, rule in enumerate(shared.groups, 1)
        if rule.group.over_time
        and not rule.group.top_up
        and may_close(steps, rule)
        and _has(steps, rule.together)
    ]
    nothing = "SELECT '' AS payee, 0 AS place, 0 AS meeting, 0 AS first WHERE FALSE"
    steps.make(
        "closed",
        f"SELECT payee, place, MIN_BY(first, meeting) AS award FROM"
        f" ({' UNION ALL '.join(parts) or nothing}) GROUP BY payee, place",
    )


def _choose(steps: Steps) -> None:
    """The rows that take part in choosing: worth something, and closed by no award."""
    join = joined("closed", "k")
    columns = ", ".join(f"v.{column}" for column in COLUMNS)
    steps.make(
        "chosen",
        f"SELECT {columns}, CASE WHEN NOT v.unbounded AND v.high = 0 THEN 'exhausted'"
        f" WHEN k.payee IS NOT NULL THEN 'displaced' ELSE 'live' END AS state, k.award"
        f" FROM {steps.now} AS v {join}",
    )
    steps.make("choosing", f"SELECT {', '.join(COLUMNS)} FROM chosen WHERE state = 'live'")
    steps.now = "choosing"


def _pay(steps: Steps) -> None:
    """The rows that are not displaced, with their rungs again; what was missing stays missing."""
    title = "paying"
    steps.make(
        title,
        "SELECT v.payee, v.place, v.branch, l.rung_low AS low, l.rung_high AS high,"
        " l.rung_unbounded AS unbounded, v.past, v.moved, v.standing,"
        " (s.state = 'open') AS contested, (s.state = 'open') AS depends"
        " FROM choosing AS v JOIN live AS l ON l.payee = v.payee AND l.place = v.place"
        " JOIN stacked AS s ON s.payee = v.payee AND s.place = v.place"
        " WHERE s.state <> 'displaced'",
    )
    steps.now = title


def _verdicts(steps: Steps, kinds: dict[str, int]) -> str:
    """Every row that was judged, with its verdict, its sum and what took its place."""
    ids = "j.branch = l.branch AND j.row_key = l.row_key AND j.payee = l.payee"
    codes = [f"j.{kind}_{n + 1}" for kind in kinds for n in range(kinds[kind])]
    codes += [f"j.open_{k}_{n + 1}" for k in ("missing", "awaited") for n in range(kinds[k])]
    codes += [f"j.form_{k}_{n + 1}" for k in ("missing", "awaited") for n in range(kinds[k])]
    codes += [f"j.since_{k}_{n + 1}" for k in ("missing", "awaited") for n in range(kinds[k])]
    codes += [
        f"j.asked_{place}_{k}_{n + 1}"
        for place in range(1, len(questions(steps.library)) + 1)
        for k in ("missing", "awaited")
        for n in range(kinds[k])
    ]
    exhausted = "(NOT v.unbounded AND v.high = 0)"
    forecast = _forecast(kinds)
    verdict = (
        "CASE WHEN j.verdict IS NOT NULL THEN j.verdict"
        f" WHEN j.forecast THEN {forecast}"
        " WHEN k.state <> 'live' THEN k.state WHEN v.payee IS NULL THEN 'displaced'"
        f" WHEN {exhausted} THEN 'exhausted' ELSE v.standing END"
    )
    paid = "v.payee IS NULL AND NOT j.forecast"
    parts = [
        "j.branch, j.row_key, j.firm, j.payee, j.support_year, j.day",
        f"CAST({verdict} AS {VERDICT}) AS verdict",
        f"CASE WHEN j.forecast THEN j.rung_low WHEN {paid} THEN 0 ELSE v.low END AS low",
        f"CASE WHEN j.forecast THEN j.rung_high WHEN {paid} THEN 0 ELSE v.high END AS high",
        "CASE WHEN j.forecast THEN j.rung_unbounded ELSE (v.unbounded IS TRUE) END AS unbounded",
        *codes,
        "CASE WHEN v.payee IS NULL THEN 0 ELSE v.past END AS past",
        "(v.moved IS TRUE) AS moved",
        "(v.contested IS TRUE) AS contested",
        "j.forecast",
        "(s.state = 'open' AND t.payee IS NOT NULL) AS told",
        "w.branch AS by_branch, w.row_key AS by_row, w.support_year AS by_year",
        "CASE WHEN k.state = 'displaced' THEN k.award ELSE NULL END AS award",
    ]
    if steps.accepting:
        parts.append("j.decided_amount")
    return (
        f"SELECT {', '.join(parts)} FROM judged AS j LEFT JOIN live AS l ON {ids}"
        f" LEFT JOIN chosen AS k ON k.payee = l.payee AND k.place = l.place"
        f" LEFT JOIN {steps.now} AS v ON v.payee = l.payee AND v.place = l.place"
        " LEFT JOIN stacked AS s ON s.payee = l.payee AND s.place = l.place"
        " LEFT JOIN stack_chosen AS t ON t.payee = l.payee AND t.place = l.place"
        " LEFT JOIN live AS w ON w.payee = s.payee AND w.place = s.displacer"
    )


def _outcome(library: Library, kinds: dict[str, int], *, accepting: bool) -> str:
    """The same with the codes of all that is missing, for conditions and for open sums, in one."""
    open_ = "(verdict NOT IN ('refused', 'not_in_force') AND (unbounded OR low <> high))"

    asked = {
        place: asked_bit(library, question) for place, question in enumerate(questions(library), 1)
    }

    def missing(word: str) -> str:
        of_sum = f"open_{word} | CASE WHEN moved THEN since_{word} ELSE 0 END"
        for place, bit in asked.items():
            of_sum += f" | CASE WHEN past & {bit} <> 0 THEN asked_{place}_{word} ELSE 0 END"
        of_form = f"CASE WHEN told THEN form_{word} ELSE 0 END"
        return f"({word} | CASE WHEN {open_} THEN {of_sum} ELSE 0 END | {of_form}) AS {word}"

    columns = {
        f"{kind}_{n + 1}": missing(f"{kind}_{n + 1}")
        for kind in ("missing", "awaited")
        for n in range(kinds[kind])
    }
    columns["past"] = f"CASE WHEN {open_} THEN past ELSE 0 END AS past"
    titles = titles_of_answer(kinds) + (["decided_amount"] if accepting else [])
    listed = ", ".join(columns.get(title, title) for title in titles)
    return f"SELECT {listed} FROM verdicts"


def _forecast(kinds: dict[str, int]) -> str:
    """A year not begun: the verdict of steps 1 to 4 alone."""
    exact = "(NOT j.rung_unbounded AND j.rung_low = j.rung_high)"

    def misses(kind: str) -> str:
        plain = " OR ".join(f"j.{kind}_{n + 1} <> 0" for n in range(kinds[kind]))
        opened = " OR ".join(f"j.open_{kind}_{n + 1} <> 0" for n in range(kinds[kind]))
        return f"({plain} OR (NOT {exact} AND ({opened})))"

    return (
        "CASE WHEN NOT j.rung_unbounded AND j.rung_high = 0 THEN 'exhausted'"
        f" WHEN {misses('missing')} THEN 'unknown' WHEN {misses('awaited')} THEN 'pending'"
        " ELSE 'granted' END"
    )
