"""What is asked for: the list of items (no number), tables 1, 2, 3 and 附件1 B, the notes 4-3."""

from collections.abc import Iterator, Sequence

from duixian.fund.figure import Figure, count, growth, one, total
from duixian.fund.model.fund import Item
from duixian.fund.model.lines import Line
from duixian.fund.tables.explained import explanation
from duixian.fund.tables.table import (
    EMPTY,
    NOT_APPLICABLE,
    Cell,
    Column,
    Row,
    Table,
    number,
    ordinal,
    words,
)
from duixian.fund.wording import change, in_wan, in_yuan, plain
from duixian.fund.work.book import Book
from duixian.fund.work.budget import Budget, ItemFigures, LineFigures

STAR = "★"


def items_table(book: Book) -> Table:
    """The items with how many clauses each carries out."""
    rows = []
    for item in book.year.items:
        clauses = [clause for clause in book.year.clauses if clause.item == item.number]
        parts = (one(each.spoken, each.place) for each in clauses)
        figure = count(f"{item.name}的政策条数", parts)
        cells = (
            ordinal(item.number, starred=item.new),
            words(item.name),
            number(figure, plain(figure.value)) if clauses else words(EMPTY),
        )
        rows.append(Row(str(item.number), cells))
    columns = (Column("序号"), Column("政策项数"), Column("政策条数", "条", figures=True))
    return Table("政策项", "政策项和条数", columns, tuple(rows), notes=(_new_items(book),))


def table_1(book: Book, budget: Budget) -> Table:
    """预算申报二级汇总."""
    rows = [
        Row(
            str(each.item.number),
            (
                ordinal(each.item.number, starred=each.item.new),
                words(each.item.name),
                number(each.amount, in_wan(each.amount.value)),
            ),
        )
        for each in budget.items
    ]
    whole = (words(""), words("合计"), number(budget.total, in_wan(budget.total.value)))
    columns = (Column("序号"), Column("预算二级明细"), Column("预算申报数", figures=True))
    year = book.year.fund.year
    return Table(
        "表1",
        f"{year} 年项目预算申报二级汇总",
        columns,
        (*rows, Row("合计", whole, is_total=True)),
        "万元",
        (_new_items(book),),
    )


def table_2(book: Book, budget: Budget) -> Table:
    """增减变动: what is called new has no year before by definition; the rest is held to it."""
    new = total("新增政策项", (e.amount for e in budget.items if e.item.new))
    old = total("延续性政策项", (e.amount for e in budget.items if not e.item.new))
    before = book.execution.all_adjusted(book.year.fund.year - 1)
    rows = [
        Row(
            "新增政策项",
            (words("新增政策项"), _short(new), words(NOT_APPLICABLE), words(NOT_APPLICABLE)),
        ),
        Row("延续性政策项", _compared("延续性政策项", old, before)),
        Row("合计", _compared("合计", budget.total, before), is_total=True),
    ]
    columns = (
        Column("分类"),
        Column("申报预算", figures=True),
        Column("上年预算", figures=True),
        Column("较上年度增/减幅", "%", figures=True),
    )
    caption = f"{book.year.fund.year} 预算申报较上年度增减变动情况"
    return Table("表2", caption, columns, tuple(rows), "万元")


def _compared(name: str, now: Figure, before: Figure) -> tuple[Cell, ...]:
    if not before.parts:  # nothing is known of the year before, which is not 0
        return (words(name), _short(now), words(EMPTY), words(EMPTY))
    grown = growth(f"{name}较上年度增减", now, before)
    last = words(NOT_APPLICABLE) if grown is None else number(grown, change(grown.value))
    return (words(name), _short(now), _short(before), last)


def _short(figure: Figure) -> Cell:
    return number(figure, in_wan(figure.value, 0 if figure.value % 1_000_000 == 0 else 2))


def table_3(book: Book, budget: Budget) -> Table:
    """预算申报明细, a row a line, or an item where the version shows it as one."""
    return _detail(book, budget, "表3", f"{book.year.fund.year} 年项目预算申报明细")


def composition(book: Book, budget: Budget) -> Table:
    """附件1 B 总投入和构成: the same rows under other headings."""
    table = _detail(book, budget, "附件1B", "项目总投入和构成情况")
    columns = (
        Column("二级"),
        Column("三级"),
        Column("预算金额", "元", figures=True),
        Column("单价/均价", "元", figures=True),
        Column("数量", figures=True),
    )
    rows = tuple(
        Row(row.name, row.cells[1:], row.is_total)
        if row.is_total
        else Row(row.name, (words(f"{row.cells[0].text}. {row.cells[1].text}"), *row.cells[2:]))
        for row in table.rows
    )
    return Table(table.name, table.caption, columns, rows)


def _detail(book: Book, budget: Budget, name: str, caption: str) -> Table:
    rows = [row for item in budget.items for row in detail_rows(item, budget)]
    whole = number(budget.total, in_yuan(budget.total.value))
    cells = (words(""), words("合计"), words(""), whole, words(""), words(""))
    columns = (
        Column("序号"),
        Column("二级构成"),
        Column("三级明细"),
        Column("申报金额", "元", figures=True),
        Column("单价", "元", figures=True),
        Column("数量", "项/个", figures=True),
    )
    notes = (_new_items(book),)
    return Table(name, caption, columns, (*rows, Row("合计", cells, is_total=True)), notes=notes)


def detail_rows(item: ItemFigures, budget: Budget, places: int = 0) -> Iterator[Row]:
    """The rows of an item: one for all of it, or one a line that has money; all where none has.

    Prices are in 元 with so many places.
    """
    head = (words(str(item.item.number)), words(item.item.name))
    if in_one_row(item, budget):
        title = "；".join(budget.version.title(item.item.number)) or EMPTY
        yield Row(str(item.item.number), (*head, words(title), *_sums(item, places)))
        return
    for line in item.shown or item.lines:
        yield Row(line.line.code, (*head, words(line.line.name), *_sums(line, places)))


def in_one_row(item: ItemFigures, budget: Budget) -> bool:
    """Whether the version shows the item as one, or it has no lines to show."""
    return bool(budget.version.title(item.item.number)) or not item.lines


def _sums(figures: ItemFigures | LineFigures, places: int) -> tuple[Cell, Cell, Cell]:
    price = figures.price
    return (
        number(figures.amount, in_yuan(figures.amount.value)),
        words("") if price is None else number(price, in_yuan(price.value, places)),
        number(figures.count, plain(figures.count.value)) if figures.count.parts else words(EMPTY),
    )


def subprojects(budget: Budget) -> Table:
    """当年投入资金构成 of the official form: sub-projects and their budgets."""
    rows = [
        Row(
            str(each.item.number),
            (words(each.item.name), number(each.amount, in_yuan(each.amount.value))),
        )
        for each in budget.items
    ]
    columns = (Column("子项目名称"), Column("预算金额", "元", figures=True))
    return Table("资金构成", "当年投入资金构成", columns, tuple(rows))


def table_4_3(book: Book, budget: Budget) -> Table:
    """预算编制说明: the rows of table 3 with the clauses and how each sum came about."""
    rows = []
    for item in budget.items:
        for row in detail_rows(item, budget):
            merged = in_one_row(item, budget)
            shown = item.lines if merged else [one_line(item, row.name)]
            cells = (
                words(f"{item.item.number}. {item.item.name}"),
                words(clause_names(book, item.item, [line.line for line in shown])),
                words(line_names(book, item.item) if merged else row.cells[2].text),
                *row.cells[3:],
                words(explanation(book, budget, item, shown)),
            )
            rows.append(Row(row.name, cells))
    whole = number(budget.total, in_yuan(budget.total.value))
    empty = words("")
    cells = (words("合计"), empty, empty, whole, empty, empty, empty)
    rows.append(Row("合计", cells, is_total=True))
    columns = (
        Column("项目名称"),
        Column("项目内容"),
        Column("项目明细"),
        Column("明细金额", "元", figures=True),
        Column("单价（均）", "元", figures=True),
        Column("数量", "企业/项", figures=True),
        Column("说明"),
    )
    caption = f"{book.year.fund.year} 年预算编制说明（预算申报）"
    return Table("4-3", caption, columns, tuple(rows))


def line_names(book: Book, item: Item) -> str:
    """What an item is made of, in the order in which the year lists its lines."""
    return "；".join(
        dict.fromkeys(line.name for line in book.year.lines if line.item == item.number)
    )


def clause_names(book: Book, item: Item, lines: Sequence[Line]) -> str:
    """The clauses that these lines of an item carry out; of several lines, all of the item's."""
    clauses = [clause for clause in book.year.clauses if clause.item == item.number]
    if len(lines) == 1:
        (line,) = lines
        clauses = [each for each in clauses if set(each.measures) & set(line.measures)]
        return "；".join(clause.name for clause in clauses) or line.name
    return "；".join(clause.name for clause in clauses)


def one_line(item: ItemFigures, code: str) -> LineFigures:
    """The line of that code."""
    return next(line for line in item.lines if line.line.code == code)


def _new_items(book: Book) -> str:
    numbers = ".".join(str(item.number) for item in book.year.items if item.new)
    return (
        f"{STAR}{numbers} 为 {book.year.fund.year} 年新增政策项，其余为延续性政策项"
        if numbers
        else ""
    )
