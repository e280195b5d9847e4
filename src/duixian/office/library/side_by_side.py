"""The official text clause by clause, beside what the rules make of each."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from duixian.office.library.selectors import Shelf
from duixian.paper.addresses import parse_address
from duixian.paper.clauses import Clause, clauses
from duixian.paper.library_citations import cites_in
from duixian.paper.verify import Citation, verify
from duixian.rulebook.library.model import Library
from duixian.rulebook.policy.model import Cite, Measure, Policy

_KEPT = 32


@dataclass(frozen=True, slots=True)
class Beside:
    """A clause with the measures that rest on it, what else does, and why amounts are left out.

    `others` are parts of the policy as a whole: its scope, its limits.
    """

    clause: Clause
    measures: tuple[Measure, ...]
    others: tuple[str, ...]
    left_out: tuple[str, ...]

    @property
    def is_pinned(self) -> bool:
        """Whether the rules rest on this clause."""
        return bool(self.measures or self.others)


@dataclass(frozen=True, slots=True)
class _Resting:
    """What rests on a citation: a measure, or a part of the policy by name, or a reason."""

    cite: Cite
    measure: Measure | None = None
    other: str = ""
    reason: str = ""


@lru_cache(maxsize=_KEPT)
def side_by_side(shelf: Shelf, number: str) -> tuple[Beside, ...]:
    """Every clause of the official text in its order; () where none was uploaded."""
    text = shelf.version(number).official_text
    policy = shelf.library.policy(number)
    if policy is None or not text:
        return ()
    resting = [*_measures(shelf.library, number), *_parts(policy)]
    cited = [Citation(each.cite.article, each.cite.pin, "") for each in resting]
    on: dict[Clause, list[_Resting]] = defaultdict(list)
    for each, finding in zip(resting, verify(text, cited), strict=True):
        for clause in finding.clauses if finding.ok else ():
            on[clause].append(each)
    return tuple(_beside(clause, on[clause], policy) for clause in clauses(text))


def _beside(clause: Clause, resting: list[_Resting], policy: Policy) -> Beside:
    measures = {each.measure.name: each.measure for each in resting if each.measure}
    others = dict.fromkeys(each.other for each in resting if each.other)
    reasons = [each.reason for each in resting if each.reason]
    reasons += _whole_articles(clause, policy)
    return Beside(clause, tuple(measures.values()), tuple(others), tuple(dict.fromkeys(reasons)))


def _measures(library: Library, document: str) -> Iterator[_Resting]:
    """Measures of any policy: one may be completed by another document."""
    for policy in library.policies:
        for measure in policy.measures:
            for cite in cites_in(measure):
                if (cite.document or policy.code) == document:
                    yield _Resting(cite, measure)


def _parts(policy: Policy) -> Iterator[_Resting]:
    parts: list[tuple[str, object]] = [
        ("适用范围", policy.scope),
        ("裁量", policy.may),
        ("晋档补差", policy.ladders),
        ("限额", policy.limits),
        ("就高不重复", policy.groups),
        ("执行周期", policy.cycle),
        ("补充规定", policy.supplements),
        ("承诺", policy.obligations),
        ("一事一议", policy.by_decision),
    ]
    for name, part in parts:
        for cite in cites_in(part):
            if (cite.document or policy.code) == policy.code:
                yield _Resting(cite, other=name)
    for left in policy.not_encoded:
        yield from (_Resting(cite, reason=left.because) for cite in left.cites if cite.pin)


def _whole_articles(clause: Clause, policy: Policy) -> list[str]:
    """The reasons of articles that are left out by their address alone."""
    found = []
    for left in policy.not_encoded:
        for cite in left.cites:
            address = None if cite.pin else parse_address(cite.article)
            if address is not None and address.skipped(clause.address) is not None:
                found.append(left.because)
    return found
