"""Target forms: table 6, 附件1 A, and the official form with =50.00(万元)."""

from datetime import timedelta

from duixian.fund.figure import Figure
from duixian.fund.model.targets import PERCENT, Form, Operator, Target
from duixian.fund.performance.promised import promised_days
from duixian.fund.tables.table import Cell, Column, Row, Table, words
from duixian.fund.wording import FEN_A_WAN, decimals, plain
from duixian.fund.work.book import Book
from duixian.fund.work.targets import target_figure
from duixian.rulebook.units import MONEY


def target_table(book: Book, form: Form) -> Table:
    """The rows of one form in its own style."""
    targets = [target for target in book.year.targets if target.form == form.name]
    depth = max((len(target.levels) for target in targets), default=1)
    rows = tuple(Row(target.name, _cells(book, form, target, depth)) for target in targets)
    caption = f"{book.year.fund.year} 年项目年度绩效目标表"
    if form.official:
        heads = ("一级指标", "二级指标", "三级指标", "年度指标值")
        columns = tuple(Column(head, figures=head == heads[-1]) for head in heads)
        return Table(form.name, "财政政策绩效目标申报表", columns, rows)
    heads = ("目标类型", "目标名称", "目标值", "标杆值依据")
    columns = tuple(Column(head, figures=head == "目标值") for head in heads)
    return Table(form.name, caption, columns, rows)


def _cells(book: Book, form: Form, target: Target, depth: int) -> tuple[Cell, ...]:
    levels = tuple(words(level) for level in target.levels)
    levels += (words(""),) * (depth - len(levels))
    figure = target_figure(book, form, target)
    text = value_text(form, target, figure)
    origin = "" if figure is not None else _origin(book, target)
    cells = (*levels, words(target.name), Cell(text, figure, target.measured, origin))
    return cells if form.official else (*cells, words(target.basis))


def _origin(book: Book, target: Target) -> str:
    """Of a date, the last day of each batch; of any words, where they stand."""
    days = promised_days(target.words, book.year.fund.year)
    last = "、".join(str(day - timedelta(1)) for day in days)
    batches = f"最迟 {last}　" if last and target.operator is Operator.BEFORE else ""
    return f"{batches}〔{target.place}〕"


def value_text(form: Form, target: Target, figure: Figure | None) -> str:
    """The value as the form prints it."""
    if target.operator in {Operator.QUALITY, Operator.BEFORE} or figure is None:
        return target.words
    value = figure.value * 100 if target.unit == PERCENT else figure.value
    if figure.dimension == MONEY:
        value = figure.value / FEN_A_WAN
    if form.official:
        return f"{target.operator.value}{decimals(value, 2)}({target.unit})"
    sign = "" if target.operator is Operator.EQUAL else target.operator.value
    blank = "" if target.unit in {"", PERCENT} else " "
    return f"{sign}{plain(value)}{blank}{target.unit}"
