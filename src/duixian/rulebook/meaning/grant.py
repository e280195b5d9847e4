"""Steps 3 and 4: the grant, uplifted, rounded once, not below its floor, not above its caps."""

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from duixian.rulebook.assessment import Finding, Stage, Step
from duixian.rulebook.meaning.claim import Claim, interval, is_settled
from duixian.rulebook.meaning.conditions import Test
from duixian.rulebook.meaning.context import Context, Evaluate
from duixian.rulebook.meaning.intervals import (
    ZERO,
    Exact,
    Pair,
    above_zero,
    greatest,
    hull,
    least,
    plus,
    times,
)
from duixian.rulebook.policy.model import Cite, Rounding, RoundingMode

HALF_UP = Rounding()


@dataclass(frozen=True, slots=True, eq=False)
class UpliftRule:
    """上浮: when, by which rate, of which base (None: of the grant itself)."""

    test: Test
    rate: Evaluate
    base: Evaluate | None


@dataclass(frozen=True, slots=True, eq=False)
class GrantRule:
    """How a measure comes to its sum."""

    grant: Evaluate
    uplifts: tuple[UpliftRule, ...]
    floor: Evaluate | None
    caps: tuple[Evaluate, ...]
    rounding: Rounding
    cites: tuple[Cite, ...]


def sum_up(claim: Claim, rule: GrantRule) -> None:
    """Set the claim's `rung`: what the row is worth after the cap of one grant."""
    step = rule.grant(claim.context)
    claim.open_sums.extend(step.gaps)
    value = _uplifted(claim, rule, step.value)
    value = _whole(value, rule.rounding)
    claim.findings.append(
        Finding(
            Stage.GRANT, None, step, "", rule.cites, "grant", after=interval(value), gaps=step.gaps
        )
    )
    value = _bounded(claim, rule, value)
    claim.rung = claim.value = value


def _uplifted(claim: Claim, rule: GrantRule, value: Pair) -> Pair:
    """Several uplifts all count from the grant without any of them."""
    factor: Pair = (1, 1)
    more: Pair = ZERO
    for uplift in rule.uplifts:
        step = uplift.test.of(claim.context)
        if step.value is False:
            claim.findings.append(uplift.test.finding(Stage.GRANT, step, "uplift"))
            continue
        rate = uplift.rate(claim.context)
        claim.open_sums.extend(step.gaps + rate.gaps)
        added = rate.value
        if uplift.base is not None:
            base = uplift.base(claim.context)
            claim.open_sums.extend(base.gaps)
            added = times(rate.value, base.value)
        if step.value is None:
            added = hull((ZERO, added))
        if uplift.base is None:
            factor = plus(factor, added)
        else:
            more = plus(more, added)
        claim.findings.append(uplift.test.finding(Stage.GRANT, step, "uplift"))
    return plus(times(value, factor), more) if rule.uplifts else value


def _bounded(claim: Claim, rule: GrantRule, value: Pair) -> Pair:
    if rule.floor is not None:
        step = rule.floor(claim.context)
        raised = _raised(value, _whole(step.value, HALF_UP))
        value = _changed(claim, step, value, raised, "floor-binds")
    for cap in rule.caps:
        step = cap(claim.context)
        capped = least((value, _whole(step.value, HALF_UP)))
        value = _changed(claim, step, value, capped, "cap-binds")
    return value


def _raised(value: Pair, bottom: Pair) -> Pair:
    """A floor lifts a grant, it does not make one out of nothing."""
    if value == ZERO:
        return ZERO
    low, high = greatest((value, bottom))
    return (0 if value[0] == 0 else low), high


def _changed(claim: Claim, step: Step, before: Pair, after: Pair, note: str) -> Pair:
    if before == after:
        return before
    if not is_settled(after):
        claim.open_sums.extend(step.gaps)
    claim.findings.append(
        Finding(Stage.CAP, None, step, note=note, before=interval(before), after=interval(after))
    )
    return after


def amount(evaluate: Evaluate, context: Context) -> tuple[Step, Pair]:
    """An amount expression, rounded half up to the fen as it leaves its expression."""
    step = evaluate(context)
    return step, _whole(step.value, HALF_UP)


def _whole(pair: Pair, rounding: Rounding) -> Pair:
    low, high = above_zero(pair)
    return round_fen(low or 0, rounding), (None if high is None else round_fen(high, rounding))


def round_fen(value: Exact, rounding: Rounding = HALF_UP) -> int:
    """The amount as whole fen, by the rounding of the policy."""
    if rounding.to == 1 and isinstance(value, int):
        return value
    units = Fraction(value) / rounding.to
    match rounding.mode:
        case RoundingMode.HALF_UP:
            return floor(units + Fraction(1, 2)) * rounding.to
        case RoundingMode.DOWN:
            return floor(units) * rounding.to
        case RoundingMode.UP:
            return ceil(units) * rounding.to
