"""Limits, exclusive groups and ladders in words."""

from duixian.rulebook.expression.figures import duration
from duixian.rulebook.expression.wording import in_words
from duixian.rulebook.policy.model import (
    Group,
    Keep,
    Ladder,
    Limit,
    Measure,
    Policy,
    Rung,
    WhenOver,
    Window,
    WindowKind,
)

_WINDOWS = {
    WindowKind.EVER: "累计",
    WindowKind.SUPPORT_YEAR: "每个支持年度",
    WindowKind.CALENDAR_YEAR: "每个自然年度",
    WindowKind.FISCAL_YEAR: "每个财政年度",
    WindowKind.DECISION_YEAR: "每个决定年度",
    WindowKind.CYCLE: "一个执行周期内",
}


def window_words(window: Window) -> str:
    """Over what is counted."""
    if window.kind is WindowKind.SINCE and window.since is not None:
        return f"自{in_words(window.since)}起 {duration(window.months)}内"
    return _WINDOWS.get(window.kind, window.kind.value)


def months_words(months: int | None) -> str:
    """A length of time."""
    return duration(months or 0)


def measures_words(measures: tuple[tuple[str, str], ...], policy: Policy) -> str:
    """Measures by title, of other policies by number and code."""
    titles = {measure.name: f"“{measure.title}”" for measure in policy.measures}
    return "、".join(titles.get(name, f"{name[0]}第 {name[1]} 项") for name in measures)


def key_words(per: tuple[str, ...]) -> str:
    """What makes things count together: 同一受益人、同一项目."""
    return "、".join(f"同一{name}" for name in per)


def limit_words(limit: Limit, measure: Measure, policy: Policy) -> str:
    """A limit of money or of times, over which measures and per what."""
    key = key_words(limit.per) or "全部"
    if limit.amount is not None:
        words = in_words(limit.amount)
        most = f"不超过{' ' if words[:1].isdigit() else ''}{words}"
    else:
        most = f"不超过 {limit.times} 次"
    others = tuple(name for name in limit.measures if name != measure.name)
    shared = f"（与{measures_words(others, policy)}合并计算）" if others else ""
    rata = "，超出时按比例" if limit.when_over is WhenOver.PRO_RATA else ""
    return f"{key}{window_words(limit.window)}{most}{shared}{rata}"


def group_words(group: Group, measure: Measure, policy: Policy) -> str:
    """An exclusive group: which measures shut one another out, and which stays."""
    others = tuple(name for name in group.members if name != measure.name)
    key = key_words(group.per)
    with_ = f"与{measures_words(others, policy)}" if others else "各项之间"
    kept = "择高不重复" if group.keep is Keep.HIGHEST else "按先后顺序择一"
    form = "，由企业选择方式" if group.form is not None else ""
    difference = "，可补差额" if group.top_up else ""
    return f"{group.name}：{key}{window_words(group.window)}{with_}{kept}{form}{difference}"


def ladder_words(ladder: Ladder, rung: Rung) -> str:
    """晋档补差: only the difference to the highest step is paid."""
    since = f"（只计{in_words(ladder.since)}之后的奖补）" if ladder.since is not None else ""
    if not rung.counts:
        return f"不计入“{ladder.name}”的晋档"
    return f"“{ladder.name}”晋档补差：{key_words(ladder.key)}只补与已获奖补的差额{since}"
