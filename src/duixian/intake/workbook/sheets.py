"""Which sheets of a workbook, or files of a folder, are tables of the vocabulary."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from duixian.intake.workbook.container import Container
from duixian.intake.workbook.guidance import GUIDANCE
from duixian.intake.workbook.layout import SheetLayout, layouts
from duixian.intake.workbook.places import CellPlace
from duixian.rulebook.problems import Problem, error, warning
from duixian.rulebook.vocabulary.model import Vocabulary


def layouts_by_name(vocabulary: Vocabulary) -> dict[str, SheetLayout]:
    """All layouts by their Chinese and their English name."""
    return {name: layout for layout in layouts(vocabulary) for name in (layout.name, layout.code)}


def known_sheets(
    container: Container, vocabulary: Vocabulary, place: CellPlace
) -> tuple[list[tuple[str, SheetLayout, CellPlace]], list[Problem]]:
    """Name, layout and place of the sheets to be read, and what is wrong with the others."""
    known = layouts_by_name(vocabulary)
    found: list[tuple[str, SheetLayout, CellPlace]] = []
    problems: list[Problem] = []
    for sheet in container.outline.sheets:
        where = place.in_sheet(sheet.name)
        layout = known.get(sheet.name.strip())
        if layout is None:
            if not sheet.hidden and sheet.name != GUIDANCE:
                problems.extend(stranger(sheet.name, known, where))
        elif sheet.hidden:
            what = "这张表被隐藏，看不见的数据不读取"
            problems.append(error("sheet-hidden", where, "", what, instead="取消隐藏或删去"))
        elif any(layout.name == other.name for _, other, _ in found):
            what = f"「{layout.name}」表出现了两次（中文名和英文名）"
            problems.append(error("sheet-twice", where, "", what, instead="合并为一张"))
        else:
            found.append((sheet.name, layout, where))
    return found, problems


def stranger(name: str, known: Mapping[str, SheetLayout], where: CellPlace) -> Iterator[Problem]:
    """A table that the vocabulary does not know: a misspelt one is an error."""
    near = [one for one in known if abs(len(one) - len(name.strip())) <= 1]
    close = get_close_matches(name.strip(), near, n=1, cutoff=0.5)
    if close:
        what = "没有这张表，像是写错了表名"
        yield error("sheet-misspelt", where, name, what, instead=known[close[0]].name)
    else:
        yield warning("sheet-unknown", where, name, "没有这张表，其中的内容不读取")
