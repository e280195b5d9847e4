"""A first pass over the XML of one sheet: what the spreadsheet reader would not tell.

The reader gives an empty text for an error (`#REF!`) and for a formula that was never computed;
both must not pass as "not filled in". It also makes room for every cell between the first and the
last one, which a single cell far away turns into many gigabytes.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from xml.parsers.expat import ParserCreate, XMLParserType

from duixian.intake.workbook.places import column_number

MAX_AREA = 20_000_000
MAX_FLAWS = 200_000
ADDRESS = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


class UnsafeXmlError(Exception):
    """The XML declares a document type or entities, which Excel never does."""


def refuse_declarations(parser: XMLParserType) -> None:
    """Make the parser refuse document type declarations, the root of all entity bombs."""

    def refuse(*_: object) -> None:
        raise UnsafeXmlError

    parser.StartDoctypeDeclHandler = refuse


@dataclass(slots=True)
class Scan:
    """What one sheet holds; cells are (row, column), both counted from 1."""

    rows: int = 0
    columns: int = 0
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    uncomputed: list[tuple[int, int]] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)

    @property
    def area(self) -> int:
        """How many cells a reader sets aside room for."""
        return self.rows * self.columns

    @property
    def flaws(self) -> int:
        """How many cells are noted one by one."""
        return len(self.errors) + len(self.uncomputed) + len(self.merged)

    @property
    def is_excessive(self) -> bool:
        """Whether it holds more than anybody fills in, so that the rest need not be seen."""
        return self.area > MAX_AREA or self.flaws > MAX_FLAWS


@dataclass(slots=True)
class _Cell:
    row: int
    column: int
    kind: str = ""
    has_formula: bool = False
    has_value: bool = False
    in_value: bool = False
    text: str = ""


class _Scanner:
    def __init__(self) -> None:
        self.scan = Scan()
        self.row = 0
        self.row_hidden = False
        self.cell = _Cell(0, 0)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name == "c":
            self.finish_cell()
            self.cell = self.open_cell(attributes)
        elif name in {"v", "is"}:
            # A formula may well give an empty text; without a kind, an empty value is none.
            self.cell.in_value = True
            self.cell.has_value = self.cell.kind == "str"
        elif name == "f":
            self.cell.has_formula = True
        elif name == "row":
            self.finish_cell()
            self.row = int(attributes.get("r", self.row + 1))
            self.row_hidden = attributes.get("hidden") in {"1", "true"}
            self.cell = _Cell(self.row, 0)
        elif name == "mergeCell":
            self.scan.merged.append(attributes.get("ref", ""))

    def open_cell(self, attributes: dict[str, str]) -> _Cell:
        address = ADDRESS.fullmatch(attributes.get("r", ""))
        kind = attributes.get("t", "")
        if address is None:
            return _Cell(self.row, self.cell.column + 1, kind)
        return _Cell(int(address[2]), column_number(address[1]), kind)

    def finish_cell(self) -> None:
        cell = self.cell
        if cell.has_value or cell.has_formula:
            self.scan.rows = max(self.scan.rows, cell.row)
            self.scan.columns = max(self.scan.columns, cell.column)
            if self.row_hidden:
                self.scan.hidden.add(cell.row)
        if cell.kind == "e":
            self.scan.errors[cell.row, cell.column] = cell.text.strip()
        elif cell.has_formula and not cell.has_value:
            self.scan.uncomputed.append((cell.row, cell.column))

    def characters(self, text: str) -> None:
        if self.cell.in_value and text.strip():
            self.cell.has_value = True
            if self.cell.kind == "e":
                self.cell.text += text


def corner(area: str) -> tuple[int, int]:
    """Row and column of the first cell of an area such as C2:D5; zeros for anything else."""
    address = ADDRESS.fullmatch(area.partition(":")[0])
    return (int(address[2]), column_number(address[1])) if address else (0, 0)


def scan_sheet(blocks: Iterable[bytes]) -> Scan:
    """Scan the XML of one sheet, block by block, until it is excessive.

    Raises ExpatError for broken XML and `UnsafeXmlError` for declarations.
    """
    scanner = _Scanner()
    parser = ParserCreate()
    parser.buffer_text = True
    refuse_declarations(parser)
    parser.StartElementHandler = scanner.start
    parser.CharacterDataHandler = scanner.characters
    for block in blocks:
        parser.Parse(block)
        if scanner.scan.is_excessive:
            return scanner.scan
    parser.Parse(b"", True)  # noqa: FBT003 - takes no keyword
    scanner.finish_cell()
    return scanner.scan
