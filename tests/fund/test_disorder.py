"""Whatever a table holds, reading it ends with a year or with problems that have a place."""

import csv
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from duixian.fund.reading.grid import Grid
from duixian.fund.reading.year import TABLES, read_year
from duixian.fund.tables.registry import tables
from duixian.fund.ties.checking import check_year
from duixian.fund.work.book import Book
from duixian.intake.year_folder import year_folder
from duixian.rulebook.library.model import Library
from duixian.rulebook.problems import Place
from tests.fund.small_year import HEAD, grid
from tests.fund.small_year import TABLES as RIGHT

EXAMPLE = year_folder("minhang-2022")
ODD = (
    *(
        "",
        "0",
        "1",
        "1.1",
        "99",
        "申报",
        "-1",
        "1e9",
        "999999999999 亿元",
        "0 家",
        "5 万元/家",
        "50%",
    ),
    *(
        "200%",
        "企业数",
        "企业数 ÷ 项目数",
        "1 家 ÷ 0",
        "均额 × 项目数",
        "标准 3号 1.1",
        "2022-02-30",
    ),
    *(
        "需求 × 2",
        "年度 − 2022",
        "龙头企业数",
        "〇",
        "１２３",
        "12 月前",
        "2024年13月前",
        "、",
        "（）",
    ),
)
CELLS = st.one_of(
    st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=12).map(
        lambda text: text.replace(",", "，")
    ),
    st.sampled_from(ODD),
)


def example(name: str) -> list[list[str]]:
    file = Path(EXAMPLE / f"{name}.csv")
    return list(csv.reader(file.read_text(encoding="utf-8").splitlines())) if file.exists() else []


FILLED = {name: rows for name in TABLES if (rows := example(name))}


def as_grid(name: str, rows: list[list[str]]) -> Grid:
    def place(row: int, column: int) -> Place:
        return Place(f"{name}.csv", row, column)

    return Grid(name, tuple(rows[0]), list(enumerate(rows[1:], 2)), place)


def read_and_use(head: str, grids: dict[str, Grid], library: Library) -> None:
    year, problems = read_year(head, "year.yaml", grids, library)
    assert all(problem.place.file and problem.what for problem in problems)
    if year is None:
        assert problems
        return
    book = Book(year, library)
    check_year(book)
    for make in tables(book).values():
        make()


@given(st.sampled_from(sorted(TABLES)), st.lists(st.lists(CELLS, max_size=12), max_size=4))
def test_no_table_makes_reading_or_checking_fail(
    library: Library, name: str, rows: list[list[str]]
) -> None:
    headings = [column.name for column in TABLES[name]]
    grids = {key: grid(key, text) for key, text in RIGHT.items()}
    grids[name] = as_grid(name, [headings, *rows])
    read_and_use(HEAD, grids, library)


@given(st.data())
def test_an_example_edited_in_three_places_is_read_or_refused(
    library: Library, data: st.DataObject
) -> None:
    tables_now = {name: [list(row) for row in rows] for name, rows in FILLED.items()}
    for _ in range(3):
        rows = tables_now[data.draw(st.sampled_from(sorted(tables_now)))]
        row = rows[data.draw(st.integers(1, len(rows) - 1))]
        row[data.draw(st.integers(0, len(row) - 1))] = data.draw(CELLS)
    grids = {name: as_grid(name, rows) for name, rows in tables_now.items()}
    read_and_use((EXAMPLE / "year.yaml").read_text(encoding="utf-8"), grids, library)
