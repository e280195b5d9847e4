"""The mark of an invented year on all that a paper prints, so that nobody takes it for fact."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from duixian.paper.official.blocks import Block, Cover, Title
from duixian.paper.official.charts.model import Chart
from duixian.paper.official.grid import Grid

MARK = "示意"


def marked(blocks: Iterable[Block], says: str) -> Iterator[Block]:
    """The blocks with the mark on cover, titles, captions and under every table."""
    note = f"{MARK}：{says}"
    for block in blocks:
        match block:
            case Cover():
                yield replace(block, fields=(*block.fields, (MARK, says)))
            case Title():
                yield replace(block, below=(*block.below, f"（{MARK}）"))
            case Chart():
                yield replace(block, caption=f"{block.caption}（{MARK}）")
            case Grid():
                caption = f"{block.caption}（{MARK}）" if block.caption else ""
                yield replace(block, caption=caption, notes=(*block.notes, note))
            case _:
                yield block
