"""The explained report as a workbook."""

import io
import zipfile

from openpyxl import load_workbook

from duixian.paper.assessment_report import report_of
from duixian.paper.assessment_xlsx import xlsx_of
from tests.paper.test_assessment_html import HOSTILE, NAMES, assessments
from tests.rulebook.explain.little_library import LIBRARY, assessed, project

FORMULA = '=HYPERLINK("http://x","y")'


def written(found=None, names=None):
    return xlsx_of(report_of(found or assessments(), LIBRARY, names or NAMES))


def book(found=None, names=None):
    return load_workbook(io.BytesIO(written(found, names)))


def rows(sheet):
    head, *rest = sheet.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rest]


def test_the_sheets_stand_in_their_order_with_headings_in_sight():
    found = book()
    assert found.sheetnames == ["汇总", "明细", "缺失事实", "临近"]
    assert [sheet.freeze_panes for sheet in found] == ["D2", "C2", "C2", "C2"]


def test_sums_are_numbers_in_yuan_and_codes_are_text():
    found = book()
    summary = {(row["代码"], row["措施"]): row for row in rows(found["汇总"])}
    growth = summary["1", "成长奖励"]
    assert growth["可以兑现（项）"] == 2
    assert growth["可以兑现 最低（元）"] == 100_000
    assert found["汇总"]["B2"].data_type == "s"
    assert found["汇总"]["L2"].number_format.startswith("#,##0.00")
    assert rows(found["汇总"])[-1]["可以兑现 最高（元）"] == 4_700_000


def test_a_row_without_a_sum_has_empty_cells_not_zeros():
    refused = [row for row in rows(book()["明细"]) if row["统一社会信用代码"] == "B"]
    assert [row["最低（元）"] for row in refused] == [None]
    assert "差 40 万元" in refused[0]["说明"]


def test_an_unbounded_sum_is_said_in_words():
    found = book([assessed(project("P", "智能", None))])
    row = next(row for row in rows(found["明细"]) if row["代码"] == "3")
    assert (row["最低（元）"], row["最高（元）"]) == (0, "未定")


def test_missing_facts_and_near_misses_are_listed_by_firm():
    found = book()
    wanted = ("统一社会信用代码", "是什么", "要补充或等待")
    missing = {tuple(row[name] for name in wanted) for row in rows(found["缺失事实"])}
    assert ("A", "等级（认定 T）", "补充") in missing
    assert ("A", "专家评审结果", "等待") in missing
    (near,) = rows(found["临近"])
    assert (near["现在"], near["要求"], near["差距"]) == ("760 万元", "≥ 800 万元", "差 40 万元")


def test_nothing_a_firm_is_called_becomes_a_formula_or_a_link():
    data = written(None, {**NAMES, "A": FORMULA, "C": "@SUM(1)"})
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if "/sheet" in name]
    assert not any(b"<f>" in sheet or b"hyperlink" in sheet for sheet in sheets)
    names = {row["企业"] for row in rows(load_workbook(io.BytesIO(data))["明细"])}
    assert names == {FORMULA, HOSTILE, "@SUM(1)"}


def test_the_same_inputs_give_the_same_bytes():
    assert written() == written()


def test_the_file_says_it_is_of_the_day_of_assessment():
    assert book().properties.created.date() == assessments()[0].on
