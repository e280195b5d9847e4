"""Targets rolled up under their themes: 专精特新, 技术创新, 智能制造, 企业壮大."""

from collections.abc import Iterable

from duixian.fund.figure import Figure, count, counted, one, total
from duixian.fund.model.targets import PERCENT, Form, Operator, Target
from duixian.fund.performance.measured import END, points_of
from duixian.fund.tables.table import EMPTY, Cell, Column, Row, Table, number, words
from duixian.fund.wording import in_wan, plain
from duixian.fund.work.book import Book
from duixian.fund.work.targets import target_figure
from duixian.rulebook.units import MONEY


def themes(book: Book) -> Table:
    """Theme by theme of each form: how many targets, what they promise, reached, and cost."""
    forms = {form.name: form for form in book.year.forms}
    found: dict[tuple[str, str], list[Target]] = {}
    for each in book.year.targets:
        if each.theme:
            found.setdefault((each.form, each.theme), []).append(each)
    rows = [_row(book, forms[form], theme, own) for (form, theme), own in found.items()]
    columns = (
        Column("目标表"),
        Column("主题"),
        Column("指标数", "条", figures=True),
        Column("其中定性", "条", figures=True),
        Column("计划数量", "家/项", figures=True),
        Column("实际数量", "家/项", figures=True),
        Column("明细金额", "万元", figures=True),
        Column("指标"),
    )
    return Table("主题", "绩效目标按主题汇总", columns, tuple(rows))


def _row(book: Book, form: Form, theme: str, targets: list[Target]) -> Row:
    worded = [each for each in targets if each.operator is Operator.QUALITY]
    goals = [(each, target_figure(book, form, each)) for each in targets]
    own = [(each, goal) for each, goal in goals if goal is not None and _counts(each, goal)]
    actual = [points[-1].figure for each, _ in own if (points := points_of(book, each, END))]
    planned = count(f"{theme}计划数量", [goal for _, goal in own]) if own else None
    known = own and len(actual) == len(own)
    reached = count(f"{theme}实际数量", actual) if known else None
    cells = (
        words(form.name),
        words(theme),
        _plain(counted(f"{theme}的指标", map(_one, targets), "条")),
        _plain(counted(f"{theme}的定性指标", map(_one, worded), "条")),
        _plain(planned),
        _plain(reached),
        _money(_cost(book, theme, targets)),
        words("、".join(each.name for each in targets)),
    )
    return Row(f"{form.name} {theme}", cells)


def _one(target: Target) -> Figure:
    return one(target.name, target.place)


def _counts(target: Target, goal: Figure) -> bool:
    return target.unit != PERCENT and goal.dimension != MONEY


def _cost(book: Book, theme: str, targets: Iterable[Target]) -> Figure | None:
    """What the latest version gives the lines these targets count, each line once."""
    latest = book.latest
    codes = dict.fromkeys(code for each in targets for code in each.lines)
    if latest is None or not codes:
        return None
    lines = [line for code in codes if (line := latest.line(code)) is not None]
    return total(f"{theme}的明细金额", [line.amount for line in lines])


def _plain(figure: Figure | None) -> Cell:
    return words(EMPTY) if figure is None else number(figure, plain(figure.value))


def _money(figure: Figure | None) -> Cell:
    return words(EMPTY) if figure is None else number(figure, in_wan(figure.value))
