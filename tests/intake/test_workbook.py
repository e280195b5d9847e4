"""Workbooks read whole, or not at all."""

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl import Workbook

from duixian.intake.workbook.places import CellPlace
from duixian.intake.workbook.reading import read_workbook
from duixian.rulebook.dossier import Staged
from duixian.rulebook.problems import Problem, Severity
from tests.intake.books import FIRM_HEADER, LEASE_HEADER, VOCABULARY, code, write_book
from tests.intake.conftest import Read

FIRST: list[Any] = [code(1), "示例一厂", date(2019, 5, 6), "甲镇", "是", 600]
FIRMS: list[list[Any]] = [FIRM_HEADER, FIRST]
LEASE: list[Any] = ["L1", code(1), date(2021, 1, 1), 500, 12.5]


def found(problems: tuple[Problem, ...]) -> list[tuple[str, str]]:
    """Sheet and cell, and what is wrong there."""
    places = [problem.place for problem in problems]
    cells = [f"{p.sheet}!{p.column}/{p.line}" for p in places if isinstance(p, CellPlace)]
    return list(zip(cells, [problem.code for problem in problems], strict=True))


def test_values_are_exact(read: Read) -> None:
    register, problems = read({"企业": FIRMS, "租赁": [LEASE_HEADER, LEASE]})
    assert not problems
    assert register is not None
    dossier = register.dossier(code(1))
    assert dossier.firm.values["实缴资本"] == 600 * 1_000_000
    assert dossier.firm.values["上市"] is True
    (row,) = dossier.tables["租赁"]
    assert row.values["年租金"] == 12_500_000
    assert row.values["起租日期"] == date(2021, 1, 1)


def test_every_bad_cell_is_reported_at_once_and_nothing_is_read(read: Read) -> None:
    wrong = code(2)[:-1] + ("0" if code(2)[-1] != "0" else "1")
    register, problems = read(
        {
            "企业": [
                FIRM_HEADER,
                FIRST,
                [code(3), "示例三厂", date(1899, 12, 31), "丙镇", "也许", "八百"],
                [code(1), "示例一厂", None, None, None, None],
                [wrong, "示例二厂", 44000, None, None, -5],
                [None, "示例四厂", None, None, None, None],
            ],
            "租赁": [
                LEASE_HEADER,
                LEASE,
                ["L1", code(9), date(2021, 1, 1), "#REF!", 10001],
                ["L2", code(1), None, 500, 1],
            ],
        }
    )
    assert register is None
    assert found(problems) == [
        ("企业!3/3", "cell-unreadable"),
        ("企业!4/3", "cell-value"),
        ("企业!5/3", "cell-value"),
        ("企业!6/3", "cell-value"),
        ("企业!1/4", "key-twice"),
        ("企业!1/5", "cell-value"),
        ("企业!3/5", "cell-value"),
        ("企业!6/5", "cell-value"),
        ("企业!1/6", "cell-missing"),
        ("租赁!1/3", "key-twice"),
        ("租赁!2/3", "firm-missing"),
        ("租赁!4/3", "cell-error"),
        ("租赁!5/3", "cell-value"),
        ("租赁!3/4", "cell-missing"),
    ]


def test_a_finding_says_sheet_row_column_value_and_expectation(read: Read) -> None:
    _, problems = read({"企业": [FIRM_HEADER, [code(1), "示例", None, None, None, "八百"]]})
    (problem,) = problems
    assert problem.sentence.startswith("名册.xlsx「企业」第 2 行 F 列")
    assert problem.found == "八百"
    assert "实缴资本（万元）" in problem.what


def test_an_empty_cell_and_未知_are_unknown_never_zero(read: Read) -> None:
    register, _ = read({"企业": [FIRM_HEADER, [code(1), "示例", None, "未知", "", None]]})
    assert register is not None
    assert set(register.dossier(code(1)).firm.values) == {"统一社会信用代码", "名称"}


def test_an_absent_sheet_is_unknown_and_an_empty_one_is_empty(read: Read) -> None:
    absent, _ = read({"企业": FIRMS})
    empty, _ = read({"企业": FIRMS, "租赁": [LEASE_HEADER], "奖补历史": AWARDS[:1]})
    assert absent is not None
    assert empty is not None
    assert "租赁" not in absent.dossier(code(1)).tables
    assert absent.dossier(code(1)).history is None
    assert empty.dossier(code(1)).tables["租赁"] == ()
    assert empty.dossier(code(1)).history == ()


def test_yearly_facts_are_kept_by_year(read: Read) -> None:
    header: list[Any] = ["统一社会信用代码", "年度", "营业收入（万元）", "利润（万元）"]
    rows: list[Any] = [header, [code(1), 2021, 900, -3.5], [code(1), "2020年", None, 1]]
    register, problems = read({"企业": FIRMS, "企业年度": rows})
    assert not problems
    assert register is not None
    assert register.dossier(code(1)).firm.yearly == {
        ("营业收入", 2021): 900_000_000,
        ("利润", 2021): -3_500_000,
        ("利润", 2020): 1_000_000,
    }


def test_a_year_twice_or_none_is_an_error(read: Read) -> None:
    header: list[Any] = ["统一社会信用代码", "年度", "营业收入（万元）"]
    rows: list[Any] = [header, [code(1), 2021, 1], [code(1), "2021年", 2], [code(1), 21, 3]]
    _, problems = read({"企业": FIRMS, "企业年度": rows})
    assert found(problems) == [("企业年度!2/3", "key-twice"), ("企业年度!2/4", "year")]


def test_the_three_figures_of_an_investment_are_kept_apart(read: Read) -> None:
    header: list[Any] = [*LEASE_HEADER, "装修投入（申报，万元）", "装修投入（核定，万元）"]
    register, _ = read({"企业": FIRMS, "租赁": [header, [*LEASE, 30, 20]]})
    assert register is not None
    (row,) = register.dossier(code(1)).tables["租赁"]
    assert row.values["装修投入"] == Staged(30_000_000, 20_000_000, None)


AWARDS: list[list[Any]] = [
    [
        "政策文号",
        "措施",
        "受益人",
        "对象",
        "对象编号",
        "事项日期",
        "决定日期",
        "金额（元）",
        "年租金（万元）",
    ],
    ["示发1号", "3.10", code(1), "租赁", "L1", date(2020, 1, 1), date(2020, 6, 1), 1234.56, 10],
]


def test_awards_keep_their_measure_as_text_and_the_facts_beside_them(read: Read) -> None:
    register, problems = read({"企业": FIRMS, "奖补历史": AWARDS})
    assert not problems
    assert register is not None
    (award,) = register.dossier(code(1)).history or ()
    assert award.measure == "3.10"
    assert award.amount == 123_456
    assert award.remembered == {"年租金": 10_000_000}


def test_recovering_more_than_was_awarded_is_an_error(read: Read) -> None:
    rows: list[Any] = [[*AWARDS[0], "已收回（元）"], [*AWARDS[1], 1234.57]]
    _, problems = read({"企业": FIRMS, "奖补历史": rows})
    assert found(problems) == [("奖补历史!10/2", "recovered-too-much")]


def test_a_listed_firm_needs_a_list_that_was_read(read: Read) -> None:
    listing: list[Any] = [["名单名称", "企业", "列入日期"], ["失信名单", code(7), date(2020, 1, 1)]]
    sources: list[Any] = [["名单名称", "读取日期"], ["失信名单", date(2022, 6, 1)]]
    _, problems = read({"企业": FIRMS, "名单": listing})
    assert found(problems) == [("名单!1/2", "list-missing")]
    register, problems = read({"企业": FIRMS, "名单": listing, "名单来源": sources})
    assert not problems
    assert register is not None
    assert register.dossier(code(1)).lists == {"失信名单": date(2022, 6, 1)}


def test_a_merged_cell_is_refused(tmp_path: Path) -> None:
    path = write_book(tmp_path / "名册.xlsx", {"企业": FIRMS})
    book = openpyxl.load_workbook(path)
    book["企业"].merge_cells("B2:B4")
    book.save(path)
    _, problems = read_workbook(path, VOCABULARY)
    assert found(problems) == [("企业!2/2", "cell-merged")]
    assert problems[0].found == "B2:B4"


def test_a_formula_without_its_result_is_not_taken_for_an_empty_cell(read: Read) -> None:
    _, problems = read({"企业": [FIRM_HEADER, [*FIRST[:5], "=300*2"]]})
    assert found(problems) == [("企业!6/2", "cell-uncomputed")]


def test_a_hidden_sheet_is_not_read_in_secret(tmp_path: Path) -> None:
    book = Workbook()
    for name, rows in {"企业": FIRMS, "租赁": [LEASE_HEADER, LEASE], "选项": [["甲"]]}.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    del book["Sheet"]
    book["租赁"].sheet_state = "hidden"
    book["选项"].sheet_state = "veryHidden"
    book.save(tmp_path / "名册.xlsx")
    register, problems = read_workbook(tmp_path / "名册.xlsx", VOCABULARY)
    assert register is None
    assert found(problems) == [("租赁!0/0", "sheet-hidden")]


def test_a_misspelt_sheet_is_an_error_and_a_strange_one_a_warning(read: Read) -> None:
    register, problems = read({"企业": FIRMS, "通讯录": [["电话"]]})
    assert register is not None
    assert [(p.severity, p.code) for p in problems] == [(Severity.WARNING, "sheet-unknown")]
    register, problems = read({"企业": FIRMS, "租凭": [LEASE_HEADER]})
    assert register is None
    assert [p.instead for p in problems] == ["租赁"]


def test_a_workbook_without_firms_is_refused(read: Read) -> None:
    _, problems = read({"通讯录": [["电话"]]})
    assert "sheet-missing" in [problem.code for problem in problems]


def test_rows_and_columns_that_begin_later_keep_their_addresses(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "企业"
    sheet["C1"], sheet["D1"] = "统一社会信用代码", "实缴资本（万元）"
    sheet["C4"], sheet["D4"] = code(1), "很多"
    book.save(tmp_path / "名册.xlsx")
    _, problems = read_workbook(tmp_path / "名册.xlsx", VOCABULARY)
    assert found(problems) == [("企业!4/4", "cell-value")]


@pytest.mark.parametrize("text", ["800", "1,200.5", "８００"])
def test_a_number_kept_as_text_is_still_that_number(read: Read, text: str) -> None:
    register, _ = read({"企业": [FIRM_HEADER, [*FIRST[:5], text]]})
    assert register is not None
    assert register.dossier(code(1)).firm.values["实缴资本"] in {800_000_000, 1_200_500_000}


def test_what_stands_in_a_column_without_a_header_is_told_once(read: Read) -> None:
    noted = [[code(number), *[None] * 5, "备注"] for number in (2, 3)]
    register, problems = read({"企业": [[*FIRM_HEADER, None], [*FIRST, None], *noted]})
    assert register is not None
    assert found(problems) == [("企业!7/3", "header-none")]


def test_hidden_rows_are_read_and_told(tmp_path: Path) -> None:
    path = write_book(tmp_path / "名册.xlsx", {"企业": [*FIRMS, [code(5)]]})
    book = openpyxl.load_workbook(path)
    book["企业"].row_dimensions[len(FIRMS) + 1].hidden = True
    book["企业"].row_dimensions[len(FIRMS) + 9].hidden = True
    book.save(path)
    register, problems = read_workbook(path, VOCABULARY)
    assert register is not None
    assert code(5) in register.codes
    assert found(problems) == [(f"企业!0/{len(FIRMS) + 1}", "row-hidden")]


def test_a_code_in_wide_letters_and_with_blanks_is_mended(read: Read) -> None:
    wide = "".join(chr(ord(one) + 0xFEE0) for one in code(1).lower())
    register, problems = read({"企业": [FIRM_HEADER, [f" {wide} ", *FIRST[1:]]]})
    assert not problems
    assert register is not None
    assert register.codes == (code(1),)


def test_a_bad_number_is_shown_as_its_sheet_shows_it(read: Read) -> None:
    _, problems = read({"企业": [FIRM_HEADER, [*FIRST[:5], -5]]})
    assert [problem.found for problem in problems] == ["-5"]
