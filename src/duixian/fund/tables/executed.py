"""Three years of execution: tables 4 and 5, 附件1 C and D, and the form of D in other papers."""

from duixian.fund.figure import Figure, counted, one
from duixian.fund.tables.table import EMPTY, Cell, Column, Row, Table, number, words
from duixian.fund.wording import in_wan, plain, rate
from duixian.fund.work.book import Book
from duixian.fund.work.budget import Budget

WHOLE_YEAR = (1, 12)


def table_4(book: Book) -> Table:
    """近三年项目预算安排及执行情况."""
    return _by_year(book, "表4", "近三年项目预算安排及执行情况", "预算年度")


def table_c(book: Book) -> Table:
    """附件1 C: the same under another heading."""
    past = sorted(book.execution.past)
    caption = f"{past[0]}-{past[-1]} 各年度预算及支出情况" if past else "各年度预算及支出情况"
    return _by_year(book, "附件1C", caption, "年度")


def _by_year(book: Book, name: str, caption: str, first: str) -> Table:
    execution = book.execution
    rows = []
    for year in execution.past:
        approved = execution.approved(year)
        spent, executed = execution.all_spent(year), execution.executed(year)
        cells = (
            words(f"{year} 年"),
            words(EMPTY) if approved is None else number(approved, in_wan(approved.value, 0)),
            number(execution.all_adjusted(year), in_wan(execution.all_adjusted(year).value, 0)),
            Cell(in_wan(spent.value), spent, _partial(book, year)),
            words(EMPTY)
            if executed is None
            else Cell(rate(executed.value), executed, _partial(book, year)),
        )
        rows.append(Row(str(year), cells))
    columns = (
        Column(first),
        Column("年初预算", figures=True),
        Column("调整后预算", figures=True),
        Column("实际支出", figures=True),
        Column("预算执行率", "%", figures=True),
    )
    return Table(name, caption, columns, tuple(rows), "万元")


def _partial(book: Book, year: int) -> str:
    months = book.execution.months(year)
    if months is None or months == WHOLE_YEAR:
        return ""
    return f"{months[0]}-{months[1]} 月"


def table_5(book: Book, budget: Budget) -> Table:
    """各年度政策项实际预算支出金额比较."""
    past = sorted(book.execution.past)
    caption = f"{past[0]}-{past[-1]} 各年度政策项实际预算支出金额比较" if past else "支出比较"
    return _by_item(book, budget, "表5", caption, "政策项", "申报预算")


def table_d(book: Book, budget: Budget) -> Table:
    """附件1 D: the same under other headings."""
    past = sorted(book.execution.past)
    caption = f"{past[0]}-{past[-1]} 各年度预算支出比较" if past else "各年度预算支出比较"
    return _by_item(book, budget, "附件1D", caption, "政策类", "预算计划")


def _by_item(  # noqa: PLR0913, PLR0917 - the two forms differ in these words
    book: Book, budget: Budget, name: str, caption: str, first: str, asked: str
) -> Table:
    past = book.execution.past
    rows = []
    for each in budget.items:
        number_ = each.item.number
        cells = [words(f"{number_}{'★' if each.item.new else ''}"), words(each.item.name)]
        cells.append(number(each.amount, in_wan(each.amount.value, 0)))
        for year in past:
            cells.append(_or_empty(book.execution.adjusted(year, number_)))
            cells.append(_or_empty(book.execution.spent(year, number_)))
        rows.append(Row(str(number_), tuple(cells)))
    whole = [words(""), words("合计"), number(budget.total, in_wan(budget.total.value))]
    for year in past:
        whole.append(_or_empty(book.execution.all_adjusted(year)))
        whole.append(_or_empty(book.execution.all_spent(year)))
    rows.append(Row("合计", tuple(whole), is_total=True))
    return Table(name, caption, _columns(book, first, asked), tuple(rows), "万元")


def _columns(book: Book, first: str, asked: str) -> tuple[Column, ...]:
    now = f"{book.year.fund.year} 年度"
    columns = [Column("序号"), Column(first), Column(asked, over=now, figures=True)]
    for year in book.execution.past:
        months = _partial(book, year)
        columns.append(Column("调整后预算", over=f"{year} 年度", figures=True))
        spent = f"{months}实际支出" if months else "实际支出"
        columns.append(Column(spent, over=f"{year} 年度", figures=True))
    return tuple(columns)


def _or_empty(figure: Figure | None) -> Cell:
    if figure is None or not figure.value:
        return words(EMPTY)
    return number(figure, in_wan(figure.value))


def table_d_with_clauses(book: Book, budget: Budget) -> Table:
    """The form of D that counts clauses and leaves the coming year out; for years with a past."""
    past = sorted(book.execution.past)
    caption = f"{past[0]}-{past[-1]} 各年度预算支出明细情况"
    table = _by_item(book, budget, "附件1D明细", caption, "政策类", "预算计划")
    rows = []
    for row in table.rows:
        item = 0 if row.is_total else int(row.name)
        clauses = [each for each in book.year.clauses if row.is_total or each.item == item]
        things = [one(each.spoken, each.place) for each in clauses]
        figure = counted(f"{row.cells[1].text}涉及政策项", things, "条")
        cells = (*row.cells[:2], number(figure, plain(figure.value)), *row.cells[3:])
        rows.append(Row(row.name, cells, row.is_total))
    head = table.columns
    columns = (*head[:2], Column("涉及政策项", "数量", figures=True), *head[3:])
    return Table(table.name, table.caption, columns, tuple(rows), table.unit)
