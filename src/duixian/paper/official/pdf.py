"""A document as PDF by typst: the same document gives the same bytes, on any machine."""

import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

import noto_cjk
import typst

from duixian.paper.official import page
from duixian.paper.official.blocks import (
    Block,
    Contents,
    Cover,
    Document,
    Heading,
    NewPage,
    Paragraph,
    Signature,
    Title,
)
from duixian.paper.official.charts.drawing import svg
from duixian.paper.official.charts.model import Chart
from duixian.paper.official.grid import Grid
from duixian.paper.official.measure import (
    breaking,
    measures,
    placed,
    room,
    together,
    wrapping,
)
from duixian.paper.official.numbering import numbers
from duixian.paper.official.sections import sections
from duixian.paper.official.titles import balanced

FONT = "Noto Sans CJK SC"
_SIZES = {
    "body": page.BODY,
    "title": page.TITLE,
    "cover": page.COVER,
    "caption": page.CAPTION,
    "note": page.NOTE,
    "line": page.LINE,
    "inset": page.INSET,
}
_MARGINS = {"top": page.TOP, "bottom": page.BOTTOM, "left": page.LEFT, "right": page.RIGHT}


class TypesettingError(Exception):
    """Typst warned or failed: a missing font would print boxes, so a warning is no less."""


def pdf(document: Document) -> bytes:
    """The document as PDF. Raises TypesettingError."""
    found, warnings = _compiler(document).compile_with_warnings(format="pdf")
    if warnings or not isinstance(found, bytes):
        raise TypesettingError("；".join(each.message for each in warnings) or "没有得到 PDF")
    return found


def contents_pages(document: Document) -> tuple[int, ...]:
    """The page of each heading that the contents list, in order, as this PDF lays them out."""
    found = json.loads(_compiler(document).query("<pages>", field="value", one=True))
    return tuple(found)


@cache
def _fonts() -> typst.Fonts:
    folder = str(noto_cjk.otc_path("sans").parent)
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder]
    )


def _compiler(document: Document) -> typst.Compiler:
    pictures: dict[str, bytes] = {}
    data = json.dumps(_document(document, pictures), ensure_ascii=False, sort_keys=True)
    look = files("duixian.paper").joinpath("templates/official.typ").read_bytes()
    source: Any = {"main.typ": look, "document.json": data.encode(), **pictures}
    return typst.Compiler(source, font_paths=_fonts())


def _document(document: Document, pictures: dict[str, bytes]) -> dict[str, Any]:
    parts = sections(document.blocks)
    numbered = iter(numbers([block for part in parts for block in part.blocks]))
    first = next((at for at, part in enumerate(parts) if not part.front), None)
    return {
        "title": document.title,
        "unit": document.unit,
        "font": FONT,
        "sizes": _SIZES,
        "margins": _MARGINS,
        "sections": [
            {
                "front": part.front,
                "across": part.across,
                "first": at == first,
                "blocks": [
                    {
                        "kind": type(block).__name__,
                        **dict(_fields(block, next(numbered), pictures, across=part.across)),
                    }
                    for block in part.blocks
                ],
            }
            for at, part in enumerate(parts)
        ],
    }


def _fields(
    block: Block, number: str, pictures: dict[str, bytes], *, across: bool
) -> Iterator[tuple[str, Any]]:
    match block:
        case Heading():
            yield from {"level": block.level, "text": block.text, "number": number}.items()
            yield "listed", block.listed
        case Paragraph():
            yield from {"text": block.text, "look": block.look.value}.items()
        case Title():
            yield "text", balanced(block.text, page.TITLE, page.text_width(across=across))
            yield "below", block.below
        case Cover():
            width = page.text_width(across=across)
            yield "lines", [balanced(line, page.COVER, width) for line in block.lines]
            yield from {"fields": block.fields, "foot": block.foot}.items()
        case Signature():
            yield "lines", block.lines
        case Grid():
            yield from _grid(block, across=across)
        case Chart():
            name = f"chart{len(pictures)}.svg"
            pictures[name] = svg(block).encode()
            yield from {"file": name, "caption": block.caption, "told": block.told}.items()
        case Contents() | NewPage():
            return


def _grid(grid: Grid, *, across: bool) -> Iterator[tuple[str, Any]]:
    measured = measures(grid, across=across)
    breaks = breaking(grid, measured, across=across)
    yield from {"caption": grid.caption, "notes": grid.notes, "head": grid.head}.items()
    yield from {"size": measured.size, "widths": measured.widths}.items()
    yield "height", grid.row_height
    yield "above", page.DENSE_ABOVE if grid.dense else page.ABOVE
    rows = together(grid, measured, across=across)
    yield "whole", rows == len(grid.rows)
    yield "room", room(grid, measured, across=across)
    yield (
        "rows",
        [
            [
                {
                    "text": wrapping(cell, at, measured),
                    "across": cell.across,
                    "down": cell.down,
                    "align": cell.align.value,
                    "bold": cell.bold,
                    "breaks": may_break,
                }
                for (at, cell), may_break in zip(row, may, strict=True)
            ]
            for row, may in zip(placed(grid), breaks, strict=True)
        ],
    )
