"""Step 2: the scope of a policy, read of the payee; a decision may admit who stands outside."""

from dataclasses import dataclass, replace
from datetime import date

from duixian.rulebook.assessment import Finding, Gap, Stage, Step, Verdict
from duixian.rulebook.meaning.claim import Claim
from duixian.rulebook.meaning.conditions import Test
from duixian.rulebook.meaning.context import Context
from duixian.rulebook.meaning.discretion import Option
from duixian.rulebook.meaning.logic import failed_parts


@dataclass(frozen=True, slots=True)
class Scoped:
    """What the scope came to for a payee."""

    findings: tuple[Finding, ...]
    failed: tuple[Step, ...]
    gaps: tuple[Gap, ...]
    outside: bool


@dataclass(frozen=True, slots=True, eq=False)
class ScopeRule:
    """The scope conditions that apply to a measure, and those it is excepted from."""

    tests: tuple[Test, ...]
    excepted: tuple[Finding, ...]

    def of(self, context: Context, known: dict[tuple[int, str, date], Scoped]) -> Scoped:
        """What the scope came to; once for a payee where no condition looks at the row."""
        if context.base is not context.run.on or not all(test.shared for test in self.tests):
            return self._of(context)
        key = (id(self), context.payee.code, context.law_day)
        found = known.get(key)
        if found is None:
            found = known[key] = self._of(context)
        return found

    def _of(self, context: Context) -> Scoped:
        if context.firm is not context.payee:
            context = replace(context, firm=context.payee, parts={})
        steps = [test.of(context) for test in self.tests]
        findings = [
            test.finding(Stage.SCOPE, step) for test, step in zip(self.tests, steps, strict=True)
        ]
        return Scoped(
            (*findings, *self.excepted),
            tuple(part for step in steps for part in failed_parts(step)),
            tuple(gap for step in steps for gap in step.gaps),
            any(step.value is False for step in steps),
        )


def apply_scope(claim: Claim, scoped: Scoped, admits: tuple[Option, ...]) -> None:
    """Refuse who is outside, unless a recorded decision admits, or may still admit."""
    claim.findings.extend(scoped.findings)
    if not scoped.outside and not scoped.gaps:
        return
    admitted, findings = _admission(claim.context, admits)
    claim.findings.extend(findings)
    if admitted is True:
        return
    if not scoped.outside:
        claim.gaps.extend(scoped.gaps)
    elif admitted is False:
        claim.settled = Verdict.REFUSED
        claim.failed.extend(scoped.failed)
    else:
        claim.gaps.extend(gap for finding in findings for gap in finding.gaps)


def _admission(context: Context, admits: tuple[Option, ...]) -> tuple[bool | None, list[Finding]]:
    """Whether a decision admits the row (参照执行): None while one may still be taken."""
    found: list[Finding] = []
    open_still = False
    for option in admits:
        step = option.test.of(context)
        decided = context.decision(option.name)
        if step.value is False:
            continue
        if step.value and decided:
            return True, [*found, option.finding(step, "admitted")]
        if decided is False:
            found.append(option.finding(step, "admission-declined"))
            continue
        open_still = True
        awaited = () if decided else (option.gap(context),)
        found.append(option.finding(step, "admissible", (*step.gaps, *awaited)))
    return (None if open_still else False), found
