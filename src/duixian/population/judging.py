"""Steps 1 to 4 for the rows of one sheet under one measure: verdict so far, codes, and the sum."""

from dataclasses import dataclass, field, replace
from datetime import date

from duixian.population.codes import NONE, Words, only_if, together
from duixian.population.days import later_by_months
from duixian.population.decisions import decided
from duixian.population.failures import NEAR, Failures
from duixian.population.forms import kept, number_of, plain
from duixian.population.frame import Frame
from duixian.population.history import Decided, followed, look_back, missing_of
from duixian.population.near import near as near_by
from duixian.population.quantities import ZERO, Quantity, fixed
from duixian.population.records import review_leaf
from duixian.population.sql import (
    FALSE,
    NULL,
    TRUE,
    VERDICT,
    Sql,
    both,
    compared,
    day,
    either,
    flag,
    is_false,
    is_true,
    negated,
    text,
    unknown,
    verdict,
    when,
)
from duixian.rulebook.assessment import GapKind, Verdict
from duixian.rulebook.expression.tree import Expression
from duixian.rulebook.meaning.force import ForceRule, force_rule
from duixian.rulebook.policy.model import (
    Condition,
    Discretion,
    Effect,
    Measure,
    Need,
    Policy,
    Rounding,
)

STEPS = ("facts", "force", "history", "scope", "conditions", "needs", "grant", "cap")


@dataclass(slots=True)
class Judged:
    """What the steps came to so far. `gaps`: what conditions miss, `open_sums`: what sums miss."""

    in_force: Sql = TRUE
    awarded: Sql = FALSE
    refused: Sql = FALSE
    gaps: Words = field(default_factory=dict)
    open_sums: Words = field(default_factory=dict)
    failed: Words = field(default_factory=dict)
    rung: Quantity = ZERO
    failures: Failures = field(default_factory=Failures)
    decided: Decided | None = None

    @property
    def settled(self) -> Sql:
        """Whether one of the earlier verdicts holds."""
        return either(negated(self.in_force), self.refused, self.awarded)

    @property
    def verdict(self) -> Sql:
        """The earlier verdict that holds, NULL where none does."""
        cases = [
            (negated(self.in_force), verdict(Verdict.NOT_IN_FORCE)),
            (self.refused, verdict(Verdict.REFUSED)),
            (self.awarded, verdict(Verdict.EXHAUSTED)),
        ]
        return when(cases, f"CAST(NULL AS {VERDICT})")


class Judge:
    """Takes the rows of a frame through the steps of one measure."""

    def __init__(self, frame: Frame, policy: Policy, measure: Measure) -> None:
        self._frame = frame
        self._policy = policy
        self._measure = measure
        self._judged = Judged()
        self._near: list[Sql] = []

    def judge(self, counted: Sql, before: Words = NONE, *, indefinite: bool = False) -> Judged:
        """The steps in their order. `counted` is the day that must not lie before `counts_from`.

        `before` is what was missing to find the row; `indefinite`: it stands for any number.
        """
        found, sheet = self._judged, self._frame.sheet
        sheet.begin("force")
        rule = force_rule(self._frame.setting.library, self._policy, self._measure)
        found.in_force = sheet.define(_in_force(rule, self._frame, counted))
        sheet.begin("history")
        self._look_back(indefinite=indefinite)
        sheet.begin("scope")
        self._scope()
        sheet.begin("conditions")
        for condition in self._measure.when:
            self._require(condition)
        self._deadline()
        if self._measure.after is not None:
            holds, gaps = followed(self._frame, self._measure.after)
            self._misses(gaps)
            self._refuse(is_false(holds), NONE)
        for option in (*self._policy.may, *self._measure.may):
            self._discretion(option)
        self._form()
        sheet.begin("needs")
        self._needs()
        sheet.begin("grant")
        self._sum_up()
        if indefinite:
            found.rung = replace(ZERO, high_open=TRUE, exact=FALSE)
        self._only_in_force(before)
        return found

    def _only_in_force(self, before: Words) -> None:
        """What is not in force is looked at no further; what is settled has no sum."""
        found = self._judged
        self._mark_near()
        seen = only_if(found.in_force, found.gaps)
        found.gaps = kept(self._frame, together(before, seen))
        found.failed = kept(self._frame, only_if(found.in_force, found.failed))
        open_ = self._frame.sheet.define(negated(found.settled))
        found.open_sums = kept(self._frame, only_if(open_, found.open_sums))
        found.rung = self._frame.numbers.choose([(open_, found.rung)], ZERO)

    def _mark_near(self) -> None:
        """The mark of a row that is refused by nothing that is far from its line."""
        found = self._judged
        if self._frame.setting.shape.near:
            near = both(found.refused, *self._near)
            if near != FALSE:
                mark = only_if(near, found.failures.reason(NEAR))
                found.failed = together(found.failed, mark)

    def _refuse(self, refused: Sql, failed: Words, near: Sql = FALSE) -> None:
        found = self._judged
        if refused != FALSE:
            self._near.append(either(negated(refused), near))
        found.refused = self._frame.sheet.define(either(found.refused, refused))
        found.failed = together(found.failed, failed)

    def _misses(self, *gaps: Words) -> None:
        self._judged.gaps = together(self._judged.gaps, *gaps)

    def _look_back(self, *, indefinite: bool) -> None:
        """One row receives one grant of a measure ever."""
        frame = self._frame
        found = look_back(frame, self._policy, self._measure, indefinite=indefinite)
        self._judged.awarded, self._judged.decided = found.awarded, found.decided
        self._misses(*missing_of(frame, found))

    def _scope(self) -> None:
        """The scope of the policy, read of the payee."""
        excepted = {title for title, _ in self._measure.without_scope}
        frame = self._frame
        if frame.firm != frame.payee:
            frame = replace(frame, firm=frame.payee, known={})
        outside: list[Sql] = []
        gaps: list[Words] = []
        failed: list[Words] = []
        near: list[Sql] = []
        for condition in self._policy.scope:
            if condition.title in excepted:
                continue
            value = plain(condition.test, frame)
            if frame.setting.shape.near:
                near.append(either(negated(is_false(value.sql)), near_by(condition.test, frame)))
            outside.append(is_false(value.sql))
            gaps.append(value.gaps)
            failed.append(self._judged.failures.of(condition.test, frame))
        is_outside = frame.sheet.define(either(*outside))
        admitted, open_, awaited = self._admission()
        missing = only_if(negated(is_outside), together(*gaps))
        self._misses(kept(frame, only_if(negated(admitted), missing)))
        self._misses(only_if(both(is_outside, negated(admitted)), awaited))
        refused = frame.sheet.define(both(is_outside, negated(admitted), negated(open_)))
        self._refuse(refused, kept(frame, only_if(refused, together(*failed))), both(*near))

    def _admission(self) -> tuple[Sql, Sql, Words]:
        """Whether a decision admits the row (参照执行), whether one may, and what it waits for."""
        frame = self._frame
        admitted, open_ = FALSE, FALSE
        awaited: list[Words] = []
        for option in (*self._policy.may, *self._measure.may):
            if option.effect is not Effect.ADMIT:
                continue
            value, decision = plain(option.condition.test, frame), decided(frame, option.name)
            yes = both(is_true(value.sql), is_true(decision))
            no = either(is_false(value.sql), is_false(decision))
            admitted = either(admitted, yes)
            still = frame.sheet.define(both(negated(yes), negated(no)))
            open_ = either(open_, still)
            gap = frame.codes.missing(frame.gap_of_row(GapKind.DECISION, option.name))
            gap = only_if(negated(is_true(decision)), gap)
            awaited.append(only_if(still, together(value.gaps, gap)))
        return frame.sheet.define(admitted), frame.sheet.define(open_), together(*awaited)

    def _require(self, condition: Condition) -> None:
        value = plain(condition.test, self._frame)
        self._misses(value.gaps)
        failed = self._judged.failures.of(condition.test, self._frame)
        self._refuse(is_false(value.sql), failed, self._near_by(condition.test))

    def _near_by(self, test: Expression) -> Sql:
        return near_by(test, self._frame) if self._frame.setting.shape.near else FALSE

    def _deadline(self) -> None:
        measure, frame = self._measure, self._frame
        if measure.within is None:
            return
        start = plain(measure.within.since, frame)
        end = later_by_months(start.sql, measure.within.months)
        holds = NULL
        if NULL not in (frame.day, start.sql):
            holds = frame.sheet.define(f"({start.sql} <= {frame.day} AND {frame.day} <= {end})")
        undated = frame.codes.missing(frame.gap("事项日期")) if frame.day == NULL else NONE
        no_start = unknown(start.sql)
        self._misses(only_if(no_start, start.gaps), only_if(negated(no_start), undated))
        reason = self._judged.failures.reason(measure.within.since)
        self._refuse(is_false(holds), only_if(is_false(holds), reason))

    def _discretion(self, option: Discretion) -> None:
        test, frame = option.condition.test, self._frame
        value, decision = plain(test, frame), decided(frame, option.name)
        if option.effect is Effect.WAIVE:
            stands = frame.sheet.define(negated(is_true(decision)))
            self._misses(only_if(stands, value.gaps))
            failed = self._judged.failures.of(test, frame)
            refused = both(is_false(value.sql), stands)
            self._refuse(refused, only_if(stands, failed), self._near_by(test))
        elif option.effect is Effect.REFUSE:
            free = either(is_false(value.sql), is_false(decision))
            applied = both(is_true(decision), is_true(value.sql))
            gap = frame.codes.missing(frame.gap_of_row(GapKind.DECISION, option.name))
            awaits = only_if(negated(is_true(decision)), gap)
            open_ = frame.sheet.define(both(negated(free), negated(applied)))
            self._misses(only_if(open_, together(value.gaps, awaits)))
            self._refuse(applied, only_if(applied, self._judged.failures.reason(test)))

    def _form(self) -> None:
        """The firm's declared form decides: a measure of another form is refused."""
        for policy in self._frame.setting.library.policies:
            for group in policy.groups:
                if group.form is None or self._measure.name not in group.members:
                    continue
                chosen = plain(group.form, self._frame)
                wanted = text(dict(group.forms).get(self._measure.name, ""))
                other = self._frame.sheet.define(is_true(compared("<>", chosen.sql, wanted)))
                self._refuse(other, only_if(other, self._judged.failures.reason(group.form)))

    def _needs(self) -> None:
        """Reviews and recognitions, of rows that are still open."""
        open_ = self._frame.sheet.define(negated(self._judged.settled))
        for place, need in enumerate(self._measure.needs):
            self._need(need, place, open_)

    def _need(self, need: Need, place: int, open_: Sql) -> None:
        frame = self._frame
        met, gaps, failed = self._result(need, place)
        certain, asked, maybe = TRUE, TRUE, NONE
        if need.when is not None:
            condition = plain(need.when.test, frame)
            certain, asked = is_true(condition.sql), negated(is_false(condition.sql))
            maybe = condition.gaps
        holds = frame.sheet.define(when([(either(certain, is_true(met)), met)], NULL))
        looks = frame.sheet.define(both(open_, asked))
        missing = only_if(both(looks, unknown(holds)), together(maybe, gaps))
        self._misses(missing)
        self._refuse(both(looks, is_false(holds)), only_if(both(looks, is_false(holds)), failed))

    def _result(self, need: Need, place: int) -> tuple[Sql, Words, Words]:
        """Met, failed or still to come; what is missing then; the reason when it failed."""
        frame = self._frame
        awaited = frame.codes.missing(frame.gap_of_row(GapKind.REVIEW, need.kind))
        if need.met is None and need.failed is None:
            title = f"review_{frame.tag}_{place + 1}"
            where = f"kind = {text(need.kind)}"
            passed = review_leaf(frame, title, "MAX_BY(passed, place)", where)
            return passed, only_if(unknown(passed), awaited), NONE
        met = plain(need.met.test, frame) if need.met else None
        failed = plain(need.failed.test, frame) if need.failed else None
        cases = []
        reason = NONE
        if failed is not None and need.failed is not None:
            cases.append((is_true(failed.sql), FALSE))
            reason = only_if(is_true(failed.sql), self._judged.failures.reason(need.failed.test))
        if met is not None:
            cases.append((is_true(met.sql), TRUE))
        elif failed is not None:
            cases.append((is_false(failed.sql), TRUE))
        holds = frame.sheet.define(when(cases, NULL))
        misses = together(*(each.gaps for each in (met, failed) if each is not None))
        misses = kept(frame, misses)
        nothing = both(*(f"({bits} = 0)" for bits in misses.values()))
        gaps = together(misses, only_if(nothing, awaited))
        return holds, only_if(unknown(holds), gaps), reason

    def _sum_up(self) -> None:
        """The grant, uplifted, rounded once, not below its floor, not above its caps."""
        frame, measure, found = self._frame, self._measure, self._judged
        numbers = frame.numbers
        grant = number_of(measure.grant, frame)
        found.open_sums = together(found.open_sums, grant.gaps)
        value = numbers.rounded(self._uplifted(grant.number), self._policy.rounding)
        frame.sheet.begin("cap")
        if measure.floor is not None:
            bottom = number_of(measure.floor, frame)
            value = self._changed(
                value, self._raised(value, numbers.rounded(bottom.number, Rounding())), bottom.gaps
            )
        for cap in measure.caps:
            most = number_of(cap, frame)
            capped = numbers.least([value, numbers.rounded(most.number, Rounding())])
            value = self._changed(value, capped, most.gaps)
        found.rung = value

    def _uplifted(self, grant: Quantity) -> Quantity:
        """Several uplifts all count from the grant without any of them."""
        numbers, frame = self._frame.numbers, self._frame
        if not self._measure.uplifts:
            return grant
        factor, more = fixed(1), ZERO
        for uplift in self._measure.uplifts:
            test, rate = plain(uplift.condition.test, frame), number_of(uplift.rate, frame)
            added, gaps = rate.number, [test.gaps, rate.gaps]
            if uplift.base is not None:
                base = number_of(uplift.base, frame)
                added = numbers.times(added, base.number)
                gaps.append(base.gaps)
            counts = negated(is_false(test.sql))
            self._judged.open_sums = together(
                self._judged.open_sums, only_if(counts, together(*gaps))
            )
            maybe = numbers.hull([ZERO, added])
            added = numbers.choose([(is_true(test.sql), added), (unknown(test.sql), maybe)], ZERO)
            if uplift.base is None:
                factor = numbers.plus(factor, added)
            else:
                more = numbers.plus(more, added)
        return numbers.plus(numbers.times(grant, factor), more)

    def _raised(self, value: Quantity, bottom: Quantity) -> Quantity:
        """A floor lifts a grant, it does not make one out of nothing."""
        numbers = self._frame.numbers
        lifted = numbers.greatest([value, bottom])
        none = numbers.same(value, ZERO)
        no_low = both(negated(value.low_open), negated(numbers.above(value.low, ZERO.low)))
        from_zero = numbers.hull([ZERO, lifted])
        return numbers.choose([(none, ZERO), (no_low, from_zero)], lifted)

    def _changed(self, before: Quantity, after: Quantity, gaps: Words) -> Quantity:
        changed = negated(self._frame.numbers.same(before, after))
        open_ = self._frame.sheet.define(both(changed, negated(after.exact)))
        self._judged.open_sums = together(self._judged.open_sums, only_if(open_, gaps))
        return after


def _in_force(rule: ForceRule, frame: Frame, counted: Sql) -> Sql:
    """Whether the law is in force for the row, and the row counts."""
    on = frame.setting.shape.on
    if counted == NULL and rule.by_event:
        start = max(rule.begins, *(term.start for _, term in rule.terms))
        return flag(start <= on and on >= rule.counts_from)
    if on < rule.begins:
        return FALSE
    law = frame.law_day
    inside: list[Sql] = []
    for _, term in rule.terms:
        inside.append(_not_before(law, term.start, on))
        if term.end is not None:
            inside.append(_not_after(law, term.end, on))
    inside += [negated(_not_before(law, start, on)) for start, _ in rule.superseded]
    inside.append(_not_before(day(on) if counted == NULL else counted, rule.counts_from, on))
    return both(*inside)


def _not_before(moment: Sql, start: date, on: date) -> Sql:
    if moment == day(on):
        return flag(on >= start)
    return f"({moment} >= {day(start)})"


def _not_after(moment: Sql, end: date, on: date) -> Sql:
    if moment == day(on):
        return flag(on <= end)
    return f"({moment} <= {day(end)})"
