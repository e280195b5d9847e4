"""A measure in plain Chinese, section by section, each line with its citation and our reading."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from duixian.rulebook.expression import tree
from duixian.rulebook.expression.figures import day, percent
from duixian.rulebook.expression.wording import in_words, named_parts
from duixian.rulebook.policy.model import Cite, Condition, Measure, Policy, Term
from duixian.rulebook.views.conditions import (
    after_words,
    discretion_words,
    need_words,
    within_words,
)
from duixian.rulebook.views.limits import group_words, ladder_words, limit_words, months_words


class Aspect(StrEnum):
    """The sections of a description, in their order."""

    WHO = "对象"
    CONDITIONS = "条件"
    STANDARD = "标准"
    CAP = "上限"
    LIMITS = "限额"
    INSTALMENTS = "分期"
    SHARES = "分担"
    PROCEDURE = "程序"
    BASIS = "依据"
    READINGS = "我们的理解"


@dataclass(frozen=True, slots=True)
class Line:
    """One statement, with where the document makes it; `because` marks our reading."""

    text: str
    cites: tuple[Cite, ...] = ()
    because: str = ""

    @property
    def articles(self) -> str:
        """The cited articles, without pins, each once."""
        names = (f"{cite.document} {cite.article}".strip() for cite in self.cites)
        return "、".join(dict.fromkeys(names))


@dataclass(frozen=True, slots=True)
class Section:
    """One aspect of a measure and what is said about it."""

    aspect: Aspect
    lines: tuple[Line, ...]


def describe(measure: Measure, policy: Policy) -> tuple[Section, ...]:
    """All sections that say something about a measure of the policy; empty ones are left out."""
    writers = {
        Aspect.WHO: _who,
        Aspect.CONDITIONS: _conditions,
        Aspect.STANDARD: _standard,
        Aspect.CAP: _caps,
        Aspect.LIMITS: _limits,
        Aspect.INSTALMENTS: _instalments,
        Aspect.SHARES: _shares,
        Aspect.PROCEDURE: _procedure,
        Aspect.BASIS: _basis,
    }
    sections = [Section(aspect, tuple(write(measure, policy))) for aspect, write in writers.items()]
    readings = dict.fromkeys(_readings(measure, policy, sections))
    sections.append(Section(Aspect.READINGS, tuple(readings)))
    return tuple(section for section in sections if section.lines)


def _who(measure: Measure, policy: Policy) -> Iterator[Line]:
    yield Line(_paid_for(measure))
    payee = measure.payee
    if payee.condition is not None:
        test = in_words(payee.condition.test)
        yield Line(
            f"{test}的，付给{payee.then}；否则付给{payee.otherwise}",
            payee.condition.cites,
            payee.condition.because,
        )
    elif payee.otherwise != "企业":
        yield Line(f"付给{payee.otherwise}")
    for condition in policy.scope:
        reason = next((why for title, why in measure.without_scope if title == condition.title), "")
        if reason:
            yield Line(f"不要求：{_condition(condition)}", condition.cites, reason)
        else:
            yield Line(_condition(condition), condition.cites, condition.because)
    if measure.each:
        each = measure.each
        start = f"{in_words(each.start)}起" + ("的次年" if each.from_next else "")
        yield Line(f"自{start}，第 {each.first} 至 {each.last} 个{each.kind.value}，每年一次")


def _paid_for(measure: Measure) -> str:
    if measure.subject == "企业":
        return "每家企业"
    return f"企业的每项“{measure.subject}”"


def _condition(condition: Condition) -> str:
    words = in_words(condition.test)
    return f"{condition.title}：{words}" if condition.title else words


def _conditions(measure: Measure, policy: Policy) -> Iterator[Line]:
    for condition in measure.when:
        yield Line(_condition(condition), condition.cites, condition.because)
    for discretion in (*policy.may, *measure.may):
        condition = discretion.condition
        yield Line(discretion_words(discretion), condition.cites, condition.because)
    if measure.after:
        yield Line(after_words(measure.after, measure.policy), measure.after.cites)
    if measure.within:
        yield Line(within_words(measure.within), measure.within.cites, measure.within.because)


def _standard(measure: Measure, policy: Policy) -> Iterator[Line]:
    yield Line(in_words(measure.grant), measure.cites)
    for part in (measure.grant, *measure.caps):
        for name, words in named_parts(part):
            yield Line(f"其中，{name}：{words}")
    for uplift in measure.uplifts:
        test, rate = in_words(uplift.condition.test), in_words(uplift.rate)
        how = f"上浮 {rate}" if uplift.base is None else f"另加{in_words(uplift.base)}的 {rate}"
        yield Line(f"{test}的，{how}", uplift.condition.cites, uplift.condition.because)
    if measure.rung:
        ladder = next(
            (known for known in policy.ladders if known.name == measure.rung.ladder), None
        )
        if ladder:
            yield Line(ladder_words(ladder, measure.rung), ladder.cites, ladder.because)


def _caps(measure: Measure, _policy: Policy) -> Iterator[Line]:
    if measure.floor is not None:
        yield Line(f"每项不低于{_after(measure.floor)}")
    for cap in measure.caps:
        yield Line(f"每项不超过{_after(cap)}")


def _after(amount: tree.Expression) -> str:
    words = in_words(amount)
    return f" {words}" if words[:1].isdigit() else words


def _limits(measure: Measure, policy: Policy) -> Iterator[Line]:
    for limit in policy.limits:
        if measure.name in limit.measures:
            yield Line(limit_words(limit, measure), limit.cites, limit.because)
    for group in policy.groups:
        if measure.name in group.members:
            yield Line(group_words(group, measure, policy), group.cites, group.because)
    if measure.once_per:
        yield Line(f"同一{'、'.join(measure.once_per)}只奖补一次")
    if measure.again:
        yield Line("同一事项可以再次奖补")


def _instalments(measure: Measure, policy: Policy) -> Iterator[Line]:
    parts = measure.paid or policy.paid
    if parts:
        yield Line("、".join(f"{part.name} {percent(part.share)}" for part in parts))


def _shares(measure: Measure, policy: Policy) -> Iterator[Line]:
    parts = measure.shares or policy.shares
    if parts:
        yield Line("、".join(f"{part.bearer} {percent(part.part)}" for part in parts))


def _procedure(measure: Measure, _policy: Policy) -> Iterator[Line]:
    described = measure.described
    yield Line(described.procedure.value)
    for need in measure.needs:
        cites = need.when.cites if need.when else ()
        yield Line(need_words(need), cites, need.when.because if need.when else "")
    if described.prepare:
        yield Line(f"准备：{'、'.join(described.prepare)}")
    if described.office:
        yield Line(f"责任科室：{described.office}")
    if described.contact:
        yield Line(f"联系方式：{described.contact}")


def _basis(measure: Measure, policy: Policy) -> Iterator[Line]:
    own = Line("", measure.cites).articles
    yield Line(f"《{policy.title}》（{policy.code}）{own}", measure.cites)
    yield Line(f"有效期：{term_words(measure.term or policy.term)}")
    for obligation in policy.obligations:
        if not obligation.measures or measure.code in obligation.measures:
            bound = f"，{months_words(obligation.months)}内" if obligation.months else ""
            breach = f"；违反的，{obligation.on_breach}" if obligation.on_breach else ""
            yield Line(f"承诺：{obligation.title}{bound}{breach}", obligation.cites)


def term_words(term: Term) -> str:
    """A term in days: 2021年8月18日至 2026年8月17日."""
    return f"{day(term.start)}起" if term.end is None else f"{day(term.start)}至 {day(term.end)}"


def _readings(measure: Measure, policy: Policy, sections: list[Section]) -> Iterator[Line]:
    for section in sections:
        for line in section.lines:
            if line.because:
                yield Line(f"{line.text}——{line.because}", line.cites)
    if measure.rung and measure.rung.because:
        yield Line(f"{measure.rung.ladder}——{measure.rung.because}")
    uses_cycle = any(
        measure.name in group.members and group.window.kind.value == "周期"
        for group in policy.groups
    )
    if uses_cycle and policy.cycle and policy.cycle.because:
        yield Line(
            f"执行周期为{policy.cycle.kind.value}——{policy.cycle.because}", policy.cycle.cites
        )
    for reading in measure.readings:
        yield Line(f"{reading.about}——{reading.because}")
