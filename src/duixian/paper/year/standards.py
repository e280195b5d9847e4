"""政策标准梳理 (4-2): what each item promises, from the year and the library."""

from collections.abc import Iterator, Sequence

from duixian.fund.model.fund import Item
from duixian.fund.work.book import Book
from duixian.paper.official.blocks import Block, NewPage, Title
from duixian.paper.official.grid import Align, Grid, GridCell, GridRow, label, value
from duixian.paper.year.paper import Paper
from duixian.rulebook.views.standards import StandardRow, standards_table

_HEADS = ("扶持明细", "与上年比较", "政策文件名称", "申请条件（核心内容）", "扶持标准", "资金来源")
_WEIGHTS = (17, 13, 9, 22, 26, 20, 26, 62, 54, 16)


def blocks(book: Book) -> tuple[Block, ...]:
    """The table across the page; () where the year names no clause."""
    if not book.year.clauses:
        return ()
    return NewPage(across=True), Title(f"{book.year.fund.year} 年政策标准梳理"), table(book)


def table(book: Book) -> Grid:
    """A row a measure, or one for all of an item that the budget shows as one."""
    known = {row.measure: row for row in standards_table(book.library, book.year.fund.policies)}
    above = (
        label("政策分类", down=2),
        label("责任科室", down=2),
        label("政策项", across=2),
        *(label(head, down=2) for head in _HEADS),
    )
    rows = [row for item in book.year.items for row in _item(book, item, known)]
    head = (above, (label("数量"), label("名称")))
    return Grid(len(_WEIGHTS), (*head, *rows), head=len(head), weights=_WEIGHTS)


def _item(book: Book, item: Item, known: dict[tuple[str, str], StandardRow]) -> Iterator[GridRow]:
    clauses = [each for each in book.year.clauses if each.item == item.number]
    found = [
        (clause.name, known[name])
        for clause in clauses
        for name in dict.fromkeys(clause.measures)
        if name in known
    ]
    merged = book.asked is not None and bool(book.asked.version.title(item.number))
    groups = [found] if merged or not found else [[each] for each in found]
    for at, group in enumerate(groups):
        names = [each.name for each in clauses] if merged or not group else [group[0][0]]
        first = (
            GridCell(f"{item.number}. {item.name}", down=len(groups)),
            GridCell(item.office, down=len(groups), align=Align.CENTRE),
            GridCell(str(len(clauses)), down=len(groups), align=Align.CENTRE),
        )
        cells = (value("；".join(names)), *_measures([row for _, row in group]))
        yield (*(first if not at else ()), *cells)


def _measures(rows: Sequence[StandardRow]) -> Iterator[GridCell]:
    yield value(_joined([row.detail for row in rows]))
    yield value(_joined([row.compared for row in rows if row.compared]))
    yield value("；".join(dict.fromkeys(row.document for row in rows)))
    yield value(_joined([row.conditions for row in rows], numbered=len(rows) > 1))
    yield value(_joined([row.standard for row in rows], numbered=len(rows) > 1))
    yield value("；".join(dict.fromkeys(row.funding for row in rows)))


def _joined(texts: Sequence[str], *, numbered: bool = False) -> str:
    if numbered:
        return "\n".join(f"（{at}）{text}" for at, text in enumerate(texts, 1))
    return "；".join(dict.fromkeys(texts))


STANDARDS = Paper("政策标准梳理", blocks)
