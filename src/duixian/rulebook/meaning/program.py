"""A library compiled: every measure as closures and rules, once, for any number of dossiers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from duixian.rulebook.assessment import Finding, Stage
from duixian.rulebook.library.model import Library
from duixian.rulebook.meaning.claim import Claim
from duixian.rulebook.meaning.closing import GroupRule
from duixian.rulebook.meaning.compiler import Compiler
from duixian.rulebook.meaning.conditions import Test, Within
from duixian.rulebook.meaning.context import Evaluate
from duixian.rulebook.meaning.discretion import Option
from duixian.rulebook.meaning.force import ForceRule, force_rule
from duixian.rulebook.meaning.grant import GrantRule, UpliftRule
from duixian.rulebook.meaning.ladder import LadderRule
from duixian.rulebook.meaning.limits import LimitRule
from duixian.rulebook.meaning.needs import NeedRule
from duixian.rulebook.meaning.once import OnceRule, once_rule
from duixian.rulebook.meaning.reach import looks_at_row
from duixian.rulebook.meaning.scope import ScopeRule
from duixian.rulebook.meaning.shared import SharedRules, shared_rules
from duixian.rulebook.meaning.times import TimesRule
from duixian.rulebook.policy.model import (
    Condition,
    Discretion,
    Effect,
    Instalment,
    Measure,
    Need,
    Policy,
    Share,
)

FIRM_ITSELF = ("", "企业")


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """One measure, compiled, with what it shares with others (limits, ladder, groups)."""

    measure: Measure
    policy: Policy
    position: tuple[int, int]
    force: ForceRule
    once: OnceRule
    pays_firm_only: bool
    payee: Test | None
    start: Evaluate | None
    scope: ScopeRule
    admits: tuple[Option, ...]
    waivable: tuple[Option, ...]
    restrictions: tuple[Option, ...]
    when: tuple[Test, ...]
    within: Within | None
    needs: tuple[NeedRule, ...]
    grant: GrantRule
    ladder: LadderRule | None
    limits: tuple[LimitRule, ...]
    times: tuple[TimesRule, ...]
    groups: tuple[GroupRule, ...]
    shares: tuple[Share, ...]
    paid: tuple[Instalment, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Program:
    """All measures in the order of the library, and all shared rules in the order they apply."""

    rules: tuple[Rule, ...]
    shared: SharedRules
    by_name: Mapping[tuple[str, str], Rule]

    def of(self, claim: Claim) -> Rule:
        """The rule of a claim's measure."""
        return self.by_name[claim.context.policy, claim.context.measure]


class _Same:
    """A library as a key of the cache: by identity, since comparing whole libraries is slow."""

    __slots__ = ("library",)

    def __init__(self, library: Library) -> None:
        self.library = library

    def __hash__(self) -> int:
        return id(self.library)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.library is self.library


def program_of(library: Library) -> Program:
    """The compiled library; compiled once for each library object."""
    return _compiled(_Same(library))


@lru_cache(maxsize=8)
def _compiled(same: _Same) -> Program:
    library = same.library
    shared = shared_rules(library)
    scopes: dict[str, ScopeRule] = {}
    rules = [
        _Builder(library, policy, measure, shared).rule((place, index), scopes)
        for place, policy in enumerate(library.policies)
        for index, measure in enumerate(policy.measures)
    ]
    return Program(tuple(rules), shared, {rule.measure.name: rule for rule in rules})


class _Builder:
    """Compiles one measure."""

    def __init__(
        self, library: Library, policy: Policy, measure: Measure, shared: SharedRules
    ) -> None:
        self._library, self._policy, self._measure = library, policy, measure
        self._shared = shared
        self._compile = Compiler(library).compile

    def rule(self, position: tuple[int, int], scopes: dict[str, ScopeRule]) -> Rule:
        """The measure as a rule."""
        policy, measure, shared = self._policy, self._measure, self._shared
        payee, may = measure.payee, (*policy.may, *measure.may)
        limits, times = shared.limits_of(measure), shared.times_of(measure)
        return Rule(
            measure=measure,
            policy=policy,
            position=position,
            force=force_rule(self._library, policy, measure),
            once=once_rule(policy, measure),
            pays_firm_only=payee.otherwise in FIRM_ITSELF and payee.then in FIRM_ITSELF,
            payee=self._test(payee.condition) if payee.condition else None,
            start=self._compile(measure.each.start) if measure.each else None,
            scope=self._scope(scopes),
            admits=self._options(may, Effect.ADMIT),
            waivable=self._options(may, Effect.WAIVE),
            restrictions=self._options(may, Effect.REFUSE),
            when=tuple(self._test(condition) for condition in measure.when),
            within=self._within(),
            needs=tuple(self._need(need) for need in measure.needs),
            grant=self._grant(),
            ladder=shared.ladder_of(measure),
            limits=limits,
            times=times,
            groups=shared.groups_of(measure),
            shares=measure.shares or policy.shares,
            paid=measure.paid or policy.paid,
        )

    def _test(self, condition: Condition) -> Test:
        shared = not looks_at_row(condition.test, self._library)
        return Test(condition, self._compile(condition.test), shared)

    def _scope(self, scopes: dict[str, ScopeRule]) -> ScopeRule:
        """One for the whole policy, unless the measure is excepted from a condition."""
        policy, reasons = self._policy, dict(self._measure.without_scope)
        if not reasons and policy.code in scopes:
            return scopes[policy.code]
        tests = tuple(self._test(c) for c in policy.scope if c.title not in reasons)
        excepted = tuple(
            Finding(
                Stage.SCOPE,
                holds=True,
                title=c.title,
                cites=c.cites,
                note="scope-excepted",
                about=(reasons[c.title],),
            )
            for c in policy.scope
            if c.title in reasons
        )
        rule = ScopeRule(tests, excepted)
        return rule if reasons else scopes.setdefault(policy.code, rule)

    def _options(self, may: Sequence[Discretion], effect: Effect) -> tuple[Option, ...]:
        return tuple(
            Option(option.name, self._test(option.condition))
            for option in may
            if option.effect is effect
        )

    def _within(self) -> Within | None:
        deadline = self._measure.within
        return Within(deadline, self._compile(deadline.since)) if deadline else None

    def _need(self, need: Need) -> NeedRule:
        when, met, failed = (
            self._test(condition) if condition else None
            for condition in (need.when, need.met, need.failed)
        )
        return NeedRule(need, when, met, failed)

    def _grant(self) -> GrantRule:
        measure = self._measure
        uplifts = tuple(
            UpliftRule(
                self._test(uplift.condition),
                self._compile(uplift.rate),
                self._compile(uplift.base) if uplift.base else None,
            )
            for uplift in measure.uplifts
        )
        return GrantRule(
            self._compile(measure.grant),
            uplifts,
            self._compile(measure.floor) if measure.floor else None,
            tuple(self._compile(cap) for cap in measure.caps),
            self._policy.rounding,
            measure.cites,
        )
