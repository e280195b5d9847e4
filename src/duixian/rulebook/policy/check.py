"""What must hold between the pieces of one policy; each breach is an error of the file."""

from collections import Counter
from collections.abc import Iterable

from duixian.rulebook.policy.fixed import fixed_amounts, fixed_value
from duixian.rulebook.policy.keys import refuse_optional_keys
from duixian.rulebook.policy.model import (
    CycleKind,
    Measure,
    Policy,
    WindowKind,
)
from duixian.rulebook.policy.source import MeasureName, Source, cap_of
from duixian.rulebook.problems import Place

FEN_A_WAN = 1_000_000
MOST_PARTS = 500
"""Measures, or limits, of one policy: every two of them are compared."""


def check_policy(policy: Policy, source: Source) -> None:
    """Add what is wrong between the pieces of the policy to its problems."""
    _check_numbers(policy, source)
    _check_codes(policy, source)
    for measure in policy.measures:
        _check_measure(policy, measure, source)
    _check_limits(policy, source)
    _check_groups(policy, source)
    _check_ladders(policy, source)
    _check_cycle(policy, source)
    for obligation in policy.obligations:
        _check_own(policy, ((policy.code, code) for code in obligation.measures), source)


def _check_numbers(policy: Policy, source: Source) -> None:
    for kind, parts in (("措施", policy.measures), ("限额", policy.limits)):
        if len(parts) > MOST_PARTS:
            says = f"有 {len(parts)} 项{kind}，超过 {MOST_PARTS} 项", "", "分成几份政策"
            source.refuse("too-many", policy.place, policy.code, *says)


def _check_codes(policy: Policy, source: Source) -> None:
    seen: dict[str, Measure] = {}
    for measure in policy.measures:
        if measure.code in seen:
            says = (f"第 {seen[measure.code].place.line} 行的措施已用这个代码",)
            source.refuse("duplicate-measure", measure.place, measure.code, *says)
        seen[measure.code] = measure
    for kind, names in (
        ("限额", [limit.name for limit in policy.limits]),
        ("互斥组", [group.name for group in policy.groups]),
        ("梯次", [ladder.name for ladder in policy.ladders]),
        ("范围条件", [each.title for each in policy.scope if each.title]),
        ("可裁量的条件", [each.name for each in policy.may]),
    ):
        for name, count in Counter(names).items():
            if count > 1:
                place = source.places.get(name, policy.place)
                source.refuse("duplicate-name", place, name, f"{kind}重名", "", "改名")


def _check_measure(policy: Policy, measure: Measure, source: Source) -> None:
    if measure.term:
        _check_term(policy, measure, source)
    _check_cap(measure, source)
    titles = {condition.title for condition in policy.scope}
    for title, _ in measure.without_scope:
        if title not in titles:
            says = (
                "不是政策范围条件的简称",
                "",
                "、".join(sorted(titles - {""})) or "先给范围条件写 title",
            )
            source.refuse("scope-unknown", measure.place, title, *says)
    if measure.rung and measure.rung.ladder not in {ladder.name for ladder in policy.ladders}:
        known = "、".join(ladder.name for ladder in policy.ladders)
        says = "政策没有这个梯次", "", known or "在政策的 ladders 下声明"
        source.refuse("ladder-unknown", measure.place, measure.rung.ladder, *says)
    refuse_optional_keys(source, measure.once_per, (measure.subject,), measure.place)
    subject = source.vocabulary.subject(measure.subject)
    for name in measure.remember:
        if subject and subject.fact(name) is None:
            what = f"不是「{measure.subject}」的事实"
            source.refuse("fact-unknown", measure.place, name, what)
    if measure.after:
        _check_own(policy, measure.after.measures, source, measure.place)


def _check_term(policy: Policy, measure: Measure, source: Source) -> None:
    term = measure.term
    if term is None:
        return
    late = policy.term.end and term.start > policy.term.end
    early = term.end and term.end < policy.term.start
    if late or early:
        says = "措施的有效期在政策的有效期之外", "这项措施永远不适用", "改正日期"
        source.refuse("term-outside", measure.place, measure.title, *says)


def _check_cap(measure: Measure, source: Source) -> None:
    caps = [cap for each in measure.caps if (cap := fixed_value(each)) is not None]
    grants = fixed_amounts(measure.grant)
    floor = fixed_value(measure.floor) if measure.floor else None
    place = source.places.get(cap_of(measure.code), measure.place)
    if caps and min(caps) <= 0:
        says = "上限不大于零", "这样什么也付不到", "写大于零的金额，没有上限就删去 cap"
        source.refuse("cap-zero", place, f"{min(caps) / FEN_A_WAN} 万元", *says)
    elif caps and grants and max(grants) > min(caps):
        shown = f"{max(grants) / FEN_A_WAN} 万元 > {min(caps) / FEN_A_WAN} 万元"
        says = "固定金额高于上限", "写明的金额永远付不到", "改正 grant 或 cap"
        source.refuse("cap-below-grant", place, shown, *says)
    if caps and floor is not None and floor > min(caps):
        says = "最低金额高于上限", "", "改正 floor 或 cap"
        source.refuse("cap-below-floor", place, measure.title, *says)


def _check_own(
    policy: Policy, names: Iterable[MeasureName], source: Source, place: Place | None = None
) -> None:
    """Measures of this policy must exist; those of others are looked up when linking."""
    own = {measure.code for measure in policy.measures}
    own |= {each.code for each in policy.by_decision}
    for other, code in names:
        if other == policy.code and code not in own:
            says = "本政策没有这项措施", "", "、".join(sorted(own))
            source.refuse("measure-unknown", place or policy.place, code, *says)


def _subjects(policy: Policy, names: Iterable[MeasureName]) -> list[str]:
    wanted = set(names)
    return [measure.subject for measure in policy.measures if measure.name in wanted]


def _check_limits(policy: Policy, source: Source) -> None:
    by_name = {limit.name: limit for limit in policy.limits}
    for limit in policy.limits:
        place = source.places.get(limit.name, policy.place)
        _check_own(policy, limit.measures, source, place)
        subjects = _subjects(policy, limit.measures)
        refuse_optional_keys(source, limit.per, subjects, place)
        if not limit.inside:
            continue
        outer = by_name.get(limit.inside)
        if outer is None:
            says = "没有这个限额", "", "、".join(name for name in by_name if name != limit.name)
            source.refuse("limit-unknown", place, limit.inside, *says)
        elif not set(limit.measures) <= set(outer.measures) or not set(outer.per) <= set(limit.per):
            says = (
                f"不在「{outer.name}」之内",
                "里层限额的措施应是外层的一部分，合并的范围应更细",
                "改正 measures、per，或去掉 inside",
            )
            source.refuse("limit-not-nested", place, limit.name, *says)
    _refuse_circles(policy, source)


def _refuse_circles(policy: Policy, source: Source) -> None:
    inside = {limit.name: limit.inside for limit in policy.limits}
    for name, outer in inside.items():
        seen, current = {name}, outer
        while current and current not in seen:
            seen.add(current)
            current = inside.get(current, "")
        if current == name:
            source.refuse(
                "limit-circle",
                source.places.get(name, policy.place),
                name,
                "限额互相包含",
                "",
                "改正 inside",
            )


def _check_groups(policy: Policy, source: Source) -> None:
    for group in policy.groups:
        place = source.places.get(group.name, policy.place)
        _check_own(policy, group.members, source, place)
        refuse_optional_keys(source, group.per, _subjects(policy, group.members), place)
        if len(set(group.members)) < len(group.members):
            source.refuse("duplicate-member", place, group.name, "互斥组里有重复的措施")
        words = [word for _, word in group.forms]
        if len(set(words)) < len(words):
            source.refuse("duplicate-form", place, group.name, "两项措施写了同一种方式")


def _check_ladders(policy: Policy, source: Source) -> None:
    for ladder in policy.ladders:
        on_it = (m for m in policy.measures if m.rung and m.rung.ladder == ladder.name)
        subjects = [measure.subject for measure in on_it]
        place = source.places.get(ladder.name, policy.place)
        refuse_optional_keys(source, ladder.key, subjects, place)


def _check_cycle(policy: Policy, source: Source) -> None:
    windows = [limit.window for limit in policy.limits]
    windows += [group.window for group in policy.groups]
    if policy.cycle is None and any(window.kind is WindowKind.CYCLE for window in windows):
        says = "用到了周期，没有说明周期是什么", "", "cycle: 下写 of: 有效期 和 because"
        source.refuse("cycle-missing", policy.place, "周期", *says)
    if policy.cycle and policy.cycle.kind is CycleKind.TERM and policy.term.end is None:
        says = "政策没有最后一天，有效期不能作周期", "", "of: 自然年度"
        source.refuse("cycle-endless", policy.place, "有效期", *says)
