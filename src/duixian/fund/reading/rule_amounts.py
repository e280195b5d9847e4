"""What a measure pays for one candidate: the rulebook's own grant, caps, limits and instalments.

A candidate has the few facts its sum is made of and nothing else, so its conditions are unknown
and its verdict is not asked for: what counts is the sum it would be paid if it passed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from duixian.rulebook.assessment import Entitlement, GapKind, Interval, Stage, Verdict
from duixian.rulebook.dossier import Dossier, Firm, Row, Value
from duixian.rulebook.library.model import Library
from duixian.rulebook.meaning import assess
from duixian.rulebook.meaning.split import instalments_of
from duixian.rulebook.policy.model import Measure
from duixian.rulebook.vocabulary.model import FactKind, Subject

CANDIDATE = "候选"
NONE = "无"
_SUMS = frozenset({Stage.GRANT, Stage.CAP})


@dataclass(frozen=True, slots=True)
class RuleAmount:
    """The sum of one year of support (0 where the measure has no years), and its instalments."""

    support_year: int
    whole: Interval
    instalments: tuple[tuple[str, Interval], ...]


@dataclass(frozen=True, slots=True)
class Shortage:
    """Why the rule gives no sum: what is missing, or why it pays nothing on that day."""

    what: str


def rule_amounts(
    library: Library, measure: Measure, facts: Mapping[str, Value], event: date
) -> tuple[RuleAmount, ...] | Shortage:
    """What the measure pays on the facts of one row, year of support by year of support.

    `facts` are by Chinese name, in base units. Ladders and exclusive groups are left out, because
    a candidate does not say what its firm was awarded before.
    """
    policy = library.policy(measure.policy)
    subject = library.vocabulary.subject(measure.subject)
    if policy is None or subject is None:
        return Shortage("政策库没有这项措施")
    dossier = _dossier(library, subject, facts, event)
    found = [
        each
        for each in assess(library, dossier, event, policies=(measure.policy,)).entitlements
        if each.row.measure == measure.code
    ]
    if not found:
        return Shortage("缺少确定支持年度的日期")
    if any(each.verdict is Verdict.NOT_IN_FORCE for each in found):
        return Shortage(f"{event} 这项措施不在有效期")
    if any(each.verdict is Verdict.REFUSED for each in found):
        return Shortage("所填基数不符合条件")
    amounts = []
    for each in found:
        sum_ = _sum(each)
        if isinstance(sum_, Shortage):
            return sum_
        parts = instalments_of(sum_, measure.paid or policy.paid)
        amounts.append(RuleAmount(each.row.support_year, sum_, parts))
    return tuple(amounts)


def _dossier(
    library: Library, subject: Subject, facts: Mapping[str, Value], event: date
) -> Dossier:
    values = dict(facts)
    if subject.date and subject.date not in values:
        values[subject.date] = event
    for fact in subject.facts:
        if fact.kind is FactKind.CODE and fact.name not in values and fact.name != subject.key:
            values[fact.name] = NONE
    tables: dict[str, tuple[Row, ...]] = {
        each.name: () for each in library.vocabulary.subjects if each.name != "企业"
    }
    tables[subject.name] = (Row(subject.name, CANDIDATE, CANDIDATE, values),)
    sources = frozenset({"本区"})
    return Dossier(Firm(CANDIDATE, {}), tables=tables, history=(), sources=sources)


def _sum(entitlement: Entitlement) -> Interval | Shortage:
    """The grant after its caps, and at most what the limits leave."""
    sums = [each for each in entitlement.findings if each.stage in _SUMS and each.after]
    after = sums[-1].after if sums else None
    own = entitlement.own
    if after is None or own is None:
        return Shortage("按规则算不出金额")
    high = _least(after.high, own.high)
    missing = [
        gap.name for each in sums for gap in each.gaps if gap.kind in {GapKind.FACT, GapKind.TABLE}
    ]
    if missing and (high is None or after.low != high):
        return Shortage(f"基数缺少 {'、'.join(dict.fromkeys(missing))}")
    if high is None:
        return Shortage("没有上限，写明最低和最高")
    return Interval(min(after.low, high), high)


def _least(left: int | None, right: int | None) -> int | None:
    known = [each for each in (left, right) if each is not None]
    return min(known) if known else None
