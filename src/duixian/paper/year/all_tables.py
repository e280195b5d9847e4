"""全部表格: every table of the year one after another, as a workbook."""

from duixian.fund.tables.registry import tables
from duixian.fund.work.book import Book
from duixian.paper.official.blocks import Block
from duixian.paper.year.paper import Paper
from duixian.paper.year.tables import grid_of


def blocks(book: Book) -> tuple[Block, ...]:
    """The tables in the order of the papers, each under the name one asks for it by."""
    made = ((name, make()) for name, make in tables(book).items())
    return tuple(grid_of(table, name) for name, table in made if table.rows)


ALL_TABLES = Paper("全部表格", blocks, ("xlsx",))
