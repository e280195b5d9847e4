"""`duixian match` answers for all firms what `assess` answers for one."""

import csv
import json
from pathlib import Path
from shutil import copytree
from typing import Any

import duckdb
import openpyxl
import pytest

from duixian.matching.job import Format
from duixian.matching.spreadsheet import write_spreadsheet
from duixian.matching.writing import write_rows
from tests.cli.conftest import Ended, Run
from tests.intake.tables.files import as_csv, sheets_of

DAY = ("--on", "2022-06-30")
SEVEN = ("--policy", "闵经委规发〔2021〕7号")
FIVE = ("--policy", "闵府规发〔2020〕5号")


@pytest.fixture(scope="module")
def workbook(demonstration: Path) -> Path:
    return demonstration / "示例企业.xlsx"


@pytest.fixture(scope="module")
def result(run: Run, workbook: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a match of the workbook writes, only to be read."""
    out = tmp_path_factory.mktemp("match") / "结果"
    assert run("match", workbook, *DAY, *SEVEN, "--out", out).code == 0
    return out


@pytest.fixture(scope="module")
def matched(
    run: Run, workbook: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Ended]:
    """A folder of 数据 in files and their 结果, only to be read; and what the match told."""
    folder = tmp_path_factory.mktemp("matched")
    data = as_csv(folder / "数据", sheets_of(workbook))
    ended = run("match", data, *DAY, *FIVE, "--out", folder / "结果")
    assert ended.code == 0, ended.err
    return folder, ended


def rows(folder: Path) -> list[dict[str, Any]]:
    found = duckdb.connect().execute(f"FROM '{folder}/result.parquet'")
    titles = [column[0] for column in found.description or ()]
    return [dict(zip(titles, row, strict=True)) for row in found.fetchall()]


def test_every_row_has_the_verdict_and_the_sum_of_an_assessment(
    run: Run, workbook: Path, tmp_path: Path
) -> None:
    out = tmp_path / "结果"
    assert run("match", workbook, *DAY, *SEVEN, "--all", "--out", out).code == 0
    compared = 0
    assessed = {}
    for line in run("assess", workbook, *DAY, *SEVEN, "--json").out.splitlines():
        told = json.loads(line)
        for one in told["entitlements"]:
            row, own = one["row"], one["own"]
            key = (told["firm"], row["measure"], row["key"], row["support_year"] or None)
            sums = (own["low"], own["high"]) if own else (None, None)
            assessed[key] = (one["verdict"], *sums)
    for row in rows(out):
        key = (row["firm"], row["measure"], row["row"], row["year"])
        assert assessed[key] == (row["verdict"], row["low"], row["high"])
        compared += 1
    assert compared > 100


def test_rows_stand_in_one_order_firm_by_firm_as_the_library_has_the_measures(
    matched: tuple[Path, Ended],
) -> None:
    found = [(row["firm"], row["measure"]) for row in rows(matched[0] / "结果")]
    assert len(found) > 20
    in_order = sorted(found, key=lambda pair: (pair[0], [int(n) for n in pair[1].split(".")]))
    assert found == in_order


def test_refusals_are_left_out_but_counted_by_condition(result: Path) -> None:
    assert "refused" not in {row["verdict"] for row in rows(result)}
    summary = json.loads((result / "summary.json").read_text(encoding="utf-8"))
    refused = next(one for one in summary["by_verdict"] if one["verdict"] == "refused")
    assert sum(one["rows"] for one in summary["refusals"]) >= refused["rows"] > 0


def test_near_misses_of_years_that_have_not_begun_are_not_counted(
    run: Run, workbook: Path, tmp_path: Path
) -> None:
    """Three years of rent, one of them begun; the firm's paid-in capital is 460 of 500 万元."""
    book = openpyxl.load_workbook(workbook)
    firms = book["企业"]
    heads = [str(cell.value) for cell in firms[1]]
    at = next(place for place, head in enumerate(heads) if head.startswith("实缴资本"))
    for row in firms.iter_rows(min_row=2):
        if "示例重点培育公司" in {cell.value for cell in row}:
            row[at].value = 460
    book.save(tmp_path / "企业.xlsx")
    out = tmp_path / "结果"
    assert run("match", tmp_path / "企业.xlsx", *DAY, *SEVEN, "--out", out).code == 0
    near = [row for row in rows(out) if row["near"] and row["measure"] == "2"]
    assert sorted(row["forecast"] for row in near) == [False, True, True]
    summary = json.loads((out / "summary.json").read_text(encoding="utf-8"))
    counted = next(one for one in summary["near"] if one["measure"] == "2")
    assert (counted["rows"], counted["firms"]) == (1, 1)


def test_a_folder_that_holds_something_is_left_alone(
    run: Run, workbook: Path, tmp_path: Path
) -> None:
    out = tmp_path / "结果"
    out.mkdir()
    (out / "别人的.txt").write_text("x", encoding="utf-8")
    ended = run("match", workbook, *DAY, *SEVEN, "--out", out)
    assert (ended.code, [file.name for file in out.iterdir()]) == (3, ["别人的.txt"])
    assert "Traceback" not in ended.err


def test_a_row_of_a_result_is_explained_as_the_workbook_explains_it(
    run: Run, workbook: Path, matched: tuple[Path, Ended]
) -> None:
    out = matched[0] / "结果"
    firms = {row["firm"] for row in rows(out) if row["verdict"] == "unknown"}
    assert len(firms) > 5
    for firm in sorted(firms)[:3]:
        from_book = run("explain", workbook, *DAY, *FIVE, "--firm", firm)
        assert run("explain", out, "--firm", firm) == from_book
        assert from_book.out.count("缺资料") >= 1


def test_a_result_is_not_explained_from_other_data(
    run: Run, matched: tuple[Path, Ended], tmp_path: Path
) -> None:
    folder = copytree(matched[0], tmp_path / "又")
    out = folder / "结果"
    (folder / "数据" / "合同.parquet").touch()
    ended = run("explain", out, "--firm", rows(out)[0]["firm"])
    assert (ended.code, "比对时还没有这个数据文件" in ended.err) == (1, True)
    (folder / "数据" / "合同.parquet").unlink()
    with (folder / "数据" / "企业.csv").open("a", encoding="utf-8") as file:
        file.write("\n")
    ended = run("explain", out, "--firm", rows(out)[0]["firm"])
    assert ended.code == 1
    assert "数据文件在比对之后改过" in ended.err


def test_a_result_moved_together_with_its_data_is_explained_as_before(
    run: Run, matched: tuple[Path, Ended], tmp_path: Path
) -> None:
    assert str(matched[0]) not in (matched[0] / "结果" / "run.json").read_text("utf-8")
    before = copytree(matched[0], tmp_path / "先")
    firm = rows(before / "结果")[0]["firm"]
    told = run("explain", before / "结果", "--firm", firm).out
    after = before.rename(tmp_path / "后")
    assert run("explain", after / "结果", "--firm", firm).out == told


def test_an_unknown_firm_of_a_result_and_a_folder_that_is_none_are_said(
    run: Run, result: Path, tmp_path: Path
) -> None:
    ended = run("explain", result, "--firm", "无")
    assert (ended.code, "没有企业" in ended.err) == (2, True)
    for told_anew in (DAY, ("--stage", "验收"), ("--without-history",)):
        assert "去掉这些选项" in run("explain", result, "--firm", "无", *told_anew).err
    (tmp_path / "企业.csv").touch()
    assert "先用 duixian match" in run("explain", tmp_path, "--firm", "无", *DAY).err
    for record in ("", "[]", '{"on": "x"}', (result / "run.json").read_text("utf-8")[:-9]):
        (tmp_path / "run.json").write_text(record, encoding="utf-8")
        ended = run("explain", tmp_path, "--firm", "无")
        assert (ended.code, "不是 duixian match 写出的结果" in ended.err) == (3, True)


def test_the_statements_are_shown_and_nothing_is_written(
    run: Run, workbook: Path, tmp_path: Path
) -> None:
    ended = run("match", workbook, *DAY, *SEVEN, "--show-sql")
    assert ended.code == 0
    assert "recognition_grant AS (" in ended.out
    assert "-- judged\n" in ended.out
    assert not list(tmp_path.iterdir())
    assert run("match", workbook, *DAY, *SEVEN).code == 2


def test_a_spreadsheet_of_the_rows_is_split_where_a_sheet_is_full(tmp_path: Path) -> None:
    path = tmp_path / "r.xlsx"
    with duckdb.connect() as connection:
        query = "SELECT 'granted' AS verdict, range + 1 AS low FROM range(7)"
        write_spreadsheet(connection, query, path, largest=3)
    book = openpyxl.load_workbook(path)
    assert book.properties.created.year == 2000  # not the clock's: the same rows, the same bytes
    found = [list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets]
    assert [len(sheet) - 1 for sheet in found] == [3, 3, 1]
    assert found[2] == [("结论", "最低（元）"), ("可以兑现", 0.07)]


SPLIT = """
    SELECT 10000050 AS low, [{'title': '区', 'low': 8000040, 'high': 8000040},
        {'title': '镇', 'low': 2000010, 'high': 123456789}] AS shares,
        [{'title': '立项', 'low': 5, 'high': NULL}] AS instalments
"""


def test_parts_of_a_sum_are_written_in_the_unit_of_the_sum(tmp_path: Path) -> None:
    with duckdb.connect() as connection:
        for form in (Format.CSV, Format.XLSX):
            write_rows(connection, SPLIT, tmp_path, form)
    sheet = openpyxl.load_workbook(tmp_path / "result.xlsx").worksheets[0]
    assert list(sheet.iter_rows(values_only=True)) == [
        ("最低（元）", "分担（元）", "分期（元）"),
        (100000.5, "区 80,000.40；镇 20,000.10 至 1,234,567.89", "立项 0.05 以上"),
    ]
    with (tmp_path / "result.csv").open(encoding="utf-8") as file:
        assert list(csv.reader(file))[1] == [
            "10000050",
            "区 8000040；镇 2000010 至 123456789",
            "立项 5 以上",
        ]


def test_names_that_excel_would_take_for_formulas_stay_as_they_are_and_are_told(
    run: Run, tmp_path: Path
) -> None:
    firm = ["91000000000000001N", "=1+1厂"]
    sheets = {"企业": [["统一社会信用代码", "名称"], firm]}
    data = as_csv(tmp_path / "数据", sheets)
    words = ("match", data, *DAY, *FIVE, "--all", "--without-history", "--format")
    ended = run(*words, "csv", "--out", tmp_path / "a")
    with (tmp_path / "a" / "result.csv").open(encoding="utf-8") as file:
        assert {row["firm_name"] for row in csv.DictReader(file)} == {"=1+1厂"}
    assert "行的名称或编号以 = + - @ 开头" in ended.err


def test_a_sum_that_is_not_certain_says_on_what_it_hangs(matched: tuple[Path, Ended]) -> None:
    folder, ended = matched
    words = {"granted": None, "pending": "如通过", "unknown": "如符合"}
    told = {row["verdict"]: row["sum_if"] for row in rows(folder / "结果")}
    assert {verdict: told[verdict] for verdict in words} == words
    assert "如符合，" in ended.out
    sheet = openpyxl.load_workbook(folder / "结果" / "summary.xlsx")["按结论"]
    said = {row[0]: row[3] for row in sheet.iter_rows(values_only=True)}
    assert said["缺资料"] == "如符合"
    assert said["待评审或决定"] == "如通过"
    assert said["可以兑现"] is None


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_other_formats_have_the_same_rows(
    form: str, run: Run, workbook: Path, result: Path, tmp_path: Path
) -> None:
    out = tmp_path / form
    assert run("match", workbook, *DAY, *SEVEN, "--out", out, "--format", form).code == 0
    wanted = [(row["firm"], str(row["low"])) for row in rows(result)]
    if form == "csv":
        with (out / "result.csv").open(encoding="utf-8") as file:
            found = [(row["firm"], row["low"]) for row in csv.DictReader(file)]
    else:
        sheet = openpyxl.load_workbook(out / "result.xlsx").worksheets[0]
        _, *cells = sheet.iter_rows(values_only=True)
        found = [(str(row[0]), str(round(100 * float(str(row[12]))))) for row in cells]
    assert sorted(found) == sorted(wanted)
