"""What a matching run grants, as a driver of a year: cited by its file, refused where unclear."""

import json
from fractions import Fraction
from hashlib import sha256
from pathlib import Path

import pytest

from duixian.fund.performance.measured import END, points_of
from duixian.fund.work.book import Book
from duixian.intake.library_folder import load_library
from duixian.intake.year_folder import load_year
from duixian.rulebook.library.model import Library
from duixian.rulebook.policy.fixed import fixed_value

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
DRIVEN = "名称,值,类别,来源,提供人\n应扶持企业,{},{},2022 年全区比对,企业服务科\n"
MEASURE = {"policy": "闵经委规发〔2021〕3号", "measure": "1.1", "title": "称号"}
GRANTED = {**MEASURE, "verdict": "granted", "rows": 9, "firms": 8}
SUMMARY = {
    "firms": 30,
    "by_measure": [
        {**GRANTED, "low": 400_000_00, "high": 400_000_00},
        {**MEASURE, "verdict": "pending", "rows": 2, "firms": 2, "low": 0, "high": 100_000_00},
        {**MEASURE, "verdict": "unknown", "rows": 1, "firms": 1, "low": 0, "high": None},
        {**MEASURE, "verdict": "refused", "rows": 18, "firms": 18, "low": 0, "high": 0},
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def library() -> Library:
    found, _ = load_library()
    assert found is not None
    return found


def written(folder: Path, drivers: str) -> Path:
    (folder / "year.yaml").write_text(HEAD, encoding="utf-8")
    (folder / "drivers.csv").write_text(drivers, encoding="utf-8")
    return folder


def with_run(
    folder: Path, value: str, kind: str = "统计", summary: str = json.dumps(SUMMARY)
) -> Path:
    (folder / "match").mkdir(exist_ok=True)
    (folder / "match/summary.json").write_text(summary, encoding="utf-8")
    return written(folder, DRIVEN.format(value, kind))


@pytest.mark.parametrize(("what", "value"), [("家数", 8), ("金额", 400_000_00)])
def test_a_driver_takes_what_a_matching_run_grants_and_cites_the_file_and_what_is_open(
    what: str, value: int, tmp_path: Path, library: Library
) -> None:
    folder = with_run(tmp_path, f"比对 match/summary.json 闵经委规发〔2021〕3号 1.1 {what}")
    year, problems = load_year(folder, library)
    assert year is not None, problems
    (driver,) = year.drivers
    assert fixed_value(driver.value) == value
    digest = sha256((folder / "match/summary.json").read_bytes()).hexdigest()
    assert digest in driver.source
    assert "3 行待定或未知" in driver.source


def test_the_rate_of_support_is_awarded_over_what_the_run_grants(
    tmp_path: Path, library: Library
) -> None:
    folder = with_run(tmp_path, "比对 match/summary.json 闵经委规发〔2021〕3号 1.1 家数")
    head = (folder / "year.yaml").read_text(encoding="utf-8")
    versions = "versions:\n  - {name: 申报, day: 2021-09-01, by: 区经委, round: 1 万元}\n"
    forms = "forms:\n  - {name: 目标表, version: 申报}\n"
    (folder / "year.yaml").write_text(head + versions + forms, encoding="utf-8")
    (folder / "targets.csv").write_text(
        "表,一级,指标,比较,目标值,单位,口径,分子,分母\n"
        "目标表,产出数量,应扶尽扶率,=,100%,%,比对,实际扶持,应扶持\n",
        encoding="utf-8",
    )
    (folder / "actuals.csv").write_text(
        "表,指标,日期,分子,分母,来源,提供人\n"
        "目标表,应扶尽扶率,2022-12-31,6 家,应扶持企业,台账,企业服务科\n",
        encoding="utf-8",
    )
    year, problems = load_year(folder, library)
    assert year is not None, problems
    book = Book(year, library)
    (point,) = points_of(book, year.targets[0], END)
    assert point.figure.value == Fraction(3, 4)
    assert "SHA-256" in point.figure.parts[1].source


@pytest.mark.parametrize(
    "wrong",
    [
        ("match/none.json", "1.1", json.dumps(SUMMARY), "没有这个文件"),
        ("../summary.json", "1.1", json.dumps(SUMMARY), "要放在年度文件夹里"),
        ("match/summary.json", "1.2", json.dumps(SUMMARY), "里没有 闵经委规发〔2021〕3号 1.2"),
        ("match/summary.json", "1.1", "[]", "不是 duixian match 写出的"),
        ("match/summary.json", "1.1", json.dumps(SUMMARY)[:-9], "不是 duixian match 写出的"),
        (
            "match/summary.json",
            "1.1",
            json.dumps(SUMMARY).replace('"high": 40000000', '"high": null'),
            "还没有定数",
        ),
    ],
)
def test_a_run_that_does_not_give_the_figure_is_told_at_the_driver(
    wrong: tuple[str, str, str, str], tmp_path: Path, library: Library
) -> None:
    path, measure, summary, why = wrong
    value = f"比对 {path} 闵经委规发〔2021〕3号 {measure} 金额"
    year, problems = load_year(with_run(tmp_path, value, summary=summary), library)
    assert year is None
    (problem,) = problems
    assert problem.code == "matching-missing"
    assert str(problem.place) == "drivers.csv第 2 行 B 列"
    assert why in problem.what


def test_a_run_is_a_statistic_and_never_carried_over_as_derived(
    tmp_path: Path, library: Library
) -> None:
    value = "比对 match/summary.json 闵经委规发〔2021〕3号 1.1 家数"
    year, problems = load_year(with_run(tmp_path, value, "推算"), library)
    assert year is None
    assert [problem.code for problem in problems] == ["driver-kind"]
