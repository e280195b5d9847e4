"""What each note of a finding says in Chinese. A note that is not in the table has no words."""

from collections.abc import Callable, Mapping
from datetime import date

from duixian.rulebook.assessment import Finding, Interval
from duixian.rulebook.explain.calculations import calculation
from duixian.rulebook.explain.names import measure_name, title_of
from duixian.rulebook.explain.reasons import reason
from duixian.rulebook.explain.values import value_text
from duixian.rulebook.expression import tree
from duixian.rulebook.expression.figures import day, duration, money, money_span
from duixian.rulebook.expression.wording import in_words
from duixian.rulebook.library.model import Library

Words = Callable[[Finding, Library], str]


def note_words(finding: Finding, library: Library) -> str:
    """The finding in one clause; KeyError for a note nobody gave words to."""
    return NOTES[finding.note](finding, library)


def _condition(finding: Finding, library: Library) -> str:
    if finding.step is None:
        return finding.title
    if finding.step.value is None and _is_flag(finding.step.expression):
        return finding.title or f"是否{in_words(finding.step.expression)}"
    text = reason(finding.step, library.vocabulary)
    return text if not finding.title or finding.title in text else f"{finding.title}：{text}"


def _is_flag(expression: tree.Expression) -> bool:
    """A mere yes or no: unknown, it is named by the fact to supply."""
    return isinstance(
        expression.part if isinstance(expression, tree.Not) else expression, tree.FactRef
    )


def _either(holds: bool | None, yes: str, no: str, unknown: str) -> str:  # noqa: FBT001 — of three values
    if holds is None:
        return unknown
    return yes if holds else no


def _option(words: str) -> Words:
    """The condition, and what a recorded decision did or may do about it."""

    def say(finding: Finding, library: Library) -> str:
        name = finding.about[0] if finding.about else finding.title
        return f"{_condition(finding, library)}；{words.format(name=name)}"

    return say


def _day(text: str) -> str:
    return day(date.fromisoformat(text))


def _not_in_force(what: str) -> Words:
    def say(finding: Finding, _library: Library) -> str:
        start, end, asked = finding.about
        term = f"{_day(start)}至 {_day(end)}" if end else f"{_day(start)}起"
        return f"{what}的有效期为 {term}，适用日 {_day(asked)}不在其内"

    return say


def _superseded(finding: Finding, library: Library) -> str:
    code, start = finding.about
    policy = library.policy(code)
    title = f"《{policy.title}》（{code}）" if policy else code
    return f"自 {_day(start)}起由{title}取代"


def _before_counts_from(finding: Finding, _library: Library) -> str:
    event, start = finding.about
    return f"事项日期 {_day(event)}早于起算日 {_day(start)}，不计入"


def _deadline(finding: Finding, _library: Library) -> str:
    length = duration(int(finding.about[0]))
    since = finding.step
    start = in_words(since.expression) if since else "起算日"
    known = f" {day(since.value)}" if since and isinstance(since.value, date) else ""
    words = _either(finding.holds, "在", "不在", "不能判断是否在")
    return f"事项日期{words}{start}{known}起 {length}的期限内"


def _after(finding: Finding, library: Library) -> str:
    names = "、".join(measure_name(name, library) for name in finding.about)
    held = ("已获得在先的奖补", "没有在期限内获得在先的奖补", "不知道是否获得在先的奖补")
    return f"{_either(finding.holds, *held)}：{names}"


def _need(finding: Finding, library: Library) -> str:
    kind = finding.about[0]
    words = _either(finding.holds, "已通过", "未通过", "尚未有结果")
    step = finding.step
    why = f"（{reason(step, library.vocabulary)}）" if step and finding.holds is not None else ""
    return f"{kind}{words}{why}"


def _need_may_exist(finding: Finding, library: Library) -> str:
    return f"{_need(finding, library)}，是否需要此项尚不能判断"


def _grant(finding: Finding, library: Library) -> str:
    if finding.step is None:
        return _sum(finding)
    return calculation(finding.step, library.vocabulary)


def _uplift(finding: Finding, library: Library) -> str:
    words = _either(finding.holds, "上浮", "不上浮", "是否上浮不能判断")
    return f"{_condition(finding, library)}，{words}"


def _sum(finding: Finding) -> str:
    return _fen_span(finding.after) if finding.after else ""


def _changed(words: str) -> Words:
    """A sum that something changed: from what, by what, to what."""

    def say(finding: Finding, library: Library) -> str:
        by = f"（{calculation(finding.step, library.vocabulary)}）" if finding.step else ""
        return f"{words}{by}，{_moved(finding)}"

    return say


def _ladder(finding: Finding, _library: Library) -> str:
    name, decided, earlier = finding.about
    parts = [f"已获奖补 {_fen(decided)}"] if decided != "0" else []
    parts += [f"本次较早事项的档次 {_fen(earlier)}"] if earlier != "0" else []
    return f"“{name}”只补差额，{'、'.join(parts)}，{_moved(finding)}"


def _limit(finding: Finding, _library: Library) -> str:
    name, most, used, earlier = finding.about
    parts = [f"限额 {_fen(most)}"]
    parts += [f"以往已用 {_fen(used)}"] if used != "0" else []
    parts += [f"本次较早事项占用 {_fen(earlier)}"] if earlier != "0" else []
    return f"“{name}”：{'，'.join(parts)}，{_moved(finding)}"


def _times(words: str) -> Words:
    def say(finding: Finding, _library: Library) -> str:
        name, times = finding.about
        return f"“{name}”最多 {times} 次，{words}，{_moved(finding)}"

    return say


def _already_awarded(finding: Finding, library: Library) -> str:
    if not finding.about:
        return "同一事项只奖补一次，是否已经奖补不能判断"
    policy, code, _row, decided, counted = finding.about
    title = title_of(policy, code, library)
    return f"同一事项已于 {_day(decided)}按“{title}”（{policy} {code}）奖补 {_fen(counted)}"


def _displaced_by_award(finding: Finding, library: Library) -> str:
    policy, code, _row, decided, counted = finding.about
    title = title_of(policy, code, library)
    return (
        f"同类事项只取一项，已于 {_day(decided)}按“{title}”（{policy} {code}）奖补 {_fen(counted)}"
    )


def _cut_to_award(finding: Finding, _library: Library) -> str:
    return f"验收不高于已决定的 {_fen(finding.about[0])}，{_moved(finding)}"


def _payee(finding: Finding, _library: Library) -> str:
    return f"付给谁尚不能判断，可能是{'或'.join(finding.about)}"


def _group(words: str) -> Words:
    """What an exclusive group did; `{name}` is the group, `{other}` the measure or award."""

    def say(finding: Finding, library: Library) -> str:
        name, *rest = finding.about
        other = measure_name(rest[0], library) if rest else ""
        more = ""
        if finding.before and finding.after and finding.after.high is not None:
            gap = finding.after.low - finding.before.low
            more = f"（本项 {_fen_span(finding.before)}，该项 {_sum(finding)}" + (
                f"，多 {money(gap)}）" if gap > 0 else "）"
            )
        return words.format(name=name, other=other) + more

    return say


def _top_up(finding: Finding, _library: Library) -> str:
    name, taken = finding.about
    return f"“{name}”只补差额，以往已获奖补 {_fen(taken)}，{_moved(finding)}"


def _form(finding: Finding, library: Library) -> str:
    name, wanted = finding.about
    chosen = f"，已选择{value_text(finding.step, library.vocabulary)}" if finding.step else ""
    return f"“{name}”几种方式择一，本项为{wanted}{chosen}"


def _fen(text: str) -> str:
    """`5000000`, `0..5000000` or `0..` as money."""
    low, range_, high = text.partition("..")
    if not range_:
        return money_span(int(low), int(low))
    return money_span(int(low), int(high) if high else None)


def _moved(finding: Finding) -> str:
    before = _fen_span(finding.before) if finding.before else ""
    return f"由 {before}调整为 {_sum(finding)}"


def _fen_span(sum_: Interval) -> str:
    return money_span(sum_.low, sum_.high)


NOTES: Mapping[str, Words] = {
    "": _condition,
    "policy-not-in-force": _not_in_force("政策"),
    "measure-not-in-force": _not_in_force("本项措施"),
    "superseded": _superseded,
    "before-counts-from": _before_counts_from,
    "deadline": _deadline,
    "after": _after,
    "holds": _condition,
    "waived": _option("已有“{name}”决定予以豁免"),
    "waivable": _option("这是“原则上”的条件，有权人可以“{name}”决定豁免"),
    "restricted": _option("已有“{name}”决定，不予奖补"),
    "restrictable": _option("可以限制或取消"),
    "not-restricted": _option("不予限制"),
    "admitted": _option("不在适用范围内，已有“{name}”决定参照执行"),
    "admissible": _option("不在适用范围内，可由“{name}”决定参照执行"),
    "admission-declined": _option("“{name}”决定不予参照执行"),
    "need": _need,
    "need-may-exist": _need_may_exist,
    "grant": _grant,
    "uplift": _uplift,
    "floor-binds": _changed("不低于下限"),
    "cap-binds": _changed("不超过单项上限"),
    "ladder": _ladder,
    "limit-binds": _limit,
    "already-awarded": _already_awarded,
    "table-absent": lambda finding, _library: f"不知道有没有“{finding.about[0]}”",
    "years-unknown": lambda _finding, _library: "起算日未知，不能判断已开始第几年",
    "payee": _payee,
    "scope-excepted": lambda finding, _: f"不要求“{finding.title}”：{finding.about[0]}",
    "displaced-by-award": _displaced_by_award,
    "cut-to-award": _cut_to_award,
    "used-up": lambda _finding, _library: "可用的额度已经用完",
    "nothing-to-pay": lambda _finding, _library: "按标准计算为 0 元",
    "split": lambda _finding, _library: "",
    "paid-beyond-accepted": lambda _finding, _: "此前各期已付的超过应付总额，差额应当收回",
    "kept": _group("“{name}”中本项保留"),
    "displaced": _group("“{name}”只取一项，由{other}取代"),
    "contested": _group("“{name}”只取一项，取哪一项尚不能确定"),
    "other-form-chosen": _form,
    "top-up": _top_up,
    "history-unknown": _group("“{name}”：不知道以往是否奖补过同类事项"),
    "award-unclear": _group("“{name}”：以往的奖补是否属于同类不能判断"),
    "source-not-obtained": _group("“{name}”：有的来源的奖补历史尚未取得"),
    "times-used-up": _times("已经用完"),
    "times-unknown": _times("是否用完不能判断"),
}
