"""Links policies to one another: measures they name, documents they replace or complete."""

from collections.abc import Iterator

from duixian.rulebook.expression.parts import walk
from duixian.rulebook.expression.tree import FromHistory
from duixian.rulebook.library.model import Library
from duixian.rulebook.library.supplements import supplemented
from duixian.rulebook.policy.expressions_of import expressions_of
from duixian.rulebook.policy.model import Policy
from duixian.rulebook.policy.source import MeasureName
from duixian.rulebook.problems import Place, Problem, error

STUB = "存目"


def linked(library: Library) -> tuple[Library, tuple[Problem, ...]]:
    """The library with supplements put into the measures they complete, and what does not link."""
    problems = [*_unknown_measures(library), *_unknown_policies(library)]
    completed, found = supplemented(library)
    return completed, (*problems, *found)


def _unknown_measures(library: Library) -> Iterator[Problem]:
    for policy in library.policies:
        for place, (other, code) in _named_measures(policy):
            known = library.policy(other)
            if known is None:
                yield error(
                    "policy-unknown",
                    place,
                    f"{other} {code}",
                    f"政策库里没有 {other}",
                    "",
                    "补上这个文件；没有文本的写 source: 存目",
                )
            elif not has_measure(known, code):
                codes = "、".join(measure.code for measure in known.measures)
                yield error("measure-unknown", place, code, f"{other} 没有这项措施", "", codes)


def has_measure(policy: Policy, code: str) -> bool:
    """Whether awards can be cited under this code; a stub takes any."""
    own = {measure.code for measure in policy.measures}
    return policy.source == STUB or code in own | {each.code for each in policy.by_decision}


def _named_measures(policy: Policy) -> Iterator[tuple[Place, MeasureName]]:
    for measure in policy.measures:
        if measure.after:
            yield from ((measure.place, name) for name in measure.after.measures)
        for expression in expressions_of(measure):
            for part in walk(expression):
                if isinstance(part, FromHistory):
                    yield from ((measure.place, name) for name in part.measures)
    for limit in policy.limits:
        yield from ((policy.place, name) for name in limit.measures)
    for group in policy.groups:
        yield from ((policy.place, name) for name in group.members)
    for succession in policy.succeeds:
        yield from ((policy.place, (succession.policy, code)) for code in succession.measures)


def _unknown_policies(library: Library) -> Iterator[Problem]:
    for policy in library.policies:
        for succession in policy.succeeds:
            if library.policy(succession.policy) is None:
                what = f"政策库里没有 {succession.policy}"
                instead = "补上这个文件；没有文本的写 source: 存目"
                yield error("policy-unknown", policy.place, succession.policy, what, "", instead)
            if succession.policy == policy.code and not succession.measures:
                what = "不能替代自己"
                yield error("succeeds-itself", policy.place, policy.code, what)
