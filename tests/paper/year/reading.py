"""What a paper says, as plain texts in order."""

from collections.abc import Iterator, Sequence

from duixian.paper.official.blocks import (
    Block,
    Cover,
    Heading,
    Paragraph,
    Signature,
    Title,
)
from duixian.paper.official.grid import Grid


def texts(blocks: Sequence[Block]) -> Iterator[str]:
    """Every text of every block."""
    for block in blocks:
        match block:
            case Heading() | Paragraph():
                yield block.text
            case Title():
                yield from (block.text, *block.below)
            case Cover():
                yield from (*block.lines, block.foot)
                yield from (text for field in block.fields for text in field)
            case Signature():
                yield from (text for line in block.lines for text in line)
            case Grid():
                yield from (block.caption, *block.notes)
                yield from (cell.text for row in block.rows for cell in row)


def grids(blocks: Sequence[Block]) -> list[Grid]:
    """The tables and forms."""
    return [block for block in blocks if isinstance(block, Grid)]


def headings(blocks: Sequence[Block], level: int) -> list[str]:
    """The headings of one level."""
    return [each.text for each in blocks if isinstance(each, Heading) and each.level == level]


def filled_in(grid: Grid) -> dict[str, str]:
    """The first column of a form with what stands beside each of its labels."""
    return {row[0].text: row[1].text for row in grid.rows if len(row) > 1}
