"""The forecast as tables: by line, by month, what a ceiling leaves unpaid, what changes do."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from duixian.fund.figure import Figure, difference
from duixian.fund.forecast.ceiling import ORDER, Ceiling, Unpaid
from duixian.fund.forecast.months import Month, Warned
from duixian.fund.forecast.outlook import (
    ASSUMPTIONS,
    PERCENTILES,
    Forecast,
    Outlook,
    short_lists,
    unknown_lines,
)
from duixian.fund.forecast.spread import Method, Spread
from duixian.fund.tables.table import EMPTY, Cell, Column, Row, Table, number, words
from duixian.fund.wording import in_wan, rate
from duixian.rulebook.units import MONEY

WAN = "万元"
LINE = "明细"
UNKNOWN = "未知"
_FULL = Fraction(1)


def by_line(made: Forecast) -> Table:
    """What each line, item and the whole will need, against what was asked and approved."""
    year = made.book.year.fund.year
    columns = (
        Column("编码"),
        Column("名称"),
        Column("往年项目", figures=True),
        Column("当年项目", figures=True),
        Column("期望", figures=True),
        *(Column(percent(chance), figures=True) for chance in PERCENTILES),
        Column(_title(made, first=True), figures=True),
        Column(_title(made, first=False), figures=True),
        Column("P80 多于安排", figures=True),
        Column("算法"),
    )
    unknown = {*unknown_lines(made)}
    rows = tuple(
        _unknown(each) if each.level == LINE and each.code in unknown else _row(each)
        for each in made.rows
    )
    caption = f"{year} 年资金需求预测（截至 {made.as_of}）"
    return Table("预测", caption, columns, rows, WAN, tuple(_notes(made)))


def _title(made: Forecast, *, first: bool) -> str:
    versions = made.book.year.versions
    if not versions:
        return "申报" if first else "最新"
    return versions[0 if first else -1].name + ("" if first else "（最新）")


def _notes(made: Forecast) -> Iterator[str]:
    yield "假定：" + "；".join(ASSUMPTIONS) + "。"
    short = [
        f"{each.code}（名单最多 {in_wan(Fraction(each.listed))}，测算 {in_wan(each.need)}）"
        for each in short_lists(made)
    ]
    if short:
        yield f"名单少于预算测算的明细，名单不全时预测偏低：{'、'.join(short)}。"
    unknown = unknown_lines(made)
    if unknown:
        yield f"没有台账、名单和测算的明细，需求未知，没有计入合计：{'、'.join(unknown)}。"
    yield f"往年、当年两列为未定数取最高时的期望；模拟的种子是 {made.spreads.seed}。"


def percent(chance: Fraction) -> str:
    """P50, P80, P95."""
    return f"P{int(chance * 100)}"


def _unknown(each: Outlook) -> Row:
    """A line of which nothing says what it needs; what was asked for it still stands."""
    cells = (
        words(each.code),
        words(f"　{each.name}"),
        *(words(UNKNOWN) for _ in range(3 + len(PERCENTILES))),
        _sum(each.asked),
        _sum(each.latest),
        words(UNKNOWN),
        words(EMPTY),
    )
    return Row(each.code, cells)


def _row(each: Outlook) -> Row:
    low, high = each.expected
    p80 = Figure(f"{each.name} P80", Fraction(each.spread.percentile(PERCENTILES[1])[1]), MONEY)
    over = None if each.latest is None else difference("P80 多于安排", p80, each.latest)
    name = each.name if each.level != LINE else f"　{each.name}"
    cells = (
        words(each.code),
        words(name),
        number(each.earlier, in_wan(each.earlier.value)),
        number(each.this_year, in_wan(each.this_year.value)),
        number(high, between(low.value, high.value)),
        *(words(_percentile(each.spread, chance)) for chance in PERCENTILES),
        _sum(each.asked),
        _sum(each.latest),
        _sum(over),
        words(each.spread.method),
    )
    return Row(each.code, cells, each.level == "合计")


def _percentile(spread: Spread, chance: Fraction) -> str:
    low, high = spread.percentile(chance)
    return between(Fraction(low), Fraction(high))


def between(low: Fraction, high: Fraction) -> str:
    """A sum in 万元, or from which to which it lies."""
    return in_wan(high) if low == high else f"{in_wan(low)} 至 {in_wan(high)}"


def chances(pair: tuple[Fraction, Fraction], method: Method) -> str:
    """A chance, or from which to which it lies; one that is not certain is not called so."""
    low, high = (_chance(each, method) for each in pair)
    return high if low == high else f"{low} 至 {high}"


def _chance(value: Fraction, method: Method) -> str:
    if value in {0, _FULL} and method is Method.EXACT:
        return "不会" if not value else "必然"
    shown = min(max(value, Fraction(1, 1000)), Fraction(999, 1000))
    mark = "<" if shown > value else ">" if shown < value else ""
    return f"{mark}{rate(shown, 1)}"


def _sum(figure: Figure | None) -> Cell:
    return words(EMPTY) if figure is None else number(figure, in_wan(figure.value))


def by_month(made: Forecast, months: Sequence[Month], ceiling: int | None) -> Table:
    """What will have fallen due by the end of each month, and the chance of passing the ceiling."""
    columns = (
        Column("月"),
        Column("已决定", over="累计到期", figures=True),
        *(Column(percent(chance), over="累计到期", figures=True) for chance in PERCENTILES),
        Column("预算", figures=True),
        Column("超过预算的可能", figures=True),
        Column("算法"),
    )
    rows = tuple(
        Row(
            str(each.month),
            (
                words(f"{each.month} 月"),
                words(in_wan(Fraction(each.decided))),
                *(words(_percentile(each.spread, chance)) for chance in PERCENTILES),
                words(EMPTY if ceiling is None else in_wan(Fraction(ceiling))),
                words(EMPTY if each.above is None else chances(each.above, each.spread.method)),
                words(each.spread.method),
            ),
        )
        for each in months
    )
    caption = f"{made.book.year.fund.year} 年各月累计到期（截至 {made.as_of}）"
    return Table("预测分月", caption, columns, rows, WAN)


def warned(made: Forecast, found: Sequence[Warned]) -> tuple[str, ...]:
    """When the chance of passing the ceiling first reaches each threshold, in sentences."""
    year = made.book.year.fund.year
    return tuple(
        f"{year} 年 {_month(each)}起，累计到期超过预算的可能达到 {int(each.chance * 100)}%"
        for each in found
        if each.possibly is not None
    )


def _month(each: Warned) -> str:
    if each.surely == each.possibly:
        return f"{each.possibly} 月"
    return f"最早 {each.possibly} 月" + (f"、最迟 {each.surely} 月" if each.surely else "")


def left_unpaid(made: Forecast, found: Ceiling) -> Table:
    """Who waits when expected sums are paid in order up to the ceiling."""
    columns = (
        Column("编码"),
        Column("对象"),
        Column("分期"),
        Column("应付日"),
        Column("期望", figures=True),
        Column("付不了", figures=True),
        Column("顺延"),
    )
    rows = tuple(_waiting(each, made.book.year.fund.year) for each in found.queue)
    limit = in_wan(Fraction(found.limit))
    low, high = (found.short.low.mean, found.short.high.mean)
    notes = (
        f"超过 {limit} 万元的可能：{chances(found.above, found.short.method)}；"
        f"缺口期望 {between(low, high)} 万元，"
        + "，".join(f"{percent(p)} {_percentile(found.short, p)} 万元" for p in PERCENTILES),
        f"按期望数排队付不了 {in_wan(found.moved)} 万元，顺延到次年",
        f"次年另有到期 {between(*found.next_year)} 万元（期望）{_unlisted(found)}",
        f"支付顺序：{ORDER}。",
    )
    caption = f"限额 {limit} 万元之外（截至 {made.as_of}）"
    return Table("限额之外", caption, columns, rows, WAN, notes)


def _unlisted(found: Ceiling) -> str:
    if not found.unlisted:
        return ""
    return f"，不含没有名单的明细：{'、'.join(found.unlisted)} 次年到期多少未知"


def _waiting(each: Unpaid, year: int) -> Row:
    cells = (
        words(each.trial.line),
        words(each.trial.name),
        words(each.due.name or EMPTY),
        words(str(each.due.day)),
        words(in_wan(each.expected)),
        words(in_wan(each.unpaid)),
        words(f"{year + 1} 年"),
    )
    return Row(each.trial.key, cells)


def before_and_after(before: Forecast, after: Forecast, changes: Sequence[str]) -> Table:
    """What changes do, line by line; lines they leave alone are left out."""
    columns = (
        Column("编码"),
        Column("名称"),
        *(
            Column(when, over=what, figures=True)
            for what in ("期望", "P80")
            for when in ("改动前", "改动后", "变动")
        ),
    )
    rows = tuple(
        row
        for old, new in zip(before.rows, after.rows, strict=True)
        if (row := _compared(old, new)) is not None
    )
    caption = f"改动的影响：{'、'.join(changes)}"
    return Table("改动的影响", caption, columns, rows, WAN)


def _compared(old: Outlook, new: Outlook) -> Row | None:
    high = PERCENTILES[1]
    pairs = (
        (
            (old.expected[0].value, old.expected[1].value),
            (new.expected[0].value, new.expected[1].value),
        ),
        (_fractions(old.spread, high), _fractions(new.spread, high)),
    )
    if all(left == right for left, right in pairs) and old.level != "合计":
        return None
    cells = [words(old.code), words(old.name)]
    for left, right in pairs:
        moved = between(right[0] - left[0], right[1] - left[1])
        cells += [words(between(*left)), words(between(*right)), words(moved)]
    return Row(old.code, tuple(cells), old.level == "合计")


def _fractions(spread: Spread, chance: Fraction) -> tuple[Fraction, Fraction]:
    low, high = spread.percentile(chance)
    return Fraction(low), Fraction(high)
