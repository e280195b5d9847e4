"""One table that is to be read: where its text lies, and what its columns mean."""

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from duixian.intake.workbook.layout import Column, SheetLayout
from duixian.intake.workbook.places import CellPlace

MARK = "\ue000"
"""Stands in a cell of a workbook that was refused already; what it would say is not known."""


class Kind(StrEnum):
    """How the text of a table lies on the disk."""

    CSV = "csv"
    PARQUET = "parquet"


@dataclass(frozen=True, slots=True)
class Part:
    """One of several Parquet files of a table, and how many rows stand in those before it."""

    path: Path
    before: int


@dataclass(frozen=True, slots=True)
class Refused:
    """A cell (or with `column` 0 a row) that no value can be made of, and why."""

    row: int
    column: int
    found: str
    what: str
    expected: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A table: its layout, the file as its user knows it, the (first) file that the database reads.

    `columns` are the columns to be read by their position from 0; `width` counts all. Rows count
    as in Excel, the headers being row 1; in Parquet they count from 1. A table in `parts` is a
    folder, and its rows count on from part to part.
    """

    layout: SheetLayout
    place: CellPlace
    kind: Kind
    path: Path
    columns: dict[int, Column]
    titles: tuple[str, ...]
    refused: tuple[Refused, ...] = field(default=())
    parts: tuple[Part, ...] = ()

    @property
    def files(self) -> tuple[Path, ...]:
        """The files that hold the rows."""
        return tuple(part.path for part in self.parts) or (self.path,)

    @property
    def width(self) -> int:
        """How many columns the file has."""
        return len(self.titles)
