"""The folder of a year as files: encodings, tables in two kinds of file, and what is refused."""

from pathlib import Path
from shutil import copytree

import openpyxl
import pytest

from duixian.fund.model.year import Year
from duixian.intake.library_folder import load_library
from duixian.intake.year_folder import BOOK, load_year, shipped_years, year_folder
from duixian.rulebook.library.model import Library
from duixian.rulebook.problems import Problem

HEAD = """\
fund: 小资金
unit: 区经委
department: 区经委
level: 区级
region: 310112
year: 2022
items:
  - number: 1
    name: 项目
    office: 科室
"""
BUDGETS = "年度,政策项,调整后预算\n2021,1,300 万元\n"


@pytest.fixture(scope="module")
def library() -> Library:
    found, _ = load_library()
    assert found is not None
    return found


def written(folder: Path, **tables: str) -> Path:
    (folder / "year.yaml").write_text(HEAD, encoding="utf-8")
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def in_book(folder: Path, rows: list[list[object]], name: str = "budgets") -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = name
    for row in rows:
        sheet.append(row)
    book.save(folder / BOOK)
    return folder


def codes(loaded: tuple[Year | None, tuple[Problem, ...]]) -> set[str]:
    year, problems = loaded
    assert year is None
    return {problem.code for problem in problems}


def test_a_table_is_read_from_csv_with_and_without_a_byte_order_mark(
    tmp_path: Path, library: Library
) -> None:
    written(tmp_path)
    for encoding in ("utf-8", "utf-8-sig"):
        (tmp_path / "budgets.csv").write_text(BUDGETS, encoding=encoding)
        year, problems = load_year(tmp_path, library)
        assert year is not None, problems
        assert year.budgeted[0].amount == 300_000_000


def test_a_sheet_says_the_same_as_a_csv_file(tmp_path: Path, library: Library) -> None:
    rows: list[list[object]] = [["年度", "政策项", "调整后预算（万元）"], [2021, 1, 1134.35]]
    year, problems = load_year(in_book(written(tmp_path), rows), library)
    assert year is not None, problems
    assert year.budgeted[0].amount == 1_134_350_000


def test_a_bad_cell_of_a_sheet_is_named_by_sheet_row_and_column(
    tmp_path: Path, library: Library
) -> None:
    rows: list[list[object]] = [["年度", "政策项", "调整后预算（万元）"], [2021, 1, "三百"]]
    year, problems = load_year(in_book(written(tmp_path), rows), library)
    assert year is None
    assert str(problems[0].place) == "tables.xlsx「budgets」第 2 行 C 列"


def test_a_table_in_both_kinds_of_file_is_refused(tmp_path: Path, library: Library) -> None:
    rows: list[list[object]] = [["年度", "政策项", "调整后预算（万元）"], [2021, 1, 300]]
    folder = in_book(written(tmp_path, budgets=BUDGETS), rows)
    assert "table-twice" in codes(load_year(folder, library))


def test_a_file_or_sheet_that_is_no_table_of_a_year_is_refused(
    tmp_path: Path, library: Library
) -> None:
    folder = in_book(written(tmp_path, budget=BUDGETS), [["年度"]], "支出")
    assert {"table-unknown", "sheet-unknown"} <= codes(load_year(folder, library))


def test_merged_cells_and_formulas_never_computed_are_refused(
    tmp_path: Path, library: Library
) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "budgets"
    sheet.append(["年度", "政策项", "调整后预算（万元）"])
    sheet.append([2021, 1, "=100*3"])
    sheet.merge_cells("A3:B3")
    book.save(written(tmp_path) / BOOK)
    assert {"cell-uncomputed", "cell-merged"} <= codes(load_year(tmp_path, library))


def test_another_encoding_is_told_with_what_to_save_as(tmp_path: Path, library: Library) -> None:
    (written(tmp_path) / "budgets.csv").write_bytes(BUDGETS.encode("gb18030"))
    _, problems = load_year(tmp_path, library)
    (found,) = [problem for problem in problems if problem.code == "file-encoding"]
    assert "UTF-8" in found.instead


def test_a_quote_that_never_closes_is_told(tmp_path: Path, library: Library) -> None:
    assert "table-broken" in codes(
        load_year(written(tmp_path, budgets=BUDGETS + '2020,1,"300 万元\n'), library)
    )


def test_a_folder_without_its_own_file_is_told(tmp_path: Path, library: Library) -> None:
    assert codes(load_year(tmp_path, library)) == {"file-unreadable"}


def test_the_example_years_are_found_by_their_names() -> None:
    assert shipped_years() == ("demo-2022", "jiading-2024", "minhang-2019", "minhang-2022")
    assert (year_folder("minhang-2022") / "year.yaml").is_file()


def test_a_working_paper_that_changed_after_it_was_cited_is_refused(
    tmp_path: Path, library: Library
) -> None:
    digest = "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae"  # of "foo"
    papers = f"编号,名称,文件,指纹\n预 1,名单,list.csv.txt,{digest}\n"
    folder = written(tmp_path, papers=papers)
    assert codes(load_year(folder, library)) == {"paper-missing"}
    (folder / "list.csv.txt").write_text("fop", encoding="utf-8")
    assert codes(load_year(folder, library)) == {"paper-changed"}
    (folder / "list.csv.txt").write_text("foo", encoding="utf-8")
    assert load_year(folder, library)[0] is not None


@pytest.mark.parametrize("name", ["budgets.csv", BOOK])
def test_a_folder_or_a_link_that_leads_nowhere_is_no_missing_table(
    name: str, tmp_path: Path, library: Library
) -> None:
    (written(tmp_path) / name).mkdir()
    assert codes(load_year(tmp_path, library)) & {"file-no-file", "file-unreadable"}
    (tmp_path / name).rmdir()
    (tmp_path / name).symlink_to(tmp_path / "nowhere")
    assert codes(load_year(tmp_path, library)) & {"file-unreadable", "workbook-broken"}


def test_a_table_that_lost_a_column_says_so_once_and_not_at_every_row_that_needs_it(
    tmp_path: Path, library: Library
) -> None:
    folder = tmp_path / "年"
    copytree(year_folder("demo-2022"), folder)
    for name in ("lines", "drivers", "awards", "spending", "requests", "targets"):
        file = folder / f"{name}.csv"
        if file.is_file():
            rows = file.read_text("utf-8").splitlines()
            file.write_text("\n".join(row.partition(",")[2] for row in rows), "utf-8")
    year, problems = load_year(folder, library)
    assert year is None
    assert sorted((each.place.file, each.code) for each in problems) == [
        (f"{name}.csv", "column-missing")
        for name in ("awards", "drivers", "lines", "spending", "targets")
    ]


def test_a_table_without_headings_is_told_in_one_message(tmp_path: Path, library: Library) -> None:
    rows = BUDGETS.partition("\n")[2]
    _, problems = load_year(written(tmp_path, budgets=rows), library)
    assert [(each.code, "第一行不是列名" in each.sentence) for each in problems] == [
        ("column-missing", True)
    ]


def test_a_character_nobody_sees_is_refused(tmp_path: Path, library: Library) -> None:
    risks = "风险,应对\n市场\x00波动,跟踪\n"
    assert "cell-control" in codes(load_year(written(tmp_path, risks=risks), library))
