"""The styles of a docx paper, after GB/T 9704; whoever edits the paper changes them in one place.

The fonts are those of every Chinese office: 仿宋, 黑体, 楷体, 宋体. A machine without them shows
its own.
"""

from dataclasses import dataclass

from duixian.paper.official import page
from duixian.paper.official.docx_text import HALF_POINTS, TWIPS

LATIN = "Times New Roman"
_TEXT, _HEAD, _SECOND, _TITLE = "仿宋", "黑体", "楷体", "宋体"

COVER_LINE, COVER_FIELD = 48, 378
"""Points: from one line of the cover to the next, and how wide its fields may be."""


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style: its id, its name, and how it departs from Normal; lengths in points."""

    key: str
    name: str
    font: str = ""
    size: float = 0
    bold: bool = False
    align: str = ""
    before: float = 0
    after: float = 0
    line: float = 0  # exactly so far from line to line; 0 as Normal, below 0 single spacing
    first_chars: int = 0
    outline: int = 0  # the level of a heading
    colour: str = ""
    left: float = 0
    tab: bool = False  # a right tab with dots at the edge of the text
    new_page: bool = False


def _headings() -> tuple[Style, ...]:
    looks = ((_HEAD, 10, False), (_SECOND, 4, True), (_TEXT, 0, True), (_TEXT, 0, False))
    found = []
    for level, (font, before, bold) in enumerate(looks, 1):
        for key, name in (("Heading", "heading"), ("AnnexHeading", "annex heading")):
            outline = level if key == "Heading" else 0
            style = Style(f"{key}{level}", f"{name} {level}", font, bold=bold, before=before)
            found.append(
                Style(
                    style.key, style.name, font, 0, bold, "", before, first_chars=2, outline=outline
                )
            )
    return tuple(found)


STYLES = (
    Style("BodyText", "Body Text", align="both", first_chars=2),
    Style("PlainText", "Plain Text", align="both"),
    Style("OpenText", "Open Text", first_chars=2, colour="6E6E6E"),
    Style("Title", "Title", _TITLE, page.TITLE, bold=True, align="center", after=10, line=34),
    Style("Subtitle", "Subtitle", align="center", after=6),
    *_headings(),
    Style("Caption", "caption", _HEAD, page.CAPTION, align="center", before=12, after=5, line=-1),
    Style("TableCell", "Table Cell", _TITLE, page.TABLE_SIZES[0], line=-1),
    Style("TableNote", "Table Note", _TITLE, page.NOTE, before=3, after=6, line=-1),
    Style("AfterTable", "After Table", size=1, line=page.LINE - page.BODY),
    Style("PageStart", "Page Start", size=1, line=1, new_page=True),
    Style("SectionEnd", "Section End", size=1, line=1),
    Style(
        "CoverLine", "Cover Line", _TITLE, page.COVER, bold=True, align="center", line=COVER_LINE
    ),
    Style("CoverField", "Cover Field", left=page.text_width(across=False) - COVER_FIELD),
    Style("CoverFoot", "Cover Foot", align="center"),
    Style("ContentsTitle", "Contents Title", _HEAD, page.TITLE, align="center", after=24, line=34),
    Style("TOC1", "toc 1", tab=True),
    Style("TOC2", "toc 2", left=2 * page.BODY, tab=True),
    Style("SignatureLine", "Signature Line", left=200, before=8),
    Style("Picture", "Picture", align="center", before=12, line=-1),
    Style("Footer", "footer", _TITLE, 14, line=-1),
)


def styles_xml(namespace: str) -> str:
    """All styles as the element w:styles."""
    normal = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{_font(_TEXT)}{_size(page.BODY)}"
        '<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault>'
        f"<w:pPrDefault><w:pPr>{_spacing(0, 0, page.LINE)}</w:pPr></w:pPrDefault></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        "<w:qFormat/></w:style>"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/></w:style>'
    )
    return f"<w:styles {namespace}>{normal}{''.join(map(_style, STYLES))}</w:styles>"


def _style(style: Style) -> str:
    indent = "".join(
        (
            f' w:left="{round(style.left * TWIPS)}"' if style.left else "",
            f' w:firstLineChars="{style.first_chars * 100}"'
            f' w:firstLine="{style.first_chars * page.BODY * TWIPS}"'
            if style.first_chars
            else "",
        )
    )
    width = round(page.text_width(across=False) * TWIPS)
    tab = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{width}"/></w:tabs>'
    paragraph = "".join(
        (
            "<w:keepNext/>" if style.outline or style.key.startswith("AnnexHeading") else "",
            "<w:pageBreakBefore/>" if style.new_page else "",
            tab if style.tab else "",
            _spacing(style.before, style.after, style.line or page.LINE),
            f"<w:ind{indent}/>" if indent else "",
            f'<w:jc w:val="{style.align}"/>' if style.align else "",
            f'<w:outlineLvl w:val="{style.outline - 1}"/>' if style.outline else "",
        )
    )
    letters = "".join(
        (
            _font(style.font) if style.font else "",
            "<w:b/>" if style.bold else "",
            f'<w:color w:val="{style.colour}"/>' if style.colour else "",
            _size(style.size) if style.size else "",
        )
    )
    return (
        f'<w:style w:type="paragraph" w:styleId="{style.key}"><w:name w:val="{style.name}"/>'
        '<w:basedOn w:val="Normal"/><w:qFormat/>'
        f"<w:pPr>{paragraph}</w:pPr>{f'<w:rPr>{letters}</w:rPr>' if letters else ''}</w:style>"
    )


def _font(name: str) -> str:
    return f'<w:rFonts w:ascii="{LATIN}" w:hAnsi="{LATIN}" w:cs="{LATIN}" w:eastAsia="{name}"/>'


def _size(points: float) -> str:
    half = round(points * HALF_POINTS)
    return f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'


def _spacing(before: float, after: float, line: float) -> str:
    height = (
        f'w:line="{round(line * TWIPS)}" w:lineRule="exact"'
        if line > 0
        else 'w:line="240" w:lineRule="auto"'
    )
    return (
        f'<w:spacing w:before="{round(before * TWIPS)}" w:after="{round(after * TWIPS)}" {height}/>'
    )
