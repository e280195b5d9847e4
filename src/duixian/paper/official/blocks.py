"""What an official document is made of: a flat list of blocks that every writer understands.

A paper is composed of these and nothing else; how a heading is numbered, how wide a column is
and where a page breaks is the business of the writers, so that PDF and docx cannot differ.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from duixian.paper.official.charts.model import Chart
from duixian.paper.official.grid import Grid

LISTED = 2
"""The contents show headings down to this level."""


class Look(StrEnum):
    """How a paragraph is set."""

    BODY = "body"  # two characters in, justified
    PLAIN = "plain"  # from the margin
    NOTE = "note"  # small, under a table
    OPEN = "open"  # something nobody has filled in


@dataclass(frozen=True, slots=True)
class Cover:
    """The first page: the unit, what the paper is about and is, its fields, the month at the foot.

    `lines` are set large, one below another; `fields` are label and value.
    """

    lines: tuple[str, ...]
    fields: tuple[tuple[str, str], ...]
    foot: str


@dataclass(frozen=True, slots=True)
class Contents:
    """目录 with page numbers, on a page of its own: the listed headings of levels 1 and 2."""


@dataclass(frozen=True, slots=True)
class Title:
    """The title over the body of a paper, with smaller lines below it."""

    text: str
    below: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 4, numbered 一、 （一） 1. （1） by the writers.

    `numbered` false for 附件 1：… and the like, which carry their own number; `listed` false for
    headings that the contents leave out, as inside an annex. Numbers start anew below any heading
    of a higher level and after one that is not numbered.
    """

    level: int
    text: str
    numbered: bool = True
    listed: bool = True

    @property
    def in_contents(self) -> bool:
        """Whether the contents show it."""
        return self.listed and self.level <= LISTED


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text."""

    text: str
    look: Look = Look.BODY


@dataclass(frozen=True, slots=True)
class Signature:
    """Lines at the end on the right: label and value, an empty value leaving room to sign."""

    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class NewPage:
    """What follows begins a page, upright or across; the same way again is a plain break."""

    across: bool = False


Block = Cover | Contents | Title | Heading | Paragraph | Grid | Chart | Signature | NewPage


@dataclass(frozen=True, slots=True)
class Document:
    """A paper: its title for the file's properties, its date, and its blocks in order."""

    title: str
    unit: str
    day: date
    blocks: tuple[Block, ...]


def annexed(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks of a paper as part of another: no cover, no contents, headings not listed."""
    kept = (block for block in blocks if not isinstance(block, Cover | Contents))
    return tuple(
        Heading(block.level, block.text, block.numbered, listed=False)
        if isinstance(block, Heading)
        else block
        for block in kept
    )
