"""The blocks of a document in runs that lie the same way on the page."""

from collections.abc import Sequence
from dataclasses import dataclass

from duixian.paper.official.blocks import Block, Contents, Cover, NewPage


@dataclass(frozen=True, slots=True)
class Section:
    """Pages that follow one another: front matter without numbers, or body upright or across."""

    front: bool
    across: bool
    blocks: tuple[Block, ...]


def sections(blocks: Sequence[Block]) -> tuple[Section, ...]:
    """Cover and contents are sections of their own; a turn of the page begins the next one."""
    found: list[Section] = []
    across, body = False, list[Block]()

    def close() -> None:
        if any(not isinstance(block, NewPage) for block in body):
            found.append(Section(front=False, across=across, blocks=tuple(body)))
        body.clear()

    for block in blocks:
        if isinstance(block, Cover | Contents):
            close()
            found.append(Section(front=True, across=False, blocks=(block,)))
        elif isinstance(block, NewPage) and block.across != across:
            close()
            across = block.across
        else:
            body.append(block)
    close()
    return tuple(found)
