"""The workbook to be filled in."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from duixian.intake.workbook.reading import read_workbook
from duixian.intake.workbook.template import Content, write_template
from tests.intake.books import VOCABULARY, code


@pytest.fixture
def template(tmp_path: Path) -> Path:
    write_template(tmp_path / "模板.xlsx", VOCABULARY)
    return tmp_path / "模板.xlsx"


def test_the_empty_template_reads_back_without_a_remark(template: Path) -> None:
    register, problems = read_workbook(template, VOCABULARY)
    assert not problems
    assert register is not None
    assert register.codes == ()
    assert register.has_history


def test_headers_carry_units_and_stages(template: Path) -> None:
    sheet = openpyxl.load_workbook(template)["租赁"]
    headers = [cell.value for cell in sheet[1]]
    assert headers[:3] == ["租赁编号", "企业（统一社会信用代码）", "起租日期"]
    assert "装修投入（验收，万元）" in headers


def test_levels_and_flags_are_chosen_from_a_list(template: Path) -> None:
    sheet = openpyxl.load_workbook(template)["企业"]
    lists = {str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert '"甲镇,乙镇"' in lists.values()
    assert '"是,否"' in lists.values()


def test_code_columns_are_text(template: Path) -> None:
    sheet = openpyxl.load_workbook(template)["企业"]
    assert sheet.column_dimensions["A"].number_format == "@"


def test_the_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write_template(tmp_path / name, VOCABULARY)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_rows_that_were_written_are_read_back(tmp_path: Path) -> None:
    content: Content = {
        "企业": [{"统一社会信用代码": code(1), "成立日期": date(2019, 5, 6), "上市": False}],
        "租赁": [
            {
                "租赁编号": "L1",
                "企业": code(1),
                "起租日期": date(2021, 1, 1),
                "装修投入·核定": Decimal("0.000001"),
            }
        ],
    }
    write_template(tmp_path / "名册.xlsx", VOCABULARY, content)
    register, problems = read_workbook(tmp_path / "名册.xlsx", VOCABULARY)
    assert not problems
    assert register is not None
    dossier = register.dossier(code(1))
    assert dossier.firm.values["上市"] is False
    (row,) = dossier.tables["租赁"]
    assert row.values["装修投入"].verified == 1  # type: ignore[union-attr]
