"""A published list that holds nobody, one without the table of who is on it, one read too late."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from duixian.intake.demonstration import code_of
from tests.cli.conftest import Run
from tests.intake.books import write_book
from tests.intake.tables.files import Sheets, as_csv, as_parquet

NAME = "严重违法失信企业名单"
THREE = "闵经委规发〔2021〕3号"
DAY = "2022-06-30"
OWN = {
    "企业": [["统一社会信用代码", "名称"], [code_of(1), "示例1厂"]],
    "认定": [
        ["编号", "项目编号", "企业", "认定日期", "类别"],
        ["R1", "P1", code_of(1), "2022-03-01", "专精特新"],
    ],
    "奖补历史": [["政策文号", "措施", "受益人", "事项日期", "决定日期", "金额（元）"]],
}
LISTINGS = [["名单名称", "企业", "列入日期"]]


def read_on(day: str) -> list[list[str]]:
    return [["名单名称", "读取日期"], [NAME, day]]


CASES = [
    pytest.param({"名单来源": read_on(DAY), "名单": LISTINGS}, "", False, id="nobody"),
    pytest.param({"名单来源": read_on(DAY)}, "没有「名单」表", True, id="no-table"),
    pytest.param(
        {"名单来源": read_on("2022-07-01"), "名单": LISTINGS},
        f"名单「{NAME}」2022-07-01 才读取",
        True,
        id="later",
    ),
    pytest.param({}, f"没有取得名单「{NAME}」", True, id="never"),
]


@pytest.mark.parametrize(
    ("written", "lists", "said", "unknown"),
    [
        *(pytest.param(as_csv, *case.values, id=str(case.id)) for case in CASES),
        pytest.param(as_parquet, *CASES[0].values, id="nobody-parquet"),
    ],
)
def test_a_match_knows_a_list_that_was_read_with_a_table_of_who_is_on_it(  # noqa: PLR0913, PLR0917 - fixtures
    run: Run,
    tmp_path: Path,
    written: Callable[[Path, Sheets], Path],
    lists: dict[str, list[list[str]]],
    said: str,
    unknown: bool,  # noqa: FBT001 - what is expected
) -> None:
    data, out = written(tmp_path / "数据", OWN | lists), tmp_path / "结果"
    ended = run("match", data, "--on", DAY, "--policy", THREE, "--out", out)
    assert ended.code == 0, ended.err
    assert said in ended.err.replace("\n", "")
    summary = json.loads((out / "summary.json").read_text(encoding="utf-8"))
    lacked = [one for one in summary["missing"] if NAME in one["thing"]]
    assert bool(lacked) == unknown


@pytest.mark.parametrize(("lists", "said", "unknown"), CASES)
def test_an_assessment_knows_the_same_lists(
    run: Run,
    tmp_path: Path,
    lists: dict[str, list[list[str]]],
    said: str,
    unknown: bool,  # noqa: FBT001 - what is expected
) -> None:
    book = write_book(tmp_path / "数据.xlsx", OWN | lists)
    ended = run("assess", book, "--on", DAY, "--policy", THREE, "--all")
    assert ended.code == 0, ended.err
    assert ("没有「名单」表" in ended.err) == ("没有「名单」表" in said)
    assert (f"名单“{NAME}”（到评估日尚未取得）" in ended.out.replace("\n", "")) == unknown
