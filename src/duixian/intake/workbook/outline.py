"""The table of contents of a workbook: its sheets, in order, which are hidden, in which part."""

import zipfile
from dataclasses import dataclass
from pathlib import PurePosixPath
from xml.parsers.expat import ParserCreate

from duixian.intake.workbook.scan import refuse_declarations

WORKBOOK = "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"


@dataclass(frozen=True, slots=True)
class Listed:
    """A sheet as the workbook lists it: its name, its part of the file, whether it is hidden."""

    name: str
    part: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class Outline:
    """All sheets in their order."""

    sheets: tuple[Listed, ...]

    def sheet_of(self, part: str) -> str | None:
        """The name of the sheet that a part of the file holds."""
        return next((sheet.name for sheet in self.sheets if sheet.part == part), None)


def read_outline(archive: zipfile.ZipFile) -> Outline:
    """The outline; KeyError or ExpatError where the file lacks what Excel always writes."""
    targets = {
        relation["Id"]: _part(relation["Target"])
        for relation in _elements(archive.read(RELATIONS), "Relationship")
    }
    sheets = []
    for sheet in _elements(archive.read(WORKBOOK), "sheet"):
        identity = next(value for name, value in sheet.items() if name.endswith(":id"))
        hidden = sheet.get("state", "visible") != "visible"
        sheets.append(Listed(sheet["name"], targets[identity], hidden))
    return Outline(tuple(sheets))


def _part(target: str) -> str:
    """A relation's target, absolute or relative to the workbook, as a name in the archive."""
    path = PurePosixPath(target)
    return str(path).lstrip("/") if path.is_absolute() else str(PurePosixPath("xl") / path)


def _elements(content: bytes, name: str) -> list[dict[str, str]]:
    found = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag.rpartition(":")[2] == name:
            found.append(attributes)

    parser = ParserCreate()
    refuse_declarations(parser)
    parser.StartElementHandler = start
    parser.Parse(content, True)  # noqa: FBT003 - takes no keyword
    return found
