"""What the narrative counts and rests on: numbers of items, clauses, offices; all drivers."""

from collections.abc import Iterable

from duixian.fund.figure import Figure, counted, one
from duixian.fund.model.fund import Item
from duixian.fund.tables.table import Column, Row, Table, number, words
from duixian.fund.wording import plain, said
from duixian.fund.work.book import Book
from duixian.fund.work.evaluating import driver_figure


def numbers(book: Book) -> Table:
    """How many items, new items, clauses, policies, offices and lines the year has."""
    year = book.year
    offices = dict.fromkeys(item.office for item in year.items)
    things: tuple[tuple[str, Iterable[Figure], str], ...] = (
        ("政策项", map(_item, year.items), "项"),
        ("新增政策项", (_item(item) for item in year.items if item.new), "项"),
        ("延续性政策项", (_item(item) for item in year.items if not item.new), "项"),
        ("政策条", (one(each.spoken, each.place) for each in year.clauses), "条"),
        ("政策文件", map(one, year.fund.policies), "件"),
        ("责任科室", map(one, offices), "个"),
        ("三级明细", (one(f"{each.code} {each.name}", each.place) for each in year.lines), "项"),
    )
    rows = tuple(_row(name, counted(name, found, word)) for name, found, word in things)
    columns = (Column("名称"), Column("数量", figures=True))
    return Table("基本数", "政策项、政策条、责任科室的数量", columns, rows)


def _item(item: Item) -> Figure:
    return one(f"{item.number} {item.name}", item.place)


def _row(name: str, figure: Figure) -> Row:
    return Row(name, (words(name), number(figure, plain(figure.value))))


def drivers(book: Book) -> Table:
    """测算依据: every driver with its figure, kind, source, author and day."""
    rows = []
    for driver in book.year.drivers:
        figure = driver_figure(driver, book.drivers)
        cells = (
            words(driver.name),
            number(figure, said(figure)),
            words(driver.kind.value),
            words(driver.source),
            words(driver.author),
            words(str(driver.day or "")),
        )
        rows.append(Row(driver.name, cells))
    heads = ("名称", "数值", "类别", "来源", "提供人", "日期")
    columns = tuple(Column(head, figures=head == "数值") for head in heads)
    return Table("测算依据", "测算依据的数值和来源", columns, tuple(rows))
