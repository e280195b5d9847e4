"""PDF, docx and xlsx of one document: the same bytes, the same words, real styles and tables."""

import io
import os
import re
import shutil
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path

import docx as word
import openpyxl
import pytest

from duixian.paper.official.blocks import Document, NewPage, Paragraph
from duixian.paper.official.docx import docx
from duixian.paper.official.grid import Grid, GridCell
from duixian.paper.official.pdf import contents_pages, pdf
from duixian.paper.official.xlsx import xlsx

WRITE = """
import hashlib, sys
from tests.paper.official.small_document import small_document
from duixian.paper.official.docx import docx
from duixian.paper.official.pdf import pdf
from duixian.paper.official.xlsx import xlsx
paper = small_document()
print(*(hashlib.sha256(write(paper)).hexdigest() for write in (docx, pdf, xlsx)))
"""


def test_two_processes_on_two_days_write_the_same_bytes() -> None:
    said = []
    for seed, zone in (("1", "Asia/Shanghai"), ("2", "America/New_York")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}
        command = [sys.executable, "-c", WRITE]
        said.append(subprocess.check_output(command, env=environment, text=True))
    assert said[0] == said[1]
    assert len(said[0].split()) == 3


def test_no_member_of_a_docx_is_dated_by_the_clock(document: Document) -> None:
    with zipfile.ZipFile(io.BytesIO(docx(document))) as package:
        assert {member.date_time for member in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2021-10-20T00:00:00Z" in package.read("docProps/core.xml")


def test_the_headings_of_a_docx_are_headings_and_its_annexes_stay_out_of_the_contents(
    document: Document,
) -> None:
    found = word.Document(io.BytesIO(docx(document)))
    styled = {p.text: p.style.name for p in found.paragraphs if p.style is not None and p.text}
    assert styled["一、概况"] == "Heading 1"
    assert styled["（一）背景"] == "Heading 2"
    assert styled["附件 1：描述"] == "Heading 1"
    assert styled["一、里面"] == "annex heading 1"
    contents = [text for text, style in styled.items() if style.startswith("toc")]
    assert contents == ["一、概况\t1", "（一）背景\t1", "附件 1：描述\t2"]
    settings = zipfile.ZipFile(io.BytesIO(docx(document))).read("word/settings.xml")
    assert b"updateFields" in settings  # Word may break pages elsewhere


def test_a_table_of_a_docx_repeats_its_head_and_merges_its_cells(document: Document) -> None:
    found = word.Document(io.BytesIO(docx(document)))
    table, form = found.tables
    texts = [[cell.text for cell in row.cells] for row in table.rows]
    assert texts == [
        ["项目", "年度", "年度"],
        ["技改", "2021", "3,500.00"],
        ["技改", "2022", "4,000.00"],
    ]
    written = zipfile.ZipFile(io.BytesIO(docx(document))).read("word/document.xml").decode()
    rows = written.split("<w:tr>")[1:]
    assert ["<w:tblHeader/>" in row for row in rows] == [True, False, False, False]
    assert form.cell(0, 1).text == "a < b & c"


def test_what_parts_pages_of_a_docx_is_too_low_to_make_a_page_of_its_own() -> None:
    row = (GridCell("甲"), GridCell("乙"))
    blocks = (
        *(Grid(2, (row,)), NewPage(across=True), Grid(2, (row,), notes=("注",)), NewPage()),
        *(Grid(2, (row,)), NewPage(), Paragraph("完")),
    )
    written = docx(Document("题", "单位", date(2021, 10, 20), blocks))
    text = zipfile.ZipFile(io.BytesIO(written)).read("word/document.xml").decode()
    found = re.findall(r"<w:p>.*?</w:p>", text)
    between = [each for each in found if not re.search("<w:t[ >]", each)]
    styles = [re.findall('w:pStyle w:val="(.*?)"', each) for each in between]
    assert styles == [["SectionEnd"], ["SectionEnd"], ["PageStart"]]
    looks = zipfile.ZipFile(io.BytesIO(written)).read("word/styles.xml").decode()
    for name in ("SectionEnd", "PageStart"):
        (look,) = re.findall(f'w:styleId="{name}".*?</w:style>', looks)
        assert 'w:line="20" w:lineRule="exact"' in look


def test_the_rows_of_a_short_table_of_a_docx_stay_together() -> None:
    row = (GridCell("甲"), GridCell("乙"))
    for rows, kept in ((5, 4), (60, 3)):
        blocks = (Grid(2, (row,) * rows, head=1),)
        written = docx(Document("题", "单位", date(2021, 10, 20), blocks))
        text = zipfile.ZipFile(io.BytesIO(written)).read("word/document.xml").decode()
        assert sum("<w:keepNext/>" in each for each in text.split("<w:tr>")[1:]) == kept


def test_the_contents_know_the_page_of_each_heading(document: Document) -> None:
    assert contents_pages(document) == (1, 1, 2)


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
def test_the_words_and_figures_of_a_pdf_are_text(document: Document, tmp_path: Path) -> None:
    file = tmp_path / "paper.pdf"
    file.write_bytes(pdf(document))
    text = subprocess.run(
        ["pdftotext", "-layout", file, "-"], capture_output=True, text=True, check=True
    ).stdout
    for piece in ("一、概况", "（一）背景", "4,000.00", "注：逐项核对。", "a < b & c", "— 1 —"):
        assert piece.replace(" ", "") in "".join(text.split())


def test_a_figure_in_a_workbook_is_a_number_that_shows_the_same_digits(document: Document) -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx(document)))
    sheet = book["表 1 两年"]
    assert [cell.value for cell in sheet["C"]][:4] == [None, None, 3500, 4000]
    assert sheet["C3"].number_format == "#,##0.00"
    assert {str(each) for each in sheet.merged_cells.ranges} == {"A1:C1", "B2:C2", "A3:A4", "A5:C5"}
