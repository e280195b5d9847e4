"""政策标准梳理 (4-2): what each item promises, from the year and the library."""

from collections.abc import Iterator, Mapping, Sequence

from duixian.fund.model.fund import Item, Name
from duixian.fund.work.book import Book
from duixian.paper.official.blocks import Block, NewPage, Title
from duixian.paper.official.grid import Align, Grid, GridCell, GridRow, label, value
from duixian.paper.year.paper import Paper
from duixian.rulebook.views.standards import StandardRow, standards_table

_HEADS = ("扶持明细", "与上年比较", "政策文件名称", "申请条件（核心内容）", "扶持标准", "资金来源")
_WEIGHTS = (18, 13, 9, 22, 26, 20, 26, 56, 56, 16)
_TOGETHER = 4
"""At most so many measures share a merged cell, so that its words are on the page one reads."""
_NOTE = "申请条件只列要点，名词的含义、就高不重复的安排和完整条件见各文件条文。"


def blocks(book: Book) -> tuple[Block, ...]:
    """The table across the page; () where the year names no clause."""
    if not book.year.clauses:
        return ()
    return NewPage(across=True), Title(f"{book.year.fund.year} 年政策标准梳理"), table(book)


def table(book: Book) -> Grid:
    """A row a measure; what its item or clause has in common stands in merged cells."""
    known = {row.measure: row for row in standards_table(book.library, book.year.fund.policies)}
    above = (
        label("政策分类", down=2),
        label("责任科室", down=2),
        label("政策项", across=2),
        *(label(head, down=2) for head in _HEADS),
    )
    rows = [row for item in book.year.items for row in _item(book, item, known)]
    head = (above, (label("数量"), label("名称")))
    return Grid(len(_WEIGHTS), (*head, *rows), len(head), notes=(_NOTE,), weights=_WEIGHTS)


def _item(book: Book, item: Item, known: Mapping[Name, StandardRow]) -> Iterator[GridRow]:
    clauses = [each for each in book.year.clauses if each.item == item.number]
    merged = book.asked is not None and bool(book.asked.version.title(item.number))
    whole = "；".join(each.name for each in clauses)
    found = [
        (whole if merged else clause.name, known[name])
        for clause in clauses
        for name in dict.fromkeys(clause.measures)
        if name in known
    ]
    for at, (name, row) in enumerate(found):
        cells: list[GridCell] = []
        if at % _TOGETHER == 0:
            down = min(_TOGETHER, len(found) - at)
            cells += (
                GridCell(f"{item.number}. {item.name}", down=down),
                GridCell(item.office, down=down, align=Align.CENTRE),
                GridCell(str(len(clauses)), down=down, align=Align.CENTRE),
            )
        if at % _TOGETHER == 0 or found[at - 1][0] != name:
            cells.append(GridCell(name, down=_alike([each for each, _ in found], at)))
        yield (*cells, *_measure(row))


def _alike(names: Sequence[str], at: int) -> int:
    """How many rows from here on have the same name, up to the end of the merged cell beside."""
    end = min(len(names), at - at % _TOGETHER + _TOGETHER)
    return next((n for n in range(1, end - at) if names[at + n] != names[at]), end - at)


def _measure(row: StandardRow) -> Iterator[GridCell]:
    yield value(row.detail)
    yield value(row.compared)
    yield value(row.document)
    yield value(row.core_conditions)
    yield value(row.core_standard)
    yield value(row.funding)


STANDARDS = Paper("政策标准梳理", blocks)
