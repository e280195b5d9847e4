"""Every paper of both example years, in every format."""

import io
import re

import openpyxl
import pytest

from duixian.fund.tables.registry import tables
from duixian.fund.work.book import Book
from duixian.paper.year.all_tables import ALL_TABLES
from duixian.paper.year.paper import FORMATS, Paper, document
from duixian.paper.year.registry import PAPERS, paper_named
from duixian.paper.year.writing import files
from tests.paper.year.written import docx_text


@pytest.fixture(scope="module", params=["minhang-2022", "jiading-2024"])
def written(request: pytest.FixtureRequest, minhang: Book, jiading: Book) -> dict[str, bytes]:
    book = minhang if request.param == "minhang-2022" else jiading
    return dict(files(book, PAPERS, FORMATS))


def test_every_paper_is_written_in_each_of_its_formats_and_is_what_its_name_says(
    written: dict[str, bytes],
) -> None:
    signs = {"docx": b"PK", "xlsx": b"PK", "pdf": b"%PDF"}
    assert "图表.pdf" in written
    for name, content in written.items():
        stem, _, form = name.rpartition(".")
        paper = paper_named(stem)
        assert paper is not None
        assert form in paper.formats
        assert content.startswith(signs[form])


def test_no_paper_shows_a_placeholder_or_a_word_of_the_program(written: dict[str, bytes]) -> None:
    for name, content in written.items():
        if name.endswith(".docx"):
            text = docx_text(content)
            found = re.search(r"[{}]|\bNone\b|\bFraction\b|\bTrue\b|\bFalse\b", text)
            assert found is None, (name, found)


def test_names_of_papers_are_told_apart() -> None:
    assert len({paper.name for paper in PAPERS}) == len(PAPERS)


def test_a_paper_the_year_has_nothing_for_makes_no_file(jiading: Book) -> None:
    nothing = Paper("空", lambda _: ())
    assert list(files(jiading, [nothing], FORMATS)) == []


def test_the_workbook_of_all_tables_holds_each_figure_as_a_number_of_the_same_digits(
    minhang: Book,
) -> None:
    ((_, content),) = files(minhang, [ALL_TABLES], ["xlsx"])
    book = openpyxl.load_workbook(io.BytesIO(content))
    kept = [made for make in tables(minhang).values() if (made := make()).rows]
    assert len(book.sheetnames) == len(kept)
    first = next(book[name] for name in book.sheetnames if name.startswith("表1"))
    figures = [cell.value for cell in first["C"] if isinstance(cell.value, int | float)]
    assert figures == [4755, 1000, 4795, 2600, 450, 4000, 1000, 600, 800, 20000]
    assert {cell.number_format for cell in first["C"][2:12]} == {"#,##0.00"}


def test_a_paper_is_dated_by_the_last_day_its_data_names(minhang: Book) -> None:
    assert str(document(ALL_TABLES, minhang).day) == "2021-10-20"
