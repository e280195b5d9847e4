"""The review report: its order, its tables figure by figure, its annexes, what nobody wrote."""

import re

import pytest

from duixian.fund.tables.registry import tables
from duixian.fund.tables.table import Table
from duixian.fund.work.book import Book
from duixian.paper.official.blocks import Document, Heading
from duixian.paper.official.docx import docx
from duixian.paper.official.numbering import numbers
from duixian.paper.official.pdf import contents_pages, pdf
from duixian.paper.year.paper import document
from duixian.paper.year.review_report import REVIEW_REPORT
from tests.paper.year.written import docx_rows, docx_text, needs_pdftotext, pdf_pages

TABLES = ("政策项", "表1", "表2", "表3", "表4", "表5", "表6", "表7a", "表7b")
CONTENTS = (
    "一、项目概况",
    "（一）项目背景",
    "（二）项目内容",
    "（三）项目预算",
    "（四）2022 年绩效目标",
    "二、项目评审情况",
    "三、项目存在问题与改进建议",
    "四、项目预算审核意见",
    "（一）总体审核意见",
    "（二）预算审核结果",
    "五、项目结果应用情况",
    "附件 1：项目描述",
    "附件 2：项目预算评审评分表",
    "附件 3：专家评审意见",
    "附件 4：其他相关文件",
)
"""As the table of contents of such a report stands, worked out from the list of papers."""


@pytest.fixture(scope="module")
def report(minhang: Book) -> Document:
    return document(REVIEW_REPORT, minhang)


@pytest.fixture(scope="module")
def word(report: Document) -> bytes:
    return docx(report)


@pytest.fixture(scope="module")
def pages(report: Document, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    return pdf_pages(pdf(report), tmp_path_factory.mktemp("pdf"))


def headings(report: Document) -> list[tuple[Heading, str]]:
    found = zip(report.blocks, numbers(report.blocks), strict=True)
    return [(block, f"{no}{block.text}") for block, no in found if isinstance(block, Heading)]


def test_the_contents_are_in_the_official_order(report: Document) -> None:
    listed = [text for block, text in headings(report) if block.listed and block.level <= 2]
    assert tuple(listed) == CONTENTS


def test_the_third_level_counts_anew_under_each_heading(report: Document) -> None:
    third = [text for block, text in headings(report) if block.listed and block.level >= 3]
    assert third[:7] == [
        "1. 2022 年预算申报情况",
        "2. 以前年度预算执行情况",
        "（1）近三年项目预算安排及执行情况",
        "（2）各年度支出项金额比较",
        "1. 总目标",
        "2. 年度目标",
        "3. 具体绩效目标",
    ]


@pytest.mark.parametrize("name", TABLES)
def test_every_row_of_every_table_stands_in_the_docx(name: str, minhang: Book, word: bytes) -> None:
    table = tables(minhang)[name]()
    written = [{_plain(cell) for cell in row} for rows in docx_rows(word) for row in rows]
    for row in table.rows:
        cells = {_plain(text) for text in _printed(table, row.name) if text}
        assert any(cells <= each for each in written), (name, row.name, cells)


@needs_pdftotext
@pytest.mark.parametrize("name", TABLES)
def test_every_figure_of_every_table_stands_in_the_pdf(
    name: str, minhang: Book, pages: list[str]
) -> None:
    whole = "".join(pages)
    for row in tables(minhang)[name]().rows:
        for cell in row.cells:
            if cell.figure is not None:
                assert _plain(cell.text) in whole


def test_the_right_figures_stand_where_the_old_paper_was_wrong(word: bytes) -> None:
    texts = {cell for rows in docx_rows(word) for row in rows for cell in row}
    assert "454,545" in texts  # 1000 万元 ÷ 22, where the old report printed 555,556
    assert "555,556" not in texts


@needs_pdftotext
def test_the_contents_name_the_page_each_heading_is_on(report: Document, pages: list[str]) -> None:
    body = pages[2:]  # after the cover and the contents
    for text, number in zip(CONTENTS, contents_pages(report), strict=True):
        assert _plain(text) in body[number - 1], text
        assert body[number - 1].endswith(f"—{number}—")


@needs_pdftotext
def test_no_page_is_empty(pages: list[str]) -> None:
    assert all(len(page) > 8 for page in pages)


def test_no_placeholder_is_left(word: bytes) -> None:
    text = docx_text(word)
    assert not re.search(r"[{}]", text)
    assert "None" not in text


def test_nothing_is_said_to_be_nothing_only_where_somebody_said_so(minhang: Book) -> None:
    blocks = REVIEW_REPORT.blocks(minhang)
    texts = [getattr(block, "text", "") for block in blocks]
    assert texts[texts.index("项目结果应用情况") + 1] == "无"


def test_what_nobody_wrote_and_what_nobody_knows_is_left_open(
    jiading: Book, minhang_2019: Book
) -> None:
    texts = [getattr(block, "text", "") for block in REVIEW_REPORT.blocks(minhang_2019)]
    assert texts[texts.index("项目结果应用情况") + 1] == "（未填写）"
    assert texts.count("（表 7：尚无数据）") == 1
    last = tables(jiading)["表2"]().rows[-1]
    assert [cell.text for cell in last.cells][2:] == ["-", "-"]


def _printed(table: Table, name: str) -> list[str]:
    row = next(row for row in table.rows if row.name == name)
    remarks = table.name == "表4"
    return [f"{c.text}（{c.note}）" if remarks and c.note else c.text for c in row.cells]


def _plain(text: str) -> str:
    return "".join(text.split())
