"""Tables as queries: what every sheet of a district holds."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from duixian.intake.synthetic.book import Book, book
from duixian.intake.synthetic.firms import firms
from duixian.intake.synthetic.plan import District
from duixian.intake.synthetic.records import awards, lists, reviews, sources
from duixian.intake.synthetic.rows import Block, rows
from duixian.intake.synthetic.values import type_of
from duixian.intake.synthetic.years import years
from duixian.intake.workbook import records as names
from duixian.intake.workbook.layout import FIRM, YEARLY, Column, SheetLayout
from duixian.intake.workbook.template import label
from duixian.rulebook.vocabulary.model import Vocabulary

MILLION = 10**6


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet, its columns, and the query that gives its rows; the columns in the same order."""

    name: str
    columns: tuple[Column, ...]
    query: str


def sheets(district: District, vocabulary: Vocabulary) -> Iterator[Sheet]:
    """Every sheet of the vocabulary; one that nobody has rows on is there, and empty."""
    held = book(vocabulary)
    blocks = _blocks(district, held)
    for layout in held.layouts:
        found = blocks.get(layout.name, [])
        columns = _columns(layout, found)
        yield Sheet(layout.name, columns, _query(layout, columns, found, district))


def _blocks(district: District, held: Book) -> Mapping[str, list[Block]]:
    found = rows(district, held)
    found[FIRM] = [firms(district, held)]
    found[YEARLY] = [years(district)]
    found[names.AWARDS] = list(awards(district, held))
    found[names.AWARD_SOURCES] = [sources(district)]
    found[names.REVIEWS] = list(reviews(district))
    found[names.LIST_SOURCES], found[names.LISTINGS] = lists(district)
    return found


def _columns(layout: SheetLayout, blocks: list[Block]) -> tuple[Column, ...]:
    used = {name for block in blocks for name in block.columns}
    extras = {label(column): column for column in layout.extras if label(column) in used}
    return (*layout.columns, *extras.values())


def _query(
    layout: SheetLayout, columns: tuple[Column, ...], blocks: list[Block], district: District
) -> str:
    if not blocks:
        empty = ", ".join(f"NULL::{type_of(column.fact.kind)}" for column in columns)
        return f"SELECT {empty} WHERE FALSE"
    has_facts = layout.subject is not None or layout.name == YEARLY
    missing = district.missing if has_facts else 0
    return " UNION ALL ".join(_select(block, columns, int(missing * MILLION)) for block in blocks)


def _select(block: Block, columns: tuple[Column, ...], missing: int) -> str:
    unknown = set(block.columns) - {label(column) for column in columns}
    if unknown:
        raise KeyError(f"{block.source}: {unknown}")
    cells = (_cell(block, column, place, missing) for place, column in enumerate(columns))
    return f"SELECT {', '.join(cells)} FROM {block.source}"


def _cell(block: Block, column: Column, place: int, missing: int) -> str:
    kind = type_of(column.fact.kind)
    expression = block.columns.get(label(column), "NULL")
    if expression == "NULL" or not missing or column.required:
        return f"({expression})::{kind}"
    drawn = f"draw({block.row}, {block.place + 900 + place}, {MILLION})"
    return f"(CASE WHEN {drawn} >= {missing} THEN {expression} END)::{kind}"
