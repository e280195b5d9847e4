"""Reads tables that a program sends: the sheets of a workbook as lists of objects of texts.

The same checks as for a workbook, with its messages; a row counts as in a sheet, its headers being
row 1. A table that is not sent is unknown, an empty one is empty.
"""

from collections.abc import Iterator, Mapping, Sequence

from duixian.intake.register import Register
from duixian.intake.workbook.building import build
from duixian.intake.workbook.checks import check
from duixian.intake.workbook.layout import FIRM, SheetLayout, layouts
from duixian.intake.workbook.places import CellPlace
from duixian.intake.workbook.scan import Scan
from duixian.intake.workbook.table import Table, read_table
from duixian.rulebook.problems import Problem, error, has_errors
from duixian.rulebook.vocabulary.model import Vocabulary

Sent = Mapping[str, Sequence[Mapping[str, str]]]


def read_texts(
    sent: Sent, vocabulary: Vocabulary, name: str
) -> tuple[Register | None, tuple[Problem, ...]]:
    """The register of the tables, or None with every error; `name` stands for a file's name.

    Tables and columns are called by Chinese name, English code, or header as in the template.
    """
    place = CellPlace(name)
    known = {title: layout for layout in layouts(vocabulary) for title in _titles(layout)}
    problems: list[Problem] = []
    tables: dict[str, Table] = {}
    for title, rows in sent.items():
        layout = known.get(title)
        if layout is None:
            what, instead = "没有这样的表", f"表有 {'、'.join(dict.fromkeys(_names(known)))}"
            problems.append(error("sheet-unknown", place, title, what, instead=instead))
            continue
        if layout.name in tables:
            what = f"「{layout.name}」表给了两次"
            problems.append(error("sheet-twice", place, title, what, instead="只给一次"))
            continue
        cells, units = _cells(rows, layout), vocabulary.units
        table, more = read_table(cells, layout, units, Scan(), place.in_sheet(layout.name))
        tables[layout.name] = table
        problems.extend(more)
    if FIRM not in tables and not has_errors(problems):
        what = f"没有「{FIRM}」表，不知道有哪些企业"
        problems.append(error("sheet-missing", place, "", what, instead=f"补上「{FIRM}」表"))
    if not has_errors(problems):
        problems += check(tables)
    if has_errors(problems):
        return None, tuple(problems)
    return Register(build(tables, vocabulary)), tuple(problems)


def _titles(layout: SheetLayout) -> tuple[str, str]:
    return layout.name, layout.code


def _names(known: Mapping[str, SheetLayout]) -> Iterator[str]:
    return (layout.name for layout in known.values())


def _cells(rows: Sequence[Mapping[str, str]], layout: SheetLayout) -> Iterator[Sequence[str]]:
    """The headers and the rows below them, in the order in which columns first come."""
    columns = list(dict.fromkeys(name for row in rows for name in row))
    yield [_header(name, layout) for name in columns] if columns else _own(layout)
    for row in rows:
        yield [row.get(name, "") for name in columns]


def _own(layout: SheetLayout) -> list[str]:
    """The headers of a table without rows, which is there and empty."""
    return [column.title for column in layout.columns]


def _header(name: str, layout: SheetLayout) -> str:
    """The header that a plain name of a fact stands for; anything else as it was sent."""
    fitting = [column for column in layout.columns if name in column.names]
    return fitting[0].title if len(fitting) == 1 else name
