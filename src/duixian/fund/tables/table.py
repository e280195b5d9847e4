"""A table as data: caption, unit, columns, rows of cells; a cell keeps its figure and its note."""

from dataclasses import dataclass

from duixian.fund.figure import Figure

EMPTY = "-"
NOT_APPLICABLE = "/"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, the heading over a group of columns, its unit, whether of figures."""

    heading: str
    unit: str = ""
    over: str = ""
    figures: bool = False

    @property
    def name(self) -> str:
        """How the column is asked for: the heading after the one over it."""
        return f"{self.over} {self.heading}".strip()


@dataclass(frozen=True, slots=True)
class Cell:
    """What is printed, the figure behind it if it is one, a remark; or where the words stand."""

    text: str
    figure: Figure | None = None
    note: str = ""
    origin: str = ""  # of words that were entered: what they mean and where they stand


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its name for those who ask (a number, a code), its cells; a total is set apart."""

    name: str
    cells: tuple[Cell, ...]
    is_total: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """What it is called besides: the words it begins with, down to the third level."""
        return tuple(cell.text for cell in self.cells[:3] if cell.figure is None)


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a paper; `unit` is that of all figures where the columns do not say otherwise."""

    name: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    unit: str = ""
    notes: tuple[str, ...] = ()

    def cell(self, row: str, column: str) -> Cell | None:
        """The cell of a row and a column by their names, or by their beginnings."""
        named = [each for each in self.rows if each.name == row]
        named += [each for each in self.rows if row in each.words]
        found = named[0] if named else None
        at = self._column(column)
        return found.cells[at] if found is not None and at is not None else None

    def _column(self, column: str) -> int | None:
        names = [each.name for each in self.columns]
        headings = [each.heading for each in self.columns]
        for wanted in (names, headings):
            if column in wanted:
                return wanted.index(column)
        near = [at for at, name in enumerate(names) if column in name]
        return near[0] if near else None


def words(text: str) -> Cell:
    """A cell of words."""
    return Cell(text)


def number(figure: Figure, text: str) -> Cell:
    """A cell of a figure as printed."""
    return Cell(text, figure)


def ordinal(value: int, *, starred: bool = False) -> Cell:
    """The number of an item, with ★ where it is new."""
    return Cell(f"{value}{'★' if starred else ''}")
