"""政策标准梳理 (4-2): what each item promises, from the year and the library."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from duixian.fund.model.fund import Clause, Item, Name
from duixian.fund.tables.asked import line_names
from duixian.fund.work.book import Book
from duixian.paper.official.blocks import Block, Look, NewPage, Paragraph, Title
from duixian.paper.official.grid import Align, Grid, GridCell, GridRow, label, value
from duixian.paper.year.paper import Paper
from duixian.rulebook.views.standards import StandardRow, standards_table

_HEADS = (
    "扶持明细",
    "措施",
    "与上年比较（★新增项、★变动项）",
    "政策文件名称",
    "申请条件（核心内容）",
    "扶持标准",
    "资金来源（市/区承担比例）",
)
_WEIGHTS = (18, 12, 9, 22, 22, 20, 17, 22, 58, 48, 16)
_TOGETHER = 4
"""At most so many measures share a merged cell, so that its words are on the page one reads."""
_NOTE = "申请条件只列要点，名词的含义、就高不重复的安排和完整条件见各文件条文。"


@dataclass(frozen=True, slots=True)
class _Entry:
    """A measure under the clause and the detail it belongs to."""

    clause: str
    detail: str
    row: StandardRow


def blocks(book: Book) -> tuple[Block, ...]:
    """The table across the page; () where the year names no clause."""
    if not book.year.clauses:
        return ()
    title = Title(f"{book.year.fund.year} 年政策标准梳理")
    return NewPage(across=True), title, Paragraph(_NOTE, Look.NOTE), table(book)


def table(book: Book) -> Grid:
    """A row a measure; what its item, clause or detail has in common stands in merged cells."""
    known = {row.measure: row for row in standards_table(book.library, book.year.fund.policies)}
    above = (
        label("政策分类", down=2),
        label("责任科室", down=2),
        label("政策项", across=2),
        *(label(head, down=2) for head in _HEADS),
    )
    rows = [row for item in book.year.items for row in _item(book, item, known)]
    head = (above, (label("数量"), label("名称")))
    return Grid(len(_WEIGHTS), (*head, *rows), len(head), weights=_WEIGHTS)


def _item(book: Book, item: Item, known: Mapping[Name, StandardRow]) -> Iterator[GridRow]:
    clauses = [each for each in book.year.clauses if each.item == item.number]
    found = list(_entries(book, item, clauses, known))
    for at, entry in enumerate(found):
        cells: list[GridCell] = []
        if at % _TOGETHER == 0:
            down = min(_TOGETHER, len(found) - at)
            cells += (
                GridCell(f"{item.number}. {item.name}", down=down),
                GridCell(item.office, down=down, align=Align.CENTRE),
                GridCell(str(len(clauses)), down=down, align=Align.CENTRE),
            )
        cells += _merged(entry.clause, [each.clause for each in found], at)
        cells += _merged(entry.detail, [(each.clause, each.detail) for each in found], at)
        cells += (value(entry.row.detail), value(entry.row.compared))
        cells += _merged(entry.row.document, [each.row.document for each in found], at)
        yield (*cells, *_measure(book, entry.row))


def _entries(
    book: Book, item: Item, clauses: Sequence[Clause], known: Mapping[Name, StandardRow]
) -> Iterator[_Entry]:
    """The measures of an item; one asked for as a whole has one clause and one detail of all."""
    merged = book.asked is not None and bool(book.asked.version.title(item.number))
    whole = "；".join(each.name for each in clauses)
    lines = {
        name: line.name
        for line in book.year.lines
        if line.item == item.number
        for name in line.measures
    }
    for clause in clauses:
        for name in dict.fromkeys(clause.measures):
            row = known.get(name)
            if row is None:
                continue
            if merged:
                yield _Entry(whole, line_names(book, item), row)
            else:
                yield _Entry(clause.name, lines.get(name, row.detail), row)


def _merged(text: str, keys: Sequence[object], at: int) -> Iterator[GridCell]:
    """A cell over the rows with the same key, up to the end of the merged cell of the item."""
    if at % _TOGETHER and keys[at - 1] == keys[at]:
        return
    end = min(len(keys), at - at % _TOGETHER + _TOGETHER)
    alike = next((n for n in range(1, end - at) if keys[at + n] != keys[at]), end - at)
    yield GridCell(text, down=alike)


def _measure(book: Book, row: StandardRow) -> Iterator[GridCell]:
    """What it asks for and gives: the measure in a sentence, then exactly."""
    measure = book.library.measure(*row.measure)
    sentence = measure.described.summary.rstrip("。") if measure is not None else ""
    given = f"{sentence}。\n{row.core_standard}" if sentence else row.core_standard
    yield value(row.core_conditions)
    yield value(given)
    yield value(row.funding)


STANDARDS = Paper("政策标准梳理", blocks, needs="政策条（clauses）")
