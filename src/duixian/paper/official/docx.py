"""A document as docx that an official can edit: the same document gives the same bytes."""

import io
import math
import zipfile
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from docx import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.shape import CT_Inline
from docx.oxml.xmlchemy import serialize_for_reading
from docx.shared import Pt

from duixian.paper.official import page
from duixian.paper.official.blocks import (
    LISTED,
    Block,
    Contents,
    Cover,
    Document,
    Heading,
    Look,
    NewPage,
    Paragraph,
    Signature,
    Title,
)
from duixian.paper.official.charts.drawing import png
from duixian.paper.official.charts.model import Chart
from duixian.paper.official.docx_styles import COVER_FIELD, COVER_LINE, styles_xml
from duixian.paper.official.docx_tables import table
from duixian.paper.official.docx_text import (
    FIELD_END,
    TWIPS,
    Setting,
    bookmarked,
    field,
    field_begin,
    paragraph,
    run,
    words,
)
from duixian.paper.official.grid import Grid
from duixian.paper.official.measure import ems
from duixian.paper.official.numbering import numbers
from duixian.paper.official.pdf import contents_pages
from duixian.paper.official.sections import Section, sections
from duixian.paper.official.titles import balanced

_STYLES = {
    Look.BODY: "BodyText",
    Look.PLAIN: "PlainText",
    Look.NOTE: "TableNote",
    Look.OPEN: "OpenText",
}


def docx(document: Document) -> bytes:
    """The document as docx. Raises TypesettingError where its contents cannot be paged."""
    return _Writing(document).file()


class _Writing:
    """One file being written: the package, and what its parts must know of one another."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.package: Any = WordDocument()
        self.parts = sections(document.blocks)
        blocks = [block for part in self.parts for block in part.blocks]
        self.numbered = tuple(zip(blocks, numbers(blocks), strict=True))
        self.listed = [
            (f"{number}{block.text}", block.level)
            for block, number in self.numbered
            if isinstance(block, Heading) and block.in_contents
        ]
        self.marks = 0

    def file(self) -> bytes:
        """The bytes of the finished file."""
        self._styles()
        content = "".join(self._content())
        body = parse_xml(f"<w:body {nsdecls('w', 'wp', 'a', 'pic', 'r')}>{content}</w:body>")
        root = self.package.element
        root.replace(root.body, body)
        if any(isinstance(block, Contents) for block, _ in self.numbered):
            self._refresh()
        self._footers()
        self._properties()
        buffer = io.BytesIO()
        self.package.save(buffer)
        return _without_clock(buffer.getvalue())

    def _styles(self) -> None:
        element = self.package.styles.element
        fresh = parse_xml(styles_xml(nsdecls("w")))
        for child in list(element):
            element.remove(child)
        for child in list(fresh):
            element.append(child)

    def _content(self) -> Iterator[str]:
        numbered = iter(self.numbered)
        for at, part in enumerate(self.parts):
            before: Block | None = None
            for _ in part.blocks:
                block, number = next(numbered)
                yield from _between(before, block)
                yield from self._block(block, number, across=part.across)
                before = block
            first = not part.front and all(each.front for each in self.parts[:at])
            last = at == len(self.parts) - 1
            ends = _section(part, first=first)
            if not last or isinstance(before, Grid):
                yield paragraph("", Setting("SectionEnd"), "" if last else ends)
            if last:
                yield ends

    def _block(self, block: Block, number: str, *, across: bool) -> Iterator[str]:
        match block:
            case Heading():
                yield self._heading(block, number)
            case Paragraph():
                yield words(block.text, Setting(_STYLES[block.look]))
            case Title():
                room = page.text_width(across=across)
                yield words(balanced(block.text, page.TITLE, room), Setting("Title"))
                yield from (words(each, Setting("Subtitle")) for each in block.below)
            case Cover():
                yield from _cover(block)
            case Contents():
                yield from self._contents()
            case Grid():
                yield table(block, across=across)
            case Chart():
                yield self._picture(block, page.text_width(across=across))
                yield words(block.caption, Setting("Caption"))
            case Signature():
                yield from _signature(block)
            case NewPage():
                return

    def _heading(self, block: Heading, number: str) -> str:
        kind = "Heading" if block.listed else "AnnexHeading"
        text = run(f"{number}{block.text}")
        if block.in_contents:
            self.marks += 1
            text = bookmarked(text, self.marks, f"_Toc{self.marks:06}")
        return paragraph(text, Setting(f"{kind}{block.level}"))

    def _contents(self) -> Iterator[str]:
        yield words("目　录", Setting("ContentsTitle"))
        pages = contents_pages(self.document)
        entries = list(zip(self.listed, pages, strict=True))
        for at, ((text, level), number) in enumerate(entries, 1):
            begin = field_begin(f'TOC \\o "1-{LISTED}" \\h \\z') if at == 1 else ""
            end = FIELD_END if at == len(entries) else ""
            reference = field(f"PAGEREF _Toc{at:06} \\h", str(number))
            shown = f"{run(text)}<w:r><w:tab/></w:r>{reference}"
            link = f'<w:hyperlink w:anchor="_Toc{at:06}" w:history="1">{shown}</w:hyperlink>'
            yield paragraph(f"{begin}{link}{end}", Setting(f"TOC{level}"))

    def _picture(self, chart: Chart, width: float) -> str:
        key, image = self.package.part.get_or_add_image(io.BytesIO(png(chart)))
        wide = Pt(width)
        high = Pt(width * image.px_height / image.px_width)
        self.marks += 1
        inline = CT_Inline.new_pic_inline(self.marks, key, f"{self.marks}.png", wide, high)
        inline.docPr.set("descr", chart.told)
        drawing = f"<w:r><w:drawing>{serialize_for_reading(inline)}</w:drawing></w:r>"
        return paragraph(drawing, Setting("Picture", keep=True))

    def _refresh(self) -> None:
        """Word, which may break pages elsewhere, asks whether to bring the contents up to date."""
        settings = self.package.settings.element
        update = parse_xml(f'<w:updateFields {nsdecls("w")} w:val="true"/>')
        settings.find(qn("w:compat")).addprevious(update)

    def _footers(self) -> None:
        self.package.settings.odd_and_even_pages_header_footer = True
        body = next((at for at, part in enumerate(self.parts) if not part.front), None)
        for at, section in enumerate(self.package.sections):
            if at != body:
                section.footer.is_linked_to_previous = at != 0
                section.even_page_footer.is_linked_to_previous = at != 0
                continue
            for footer, align in ((section.footer, "right"), (section.even_page_footer, "left")):
                footer.is_linked_to_previous = False
                footer.paragraphs[0]._p.getparent().replace(  # noqa: SLF001 - the only way in
                    footer.paragraphs[0]._p,  # noqa: SLF001 - the same
                    parse_xml(_page_number(align)),
                )

    def _properties(self) -> None:
        day = self.document.day
        moment = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - the format knows no zones
        core = self.package.core_properties
        core.title, core.author, core.comments = self.document.title, self.document.unit, ""
        core.created = core.modified = moment
        core.last_modified_by, core.language = self.document.unit, "zh-CN"


def _between(before: Block | None, block: Block) -> Iterator[str]:
    """What parts a block from the one before it, so low that it never makes a page of its own."""
    if isinstance(before, NewPage) and not isinstance(block, NewPage):
        yield paragraph("", Setting("PageStart"))
    elif isinstance(before, Grid) and not isinstance(block, NewPage):
        yield paragraph("", Setting("AfterTable"))


def _page_number(align: str) -> str:
    shown = run("— ") + field("PAGE", "1") + run(" —")
    text = paragraph(shown, Setting("Footer", align))
    return text.replace("<w:p>", f"<w:p {nsdecls('w')}>", 1)


def _section(part: Section, *, first: bool) -> str:
    long, short = (round(each * page.POINTS_A_MILLIMETRE * TWIPS) for each in (297, 210))
    top, bottom, left, right = (
        round(each * page.POINTS_A_MILLIMETRE * TWIPS)
        for each in (page.TOP, page.BOTTOM, page.LEFT, page.RIGHT)
    )
    size = f'<w:pgSz w:w="{short}" w:h="{long}"/>'
    if part.across:
        size = f'<w:pgSz w:w="{long}" w:h="{short}" w:orient="landscape"/>'
        top, bottom, left, right = left, right, bottom, top
    margins = (
        f'<w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}" '
        f'w:header="851" w:footer="{round(bottom * 0.6)}" w:gutter="0"/>'
    )
    start = '<w:pgNumType w:start="1"/>' if first else ""
    return f'<w:sectPr><w:type w:val="nextPage"/>{size}{margins}{start}</w:sectPr>'


def _cover(block: Cover) -> Iterator[str]:
    """The lines of the cover, what room the page leaves spread above and between them."""
    room = page.text_width(across=False)
    lines = [balanced(line, page.COVER, room) for line in block.lines]
    fields = [f"{name}：{value}" for name, value in block.fields]
    high = sum(COVER_LINE * (1 + line.count("\n")) for line in lines) + page.LINE
    high += sum((page.LINE + 8) * math.ceil(ems(each) * page.BODY / COVER_FIELD) for each in fields)
    spare = max(0.0, page.text_height(across=False) - 2 * page.LINE - high) / 3.5
    for at, line in enumerate(lines):
        yield words(line, Setting("CoverLine", before=0 if at else spare, after=0))
    for at, field_ in enumerate(fields):
        yield words(field_, Setting("CoverField", before=8 if at else spare, after=0))
    yield words(block.foot, Setting("CoverFoot", before=spare, after=0))


def _signature(block: Signature) -> Iterator[str]:
    last = len(block.lines) - 1
    for at, (name, value) in enumerate(block.lines):
        before = 30.0 if not at else 8.0
        setting = Setting("SignatureLine", before=before, after=0, keep=at != last)
        yield words(f"{name}：{value}", setting)


def _without_clock(data: bytes) -> bytes:
    """The same package with every member dated alike, in the order it was written."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for member in old.infolist():
            info = zipfile.ZipInfo(member.filename, (1980, 1, 1, 0, 0, 0))
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            new.writestr(info, old.read(member))
    return buffer.getvalue()
