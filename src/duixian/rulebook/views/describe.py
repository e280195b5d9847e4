"""A measure in plain Chinese, section by section, each line with its citation and our reading."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from duixian.rulebook.explain.names import articles, of_firm
from duixian.rulebook.expression import tree
from duixian.rulebook.expression.award_wording import award_words
from duixian.rulebook.expression.figures import day, percent
from duixian.rulebook.expression.wording import in_words, named_parts
from duixian.rulebook.policy.model import Cite, Condition, Measure, Policy, Term, WindowKind
from duixian.rulebook.views.conditions import (
    after_words,
    discretion_words,
    need_words,
    within_words,
)
from duixian.rulebook.views.limits import (
    group_words,
    key_words,
    ladder_words,
    limit_words,
    months_words,
)

_KEYS = {"each": "逐年支持", "let": "计算", "grant": "标准", "cap": "上限", "paid": "分期"}


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
    """One statement, with where the document makes it; `because` marks our reading.

    `minor` is what a summary leaves out: the meaning of a name, what the measure excludes.
    """

    text: str
    cites: tuple[Cite, ...] = ()
    because: str = ""
    title: str = ""
    minor: bool = False

    @property
    def articles(self) -> str:
        """The cited articles, without pins, each once."""
        return articles(self.cites)


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
    sections = [
        Section(aspect, tuple(_plain(line, measure) for line in write(measure, policy)))
        for aspect, write in writers.items()
    ]
    readings = {line.because: line for line in _readings(measure, policy, sections)}.values()
    sections.append(Section(Aspect.READINGS, tuple(readings)))
    return tuple(section for section in sections if section.lines)


def _plain(line: Line, measure: Measure) -> Line:
    return replace(line, text=of_firm(line.text, measure))


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
            yield Line(f"不要求：{condition.title}", condition.cites, reason)
        else:
            yield _condition(condition)
    if measure.each:
        each = measure.each
        start = f"{in_words(each.start)}起" + ("的次年" if each.from_next else "")
        yield Line(f"自{start}，第 {each.first} 至 {each.last} 个{each.kind.value}，每年一次")


def _paid_for(measure: Measure) -> str:
    if measure.subject == "企业":
        return "按企业奖补"
    return f"按“{measure.subject}”逐项奖补"


def _condition(condition: Condition) -> Line:
    """The condition after its title; a mere yes or no is said by the title alone."""
    words, title = in_words(condition.test), condition.title
    if title:
        words = title if _is_flag(condition.test) else f"{title}：{words}"
    return Line(words, condition.cites, condition.because, title)


def _is_flag(test: tree.Expression) -> bool:
    return isinstance(test.part if isinstance(test, tree.Not) else test, tree.FactRef)


def _conditions(measure: Measure, policy: Policy) -> Iterator[Line]:
    for condition in measure.when:
        yield _condition(condition)
    yield from _parts(condition.test for condition in measure.when)
    for discretion in (*policy.may, *measure.may):
        condition = discretion.condition
        words = discretion_words(discretion)
        yield Line(words, condition.cites, condition.because, discretion.name)
    if measure.after:
        yield Line(after_words(measure.after, policy), measure.after.cites)
    if measure.within:
        yield Line(within_words(measure.within), measure.within.cites, measure.within.because)


def _parts(expressions: Iterable[tree.Expression]) -> Iterator[Line]:
    """What the parts of `let` are that the expressions name, each once."""
    for name, words in dict.fromkeys(part for each in expressions for part in named_parts(each)):
        yield Line(f"其中，{name}：{words}", minor=True)


def _standard(measure: Measure, policy: Policy) -> Iterator[Line]:
    yield Line(award_words(measure.grant), measure.cites)
    yield from _parts((measure.grant, *measure.caps))
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
            yield Line(limit_words(limit, measure, policy), limit.cites, limit.because, limit.name)
    for group in policy.groups:
        if measure.name in group.members:
            words = group_words(group, measure, policy)
            yield Line(words, group.cites, group.because, group.name, minor=True)
    if measure.once_per:
        yield Line(f"{key_words(measure.once_per)}只奖补一次")
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
    """Every reason once: with the statement it is about, else with what the file calls it."""
    for reading in measure.readings:
        yield _reading(_about(reading.about), reading.because)
    if measure.rung and measure.rung.because:
        yield _reading(measure.rung.ladder, measure.rung.because)
    in_cycle = (
        g.window.kind is WindowKind.CYCLE and measure.name in g.members for g in policy.groups
    )
    if policy.cycle and policy.cycle.because and any(in_cycle):
        what = f"执行周期为{policy.cycle.kind.value}"
        yield _reading(what, policy.cycle.because, policy.cycle.cites)
    for section in sections:
        for line in section.lines:
            if line.because:
                yield _reading(line.title or line.text, line.because, line.cites)


def _reading(about: str, because: str, cites: tuple[Cite, ...] = ()) -> Line:
    return Line(f"{about}：{because}" if about else because, cites, because)


def _about(path: str) -> str:
    """What a reading is about, without the keys of the file that lead to it."""
    words = path.split(" ")
    named = [word for word in words if not word.isascii()]
    return " ".join(named) or _KEYS.get(words[0], "")
