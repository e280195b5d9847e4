"""The pieces of WordprocessingML a paper is written in: runs, paragraphs, fields."""

import re
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

_NOT_XML = re.compile("[^\\t\\n\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
HALF_POINTS, TWIPS = 2, 20
"""A point in the units of the format: sizes of letters, and lengths."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How a paragraph departs from its style; lengths in points."""

    style: str = ""
    align: str = ""
    before: float | None = None
    after: float | None = None
    size: float | None = None
    bold: bool = False
    keep: bool = False  # on the page of what follows


def run(text: str, setting: Setting = Setting()) -> str:
    """Text in one look; a line break stays one."""
    look = "".join(
        (
            "<w:b/>" if setting.bold else "",
            _size(setting.size),
        )
    )
    lines = _NOT_XML.sub("", text).split("\n")
    words = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in lines)
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{words}</w:r>"


def paragraph(content: str, setting: Setting = Setting(), section: str = "") -> str:
    """A paragraph around runs; with the properties of a `section` it is the last of it."""
    spacing = ""
    if setting.before is not None or setting.after is not None:
        before, after = (round((each or 0) * TWIPS) for each in (setting.before, setting.after))
        spacing = f'<w:spacing w:before="{before}" w:after="{after}"/>'
    properties = "".join(
        (
            f"<w:pStyle w:val={quoteattr(setting.style)}/>" if setting.style else "",
            "<w:keepNext/>" if setting.keep else "",
            spacing,
            f'<w:jc w:val="{setting.align}"/>' if setting.align else "",
            section,
        )
    )
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{content}</w:p>"


def words(text: str, setting: Setting = Setting()) -> str:
    """A paragraph of one run."""
    return paragraph(run(text, setting), setting)


def field(instruction: str, shown: str) -> str:
    """A field with what it shows until the program works it out anew."""
    return field_begin(instruction) + run(shown) + FIELD_END


def field_begin(instruction: str) -> str:
    """The start of a field whose result may run over several paragraphs."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


FIELD_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def bookmarked(content: str, number: int, name: str) -> str:
    """Content that fields can refer to by name."""
    return (
        f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{content}'
        f'<w:bookmarkEnd w:id="{number}"/>'
    )


def _size(points: float | None) -> str:
    if points is None:
        return ""
    half = round(points * HALF_POINTS)
    return f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'
