"""Whatever open questions turn out to be, the outcome lies in what was said before."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from duixian.rulebook.assessment import Assessment, Entitlement, Interval, Verdict
from duixian.rulebook.dossier import Award, Dossier, Firm, Outcome, Row, Value
from duixian.rulebook.policy.model import (
    Keep,
    Ladder,
    Limit,
    Need,
    Policy,
    Rung,
    WhenOver,
    Window,
    WindowKind,
)
from tests.rulebook.meaning.world import (
    award,
    dossier,
    expression,
    group,
    limit,
    measure,
    policy,
    result,
    review,
    row,
    rows_of,
)

CODES = ("1", "2", "3")
some = st.lists(st.sampled_from(CODES), min_size=1, max_size=3, unique=True).map(tuple)
fen = st.integers(0, 300)


@dataclass(frozen=True)
class Line:
    """A project: its day, its facts, the outcome of its review under measure 1."""

    key: str
    day: int
    invested: int
    first: bool
    level: str
    project: str
    passed: bool


@dataclass(frozen=True)
class Hidden:
    """What of a project is not known before."""

    invested: bool
    first: bool
    level: bool
    review: bool


@dataclass(frozen=True)
class Rules:
    limits: tuple[tuple[tuple[str, ...], int, WhenOver, str], ...]
    groups: tuple[tuple[tuple[str, ...], str], ...]
    in_order: bool
    ladder: tuple[str, ...]
    times: tuple[tuple[str, ...], int]
    since: bool
    once: bool
    top_up: bool


@dataclass(frozen=True)
class Known:
    """The firm's history and when it moved in, and whether each is known before."""

    awards: tuple[tuple[str, int, str, int], ...]
    moved: int
    history_known: bool
    moved_known: bool
    table_known: bool


per = st.sampled_from(["受益人", "所属项目"])
lines = st.lists(
    st.tuples(
        st.builds(
            Line,
            st.sampled_from("abcd"),
            st.integers(0, 2),
            fen,
            st.booleans(),
            st.sampled_from(["区级", "市级", "国家级"]),
            st.sampled_from(["P", "Q", "无"]),
            st.booleans(),
        ),
        st.builds(Hidden, st.booleans(), st.booleans(), st.booleans(), st.booleans()),
    ),
    max_size=4,
    unique_by=lambda pair: pair[0].key,
).map(tuple)
rules = st.builds(
    Rules,
    st.lists(st.tuples(some, st.integers(0, 500), st.sampled_from(WhenOver), per), max_size=2).map(
        tuple
    ),
    st.lists(st.tuples(some, per), max_size=2, unique_by=lambda g: g[0]).map(tuple),
    st.booleans(),
    st.one_of(st.just(()), some),
    st.tuples(some, st.integers(1, 4)),
    st.booleans(),
    st.booleans(),
    st.booleans(),
)
past = st.tuples(st.sampled_from(CODES), fen, st.sampled_from(["P", "Q"]), st.integers(0, 3))
known = st.builds(
    Known,
    st.lists(past, max_size=2).map(tuple),
    st.integers(0, 3),
    st.integers(0, 5).map(bool),
    st.booleans(),
    st.integers(0, 5).map(bool),
)


def the_policy(rules: Rules) -> Policy:
    rung = {code: Rung("梯") if code in rules.ladder else None for code in CODES}
    since = expression("受益人.迁入日期") if rules.since else None
    codes, times = rules.times
    once = ("受益人",) if rules.once else ()
    keep = Keep.IN_ORDER if rules.in_order else Keep.HIGHEST
    return policy(
        measure("1", "投入", needs=(Need("评审"),), rung=rung["1"]),
        measure("2", "2 × 投入", when=["首次"], rung=rung["2"]),
        measure("3", "若(等级 ≥ 市级, 1.5 元, 0.5 元)", rung=rung["3"], once_per=once),
        limits=(
            *(_limit(i, *each) for i, each in enumerate(rules.limits)),
            limit("次", codes, times=times, amount=None),
        ),
        groups=tuple(
            group(f"组{i}", sorted(codes), per=(key,), keep=keep, top_up=rules.top_up)
            for i, (codes, key) in enumerate(rules.groups)
        ),
        ladders=(Ladder("梯", ("受益人",), since),) if rules.ladder else (),
    )


def _limit(index: int, codes: tuple[str, ...], most: int, over: WhenOver, key: str) -> Limit:
    window = Window(WindowKind.EVER if index else WindowKind.CALENDAR_YEAR)
    return limit(
        f"限{index}", codes, f"{most / 100:.2f} 元", per=(key,), when_over=over, window=window
    )


def the_dossier(lines: tuple[tuple[Line, Hidden], ...], known: Known, *, before: bool) -> Dossier:
    rows = [_row(line, hidden if before else None) for line, hidden in lines]
    reviews = tuple(
        review(line.key, Outcome.PASSED if line.passed else Outcome.FAILED)
        for line, hidden in lines
        if not (before and hidden.review)
    )
    awards = tuple(_award(i, each) for i, each in enumerate(known.awards))
    moved: dict[str, Value] = {"迁入日期": date(2020, 12, 1) + timedelta(days=365 * known.moved)}
    found = dossier(*rows, firm=moved, history=awards, reviews=reviews)
    if not before:
        return found
    if not known.moved_known:
        found = replace(found, firm=Firm("F", {}))
    if not known.history_known:
        found = replace(found, history=None)
    return found if known.table_known else replace(found, tables={"租赁": ()})


def _award(index: int, each: tuple[str, int, str, int]) -> Award:
    code, amount, project, year = each
    day = date(2019 + year, 6, 1)
    return replace(
        award(code, 0, f"旧{index}", remembered={"所属项目": project}),
        amount=amount,
        event=day,
        decided=day + timedelta(days=100),
    )


def _row(line: Line, hidden: Hidden | None) -> Row:
    facts: dict[str, Value] = {"所属项目": line.project}
    if not (hidden and hidden.invested):
        facts["投入"] = line.invested
    if not (hidden and hidden.first):
        facts["首次"] = line.first
    if not (hidden and hidden.level):
        facts["等级"] = line.level
    found = row(line.key, str(date(2022, 1, 1) + timedelta(days=line.day)))
    return replace(found, values={**found.values, **facts})


def paid(entitlement: Entitlement) -> int:
    """What a row pays in a world without unknowns."""
    if entitlement.own is None:
        return 0
    assert entitlement.own.is_exact, entitlement
    return entitlement.own.low


def within(amount: int, interval: Interval | None) -> bool:
    low, high = (interval.low, interval.high) if interval else (0, 0)
    return low <= amount and (high is None or amount <= high)


NOTHING = (Verdict.REFUSED, Verdict.EXHAUSTED, Verdict.DISPLACED, Verdict.NOT_IN_FORCE)


def check_row(said: Entitlement, came: Entitlement) -> None:
    amount = paid(came)
    assert within(amount, said.effect), (said, came)
    if said.verdict is Verdict.REFUSED:
        assert came.verdict is Verdict.REFUSED
    if said.verdict in NOTHING:
        assert amount == 0
    if said.verdict is Verdict.GRANTED and not said.contested:
        assert came.verdict is Verdict.GRANTED or said.depends_on, (said, came)
    if came.verdict is Verdict.GRANTED:
        assert within(amount, said.own), (said, came)
    if said.verdict is Verdict.GRANTED and not said.depends_on and not said.contested:
        assert said.own == came.own


def check_totals(said: Assessment, came: Assessment) -> None:
    assert within(came.granted.low, said.total), (said.total, came.granted)
    assert came.granted.is_exact
    granted = {e.row for e in said.entitlements if e.verdict is Verdict.GRANTED}
    assert within(sum(paid(e) for e in came.entitlements if e.row in granted), said.granted)


@given(lines, rules, known)
def test_no_outcome_lies_outside_what_was_said_before(
    lines: tuple[tuple[Line, Hidden], ...], rules: Rules, known: Known
) -> None:
    held = the_policy(rules)
    said = result(held, the_dossier(lines, known, before=True))
    came = result(held, the_dossier(lines, known, before=False))
    before = rows_of(said)
    for key, outcome in rows_of(came).items():
        if key in before:
            check_row(before[key], outcome)
        else:
            assert not known.table_known
    check_totals(said, came)
