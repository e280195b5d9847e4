"""The table of standards as a workbook."""

import io

from openpyxl import load_workbook

from duixian.paper.standards_xlsx import write_standards
from tests.rulebook.explain.little_library import LIBRARY, ON, POLICY


def sheet():
    return load_workbook(io.BytesIO(write_standards(LIBRARY, [POLICY], ON))).active


def test_the_columns_are_those_of_the_office():
    page = sheet()
    assert page
    assert [cell.value for cell in page[1]] == [
        "政策分类",
        "责任科室",
        "政策项（数量）",
        "政策项",
        "扶持明细",
        "与上年比较（★新增项、★变动项）",
        "政策文件名称",
        "申请条件（核心内容）",
        "扶持标准",
        "资金来源（承担比例）",
    ]


def test_a_class_of_policies_is_one_cell_over_its_measures():
    page = sheet()
    assert page
    assert "A2:A3" in [str(area) for area in page.merged_cells.ranges]
    assert [page.cell(row, 1).value for row in (2, 3, 4)] == ["支持成长", None, "支持投入"]
    assert [page.cell(row, 5).value for row in (2, 3, 4, 5)] == [
        "成长奖励",
        "称号奖励",
        "技改补贴",
        "智能投入补贴",
    ]


def test_rows_are_high_enough_for_their_longest_text():
    page = sheet()
    assert page
    longest = max(len(str(page.cell(4, column).value).splitlines()) for column in (8, 9))
    assert page.row_dimensions[4].height >= 15 * longest


def test_the_same_library_gives_the_same_bytes():
    assert write_standards(LIBRARY, None, ON) == write_standards(LIBRARY, None, ON)
