"""One folder with everything that goes wrong, in CSV and in a workbook: all told, nothing done."""

from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from duixian.cli.main import main
from duixian.intake.library_folder import load_library
from duixian.intake.year_folder import BOOK, load_year

HEAD = """\
fund: 小资金
unit: 区经委
department: 区经委
level: 区级
region: 310112
year: 2022
policies:
  3号: 闵经委规发〔2021〕3号
items:
  - number: 1
    name: 项目
    office: 科室
versions:
  - name: 申报
    day: 2021-09-01
    by: 区经委
forms:
  - name: 目标表
"""
CSV = {
    "drivers": """\
名称,值,类别,来源,提供人
户数,5 家,估计,往年,科室
甲,乙 × 2,估计,往年,科室
乙,甲 ÷ 2,估计,往年,科室
鱼,5 斤鱼,估计,往年,科室
""",
    "lines": "编码,政策项,名称,措施\n1.1,1,项目补贴,3号 1.1\n",
    "needs": """\
版本,编码,数量,单价,比例
申报,9.9,户数,5 万元/家,50%
申报,1.1,户数,5 万元/家,150%
申报,1.1,户数,5 平方米,50%
申报,1.1,2 家 − 5 家,5 万元/家,50%
""",
    "budgets": "年度,政策项,调整后预算（万元）\n2021,1,三百\n2020,1,-5\n2019,1,5 家\n2018,7,5\n",
    "targets": "表,一级,指标,比较,目标值,单位,分子,分母\n"
    "目标表,产出,扶持率,=,120%,%,已扶持,应扶持\n",
}
SHEETS: dict[str, list[list[object]]] = {
    "spending": [
        ["年度", "政策项", "起月", "止月", "支出（万元）"],
        [2021, 1, 1, 8, "四百"],
        [2021, 1, 9, 13, 5],
        [2021, 1, 9, 9, "=1/0"],
        [2021, 1, 10, 10, -5],
    ],
    "actuals": [
        ["表", "指标", "日期", "值", "来源", "提供人"],
        ["目标表", "扶待率", "2022-06-30", "90%", "台账", "张"],
        ["目标表", "扶持率", "2022-06-31", "90%", "台账", "张"],
        ["目标表", "扶持率", "2022-06-30", "101%", "台账", "张"],
    ],
    "支出": [["年度", "金额"], [2021, 5]],
}
EXPECTED = {
    ("driver-cycle", "drivers.csv", 3, 2),
    ("unit-unknown", "drivers.csv", 5, 2),
    ("line-unknown", "needs.csv", 2, 2),
    ("share-above-one", "needs.csv", 3, 5),
    ("need-units", "needs.csv", 4, 4),
    ("expression-negative", "needs.csv", 5, 3),
    ("cell-number", "budgets.csv", 2, 3),
    ("cell-negative", "budgets.csv", 3, 3),
    ("cell-unit", "budgets.csv", 4, 3),
    ("item-unknown", "budgets.csv", 5, 2),
    ("target-above-one", "targets.csv", 2, 5),
    ("cell-number", "spending", 2, 5),
    ("cell-month", "spending", 3, 4),
    ("cell-negative", "spending", 5, 5),
    ("cell-merged", "spending", 0, 0),
    ("target-unknown", "actuals", 2, 2),
    ("cell-day", "actuals", 3, 3),
    ("share-above-one", "actuals", 4, 4),
    ("sheet-unknown", "支出", 0, 0),
}


@pytest.fixture
def disorder(tmp_path: Path) -> Path:
    folder = tmp_path / "乱"
    folder.mkdir()
    (folder / "year.yaml").write_text(HEAD, encoding="utf-8")
    for name, text in CSV.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in SHEETS.items():
        _fill(book.create_sheet(name), rows)
    book["spending"].merge_cells("A7:B7")
    book.save(folder / BOOK)
    return folder


def _fill(sheet: Worksheet, rows: Sequence[Sequence[object]]) -> None:
    for row in rows:
        sheet.append(list(row))


def test_all_of_it_is_told_at_once_with_file_or_sheet_and_cell(disorder: Path) -> None:
    library, _ = load_library()
    assert library is not None
    year, problems = load_year(disorder, library)
    assert year is None
    told = {
        (each.code, getattr(each.place, "sheet", "") or each.place.file, each.place.line,
         each.place.column)
        for each in problems
    }  # fmt: skip
    assert EXPECTED - told == set()
    codes = {code for code, *_ in told}
    assert codes & {"cell-uncomputed", "cell-error"}


def test_nothing_is_written_from_it(disorder: Path, tmp_path: Path) -> None:
    before = sorted(path.name for path in disorder.iterdir())
    for arguments in (
        ["check", str(disorder)],
        ["new", str(tmp_path / "新"), "--from", str(disorder)],
        ["papers", str(disorder), "--out", str(tmp_path / "文件")],
    ):
        assert main(["year", *arguments]) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["乱"]
    assert sorted(path.name for path in disorder.iterdir()) == before
