"""Header rows."""

import pytest

from duixian.intake.workbook.headers import read_header, read_headers
from duixian.intake.workbook.layout import SheetLayout, layouts
from duixian.intake.workbook.places import CellPlace
from duixian.rulebook.dossier import Stage
from tests.intake.books import VOCABULARY

LAYOUTS = {layout.name: layout for layout in layouts(VOCABULARY)}
LEASE = LAYOUTS["租赁"]
IDENTITY = ["租赁编号", "企业", "起租日期"]


def codes(headers: list[str], layout: SheetLayout = LEASE) -> list[str]:
    place = CellPlace("名册.xlsx", sheet=layout.name)
    return [problem.code for problem in read_headers(headers, layout, (), place)[1]]


def test_brackets_and_widths_are_read_alike() -> None:
    assert read_header("装修投入（核定，万元）*").inside == ("核定", "万元")
    assert read_header("年租金(万元)").name == read_header(" 年 租 金 ").name == "年租金"


def test_the_order_of_columns_is_free_and_english_codes_are_headers_too() -> None:
    headers = ["rent (万元)", "起租日期", "number", "tenant"]
    columns, problems = read_headers(headers, LEASE, (), CellPlace("名册.xlsx"))
    assert not problems
    names = ["年租金", "起租日期", "租赁编号", "企业"]
    assert [column.fact.name for column in columns.values()] == names


def test_a_staged_fact_has_a_column_for_each_figure() -> None:
    headers = [*IDENTITY, "装修投入（万元）", "装修投入（核定，万元）", "fit_out (accepted, 万元)"]
    columns, problems = read_headers(headers, LEASE, (), CellPlace("名册.xlsx"))
    assert not problems
    assert [columns[at].stage for at in (3, 4, 5)] == list(Stage)


def test_a_sum_in_yuan_is_read_in_yuan() -> None:
    columns, problems = read_headers([*IDENTITY, "年租金（元）"], LEASE, (), CellPlace("名册.xlsx"))
    assert not problems
    assert columns[3].fact.unit is not None
    assert columns[3].fact.unit.scale == 100


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("年租金", "header-unit-missing"),
        ("年租金（平方米）", "header-unit"),
        ("年租金（万）", "header-unit"),
        ("装修投入（approved，万元）", "header-word"),
        ("年租金（含税，万元）", "header-tax"),
        ("年租今（万元）", "header-misspelt"),
        ("备注", "header-unknown"),
        ("租赁编号", "header-twice"),
    ],
)
def test_a_wrong_header_is_named(header: str, code: str) -> None:
    assert codes([*IDENTITY, header]) == [code]


def test_a_missing_identity_column_is_an_error() -> None:
    assert codes(["租赁编号", "企业"]) == ["header-missing"]


def test_yearly_and_computed_facts_have_no_place_on_the_sheet_of_firms() -> None:
    firm = LAYOUTS["企业"]
    assert codes(["统一社会信用代码", "营业收入（万元）"], firm) == ["header-yearly"]
    assert codes(["统一社会信用代码", "规模"], firm) == ["header-derived"]
