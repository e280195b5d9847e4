"""Weights of the self-evaluation, milestones, causes of delay, the plan against the policies."""

from collections.abc import Iterator
from fractions import Fraction

from duixian.fund.performance.evaluation import evaluate
from duixian.fund.performance.lights import BOUNDS, Light
from duixian.fund.performance.measured import latest_day
from duixian.fund.performance.monitoring import Progress, monitor
from duixian.fund.performance.proposals import forms_with_targets
from duixian.fund.ties.finding import UNWRITTEN, Finding, Stand, apart, stand
from duixian.fund.wording import plain, said
from duixian.fund.work.book import Book
from duixian.fund.work.evaluating import figure_of
from duixian.fund.work.targets import target_figure
from duixian.rulebook.problems import Severity

OFF = frozenset({Light.YELLOW, Light.RED})


def weights(book: Book) -> Iterator[Finding]:
    """Weights of targets that do not come to the marks of their part of the sheet."""
    for form in forms_with_targets(book):
        for head in evaluate(book, form).heads:
            written = [e for e in head.targets if e.target.weight is not None]
            sum_ = sum((row.weight.value for row in head.targets), Fraction(0))
            if written and sum_ != head.most.value:
                yield Finding(
                    Severity.WARNING,
                    "自评权重",
                    f"{form.name} {head.name}",
                    Stand(plain(sum_), str(written[0].target.place)),
                    stand(head.most),
                    plain(sum_ - head.most.value).replace("-", "−"),
                    f"{form.name} {head.name}的权重合计 {plain(sum_)}，"
                    f"分值是 {plain(head.most.value)}",
                )


def milestones(book: Book) -> Iterator[Finding]:
    """What is to be reached on the way to a target and is more than its goal."""
    named = {form.name: form for form in book.year.forms}
    targets = {(each.form, each.name): each for each in book.year.targets}
    for step in book.year.milestones:
        target = targets.get((step.form, step.target))
        if target is None or target.operator in BOUNDS:
            continue
        goal = target_figure(book, named[target.form], target)
        figure = figure_of(step.value, step.target, book.drivers)
        if goal is not None and figure.value > goal.value:
            yield Finding(
                Severity.WARNING,
                "节点与目标",
                f"{step.form} {step.target} {step.day}",
                stand(figure, step.place),
                stand(goal, target.place),
                apart(figure, goal),
                f"{step.target}到 {step.day} 要达到 {said(figure)}，高于年度目标 {said(goal)}",
            )


def causes(book: Book) -> Iterator[Finding]:
    """A target or an item that is behind without a cause and a correction."""
    day = latest_day(book)
    if day is None:
        return
    found = monitor(book, day)
    for each in found.targets:
        name = f"{each.form.name} {each.target.name}"
        yield from _without_cause(name, each.progress, str(each.target.place))
    for status in found.items:
        name = f"{status.item.number} {status.item.name}"
        yield from _without_cause(name, status.progress, str(status.item.place))


def _without_cause(name: str, progress: Progress, place: str) -> Iterator[Finding]:
    why = progress.deviation
    if progress.signal.light not in OFF or (why is not None and why.cause and why.correction):
        return
    missing = "原因" if why is None else "纠正措施"
    light = progress.signal.light
    yield Finding(
        Severity.WARNING,
        "偏差没有原因",
        name,
        Stand(f"{light}灯：{progress.signal.why}", place),
        Stand(UNWRITTEN, "deviations"),
        f"缺{missing}",
        f"{name}是{light}灯，没有写{missing}",
    )


def plan_and_policies(book: Book) -> Iterator[Finding]:
    """A step of the plan that ends after a policy the fund carries has expired."""
    for code in book.year.fund.policies:
        policy = book.library.policy(code)
        end = policy.term.end if policy is not None else None
        for step in book.year.plan if end is not None else ():
            if end is not None and step.end > end:
                yield Finding(
                    Severity.WARNING,
                    "计划与政策期限",
                    f"{code} {step.step} {step.batch}".strip(),
                    Stand(str(step.end), str(step.place)),
                    Stand(str(end), f"{code} 有效期止"),
                    f"+{(step.end - end).days} 天",
                    f"{step.step}{step.batch}计划到 {step.end}，{code} {end} 已经到期",
                )
