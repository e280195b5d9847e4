"""Kleene's three values: 且, 或, 至少, 非, and which parts make a condition fail.

What is missing for a condition: nothing when it is decided, else what its undecided parts miss.
"""

from duixian.rulebook.assessment import Gap, Step
from duixian.rulebook.expression.tree import (
    All,
    AnyOf,
    AtLeastOf,
    Conditional,
    Expression,
    Named,
    Not,
)
from duixian.rulebook.meaning.context import Context, Evaluate


def all_of(expression: All, parts: tuple[Evaluate, ...]) -> Evaluate:
    """且: false when one part is false, true when all are true."""
    return _settled_by(expression, parts, settling=False)


def any_of(expression: AnyOf, parts: tuple[Evaluate, ...]) -> Evaluate:
    """或: true when one part is true, false when all are false."""
    return _settled_by(expression, parts, settling=True)


def _settled_by(expression: Expression, parts: tuple[Evaluate, ...], *, settling: bool) -> Evaluate:
    def evaluate(context: Context) -> Step:
        below = tuple([part(context) for part in parts])
        values = [step.value for step in below]
        if settling in values:
            return Step(expression, settling, below)
        if None in values:
            return Step(expression, None, below, gaps_of(below))
        return Step(expression, not settling, below)

    return evaluate


def at_least_of(expression: AtLeastOf, parts: tuple[Evaluate, ...]) -> Evaluate:
    """至少 n 项: decided as soon as the known parts decide it."""

    def evaluate(context: Context) -> Step:
        below = tuple([part(context) for part in parts])
        held = sum(step.value is True for step in below)
        possible = sum(step.value is not False for step in below)
        if held >= expression.count:
            return Step(expression, value=True, below=below)
        if possible < expression.count:
            return Step(expression, value=False, below=below)
        return Step(expression, None, below, gaps_of(below))

    return evaluate


def negated(expression: Not, part: Evaluate) -> Evaluate:
    """非."""

    def evaluate(context: Context) -> Step:
        below = part(context)
        value = None if below.value is None else not below.value
        return Step(expression, value, (below,), below.gaps)

    return evaluate


def gaps_of(steps: tuple[Step, ...]) -> tuple[Gap, ...]:
    """What the steps miss, in their order."""
    return tuple([gap for step in steps for gap in step.gaps])


def failed_parts(step: Step) -> tuple[Step, ...]:
    """Why a condition is false: of 且 the false parts, of 或 all, of 非 the condition itself."""
    if step.value is not False:
        return ()
    match step.expression:
        case All() | AnyOf() | AtLeastOf() | Named():
            return tuple(part for below in step.below for part in failed_parts(below))
        case Conditional() if step.below[0].value is not None:
            return failed_parts(step.below[1])
        case _:
            return (step,)
