"""What the commands answer."""

import json
from pathlib import Path

import jsonschema
import openpyxl
import pytest

from duixian.intake.library_folder import SHIPPED
from duixian.intake.workbook.template import write_template
from duixian.rulebook.explain.schema import assessment_schema
from duixian.rulebook.vocabulary.model import Vocabulary
from tests.cli.conftest import Run

QINGPU = Path(str(SHIPPED)) / "qingpu-2022-19"
SEVEN = "闵经委规发〔2021〕7号"
DAY = ("--on", "2022-06-30")


@pytest.fixture
def workbook(demonstration: Path) -> Path:
    return demonstration / "示例企业.xlsx"


def test_check_finds_no_error_in_the_shipped_library(run: Run) -> None:
    ended = run("check", "--json")
    assert [one for one in json.loads(ended.out) if one["severity"] == "error"] == []
    assert ended.code == 0


def test_check_reads_a_folder_of_ones_own_and_reports_every_error(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "policy.yaml").write_text(
        "policy: 示发〔2024〕1号\ntitle: 示例\nregion: 310112\nin_force:\n  from: 2024-01-01\n"
        "law_day: 事项日\nmeasures:\n  - code: 1\n    title: 示例\n"
        "    cites: [第一条 4e5f6a7b]\n"
        "    for: 项目\n    when:\n      - 总投资 ≥ 800\n      - 没有这个事实\n    grant: 1 万元\n",
        encoding="utf-8",
    )
    ended = run("check", folder)
    assert ended.code == 1
    assert "mine/policy.yaml:13:" in ended.out
    assert "mine/policy.yaml:14:" in ended.out


def test_check_of_a_folder_that_is_not_there_has_the_code_of_missing_files(run: Run) -> None:
    assert run("check", "没有这个文件夹").code == 3


def test_check_tells_a_case_that_comes_out_otherwise(run: Run, tmp_path: Path) -> None:
    text = (QINGPU / "cases.yaml").read_text(encoding="utf-8")
    source = (QINGPU / "policy.yaml").read_text(encoding="utf-8")
    folder = tmp_path / "copy"
    folder.mkdir()
    number = "青经发〔2022〕19号"
    (folder / "policy.yaml").write_text(
        source.replace(number, "示发〔2022〕19号"), encoding="utf-8"
    )
    (folder / "cases.yaml").write_text(
        text.replace(number, "示发〔2022〕19号").replace("amount: 20000 元", "amount: 20001 元"),
        encoding="utf-8",
    )
    ended = run("check", folder, "--quiet")
    assert ended.code == 1
    assert "金额至少应为 2.0001 万元，得到 2 万元" in ended.out


def test_policies_say_which_document_governs_on_a_day(run: Run) -> None:
    entries = {one["policy"]: one for one in json.loads(run("policies", "--json", *DAY).out)}
    assert entries["闵府规发〔2020〕5号"]["in_force"]
    assert entries["闵府规发〔2020〕5号"]["superseded"]["5.1"] == "闵经委规发〔2021〕3号"
    assert not entries["嘉定区智改数转若干政策（2024年度目标申报表）"]["in_force"]
    first = entries["闵府发〔2016〕65号"]
    assert (first["followed_by"], first["status"]) == (
        "闵府规发〔2020〕5号",
        "已被闵府规发〔2020〕5号替代",
    )
    before = json.loads(run("policies", "--json", "--on", "2021-05-24").out)
    assert all(not one["superseded"] for one in before)


@pytest.mark.parametrize("words", [(SEVEN, "4.2"), ("7号", "4.2"), ("两化融合试点示范奖励",)])
def test_a_measure_is_found_by_its_number_or_by_its_title(run: Run, words: tuple[str, ...]) -> None:
    shown = json.loads(run("show", *words, "--json").out)
    assert (shown["policy"], shown["measure"]) == (SEVEN, "4.2")
    assert any("50 万元" in line["text"] for one in shown["sections"] for line in one["lines"])


def test_an_ambiguous_measure_is_answered_with_all_it_may_be(run: Run) -> None:
    ended = run("show", "智能")
    assert ended.code == 2
    assert "3.2 智能工厂和工业互联网称号奖励" in ended.err


def test_diff_pairs_the_measures_of_two_policies(run: Run) -> None:
    found = json.loads(run("diff", "5号", "3号", "--json").out)
    assert {one["kind"] for one in found} <= {"新增", "取消", "变动", "不变"}
    assert any(one["right"] == "1.2" for one in found)


def test_facts_are_found_by_a_word_of_theirs(run: Run) -> None:
    found = json.loads(run("facts", "单项冠军", "--json").out)
    assert ("认定", ["类别"]) in [
        (subject["subject"], [fact["fact"] for fact in subject["facts"]]) for subject in found
    ]


def test_facts_name_a_subject_or_the_nearest(run: Run) -> None:
    (subject,) = json.loads(run("facts", "租赁", "--json").out)
    assert {"年租金", "租赁面积"} <= {fact["fact"] for fact in subject["facts"]}
    assert "是不是 租赁" in run("facts", "租凭").err


def test_every_schema_is_a_schema(run: Run) -> None:
    for kind in ("policy", "cases", "facts", "library"):
        jsonschema.Draft202012Validator.check_schema(json.loads(run("schema", kind).out))


def test_pins_list_clauses_that_verify_finds(run: Run, tmp_path: Path) -> None:
    text = tmp_path / "原文.txt"
    text.write_text(
        "第一条 示例\n给予 5 万元奖励。\n第二条 示例\n不超过 3 年。\n", encoding="utf-8"
    )
    clauses = json.loads(run("pins", text, "--json").out)
    assert [one["amounts"] for one in clauses] == [["5万元"], ["3年"]]
    assert run("pins", text, "--article", "第二条").out.count("第二条") >= 1


def test_verify_and_coverage_hold_for_the_official_texts(run: Run, seeds: Path) -> None:
    texts = sorted(seeds.glob("*.txt"))
    verified = run("verify", *texts, "--json")
    assert verified.code == 0
    assert len(json.loads(verified.out)) == 6
    covered = run("coverage", *texts)
    assert covered.code == 0
    assert covered.out.count("100.0%") == 6


def test_verify_of_another_text_is_refused(run: Run, tmp_path: Path) -> None:
    text = tmp_path / "别的.txt"
    text.write_text("第一条 别的\n别的内容。\n", encoding="utf-8")
    ended = run("verify", text, "--policy", "7号")
    assert ended.code == 1
    assert "没有找到" in ended.err


def test_a_text_under_the_policys_title_is_read_even_when_no_pin_matches(
    run: Run, tmp_path: Path
) -> None:
    text = tmp_path / "草稿.txt"
    title = "推进智能制造与工业互联网促数字化转型的政策意见"
    text.write_text(f"{title}\n\n第一条 给予 5 万元奖励。\n", encoding="utf-8")
    ended = run("verify", text, "--policy", "7号", "--json")
    assert ended.code == 1
    assert len(json.loads(ended.out)) == 1


def test_standards_are_written_as_a_workbook(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "标准.xlsx"
    assert run("standards", "--region", "闵行", "--xlsx", path, *DAY).code == 0
    assert openpyxl.load_workbook(path).worksheets[0].max_row > 40


def test_assess_gives_the_documented_json_the_same_each_time(run: Run, workbook: Path) -> None:
    arguments = ("assess", workbook, *DAY, "--region", "青浦", "--json")
    ended = run(*arguments)
    lines = ended.out.splitlines()
    schema = assessment_schema()
    documented = jsonschema.Draft202012Validator(schema)
    for line in lines:
        documented.validate(json.loads(line))
    assert len(lines) == 66
    assert run(*arguments).out == ended.out


def test_assess_of_one_firm_says_what_and_why(run: Run, workbook: Path) -> None:
    ended = run("assess", workbook, *DAY, "--firm", "示例区级临近公司", "--region", "闵行区")
    assert ended.code == 0
    assert "上年营业收入 760 万元，低于 800 万元，差 40 万元" in ended.out
    assert "加 --all 列出" in ended.out


def test_assess_writes_both_reports(run: Run, workbook: Path, tmp_path: Path) -> None:
    html, xlsx = tmp_path / "报告.html", tmp_path / "报告.xlsx"
    ended = run("assess", workbook, *DAY, "--policy", SEVEN, "--html", html, "--xlsx", xlsx)
    assert ended.code == 0
    assert "示例诊断服务公司" in html.read_text(encoding="utf-8")
    assert openpyxl.load_workbook(xlsx).sheetnames
    assert ended.err.count("已写出") == 2


def test_explain_gives_one_measure_of_one_firm_sentence_by_sentence(
    run: Run, workbook: Path
) -> None:
    ended = run("explain", workbook, "--firm", "示例小巨人公司", "--measure", "3号 1.4", *DAY)
    assert "可以兑现，30 万元" in ended.out
    assert "已获奖补 20 万元" in ended.out


def test_without_the_history_the_assessment_stops_unless_told_to_go_on(
    run: Run, workbook: Path, tmp_path: Path
) -> None:
    book = openpyxl.load_workbook(workbook)
    del book["奖补历史"]
    path = tmp_path / "无历史.xlsx"
    book.save(path)
    arguments = ("assess", path, *DAY, "--firm", "示例小巨人公司", "--policy", "3号")
    stopped = run(*arguments)
    assert stopped.code == 1
    assert "没有「奖补历史」表" in stopped.err
    told = run(*arguments, "--without-history")
    assert told.code == 0
    assert "奖补历史" in told.out


def test_a_workbook_with_errors_is_refused_with_all_of_them(
    run: Run, workbook: Path, tmp_path: Path
) -> None:
    book = openpyxl.load_workbook(workbook)
    book["企业"]["A2"], book["租赁"]["C2"] = "123", "不久前"
    path = tmp_path / "错.xlsx"
    book.save(path)
    ended = run("assess", path, *DAY)
    assert ended.code == 1
    assert "「企业」第 2 行 A 列" in ended.err
    assert "「租赁」第 2 行 C 列" in ended.err
    assert ended.out == ""


def test_the_template_is_not_overwritten_unless_told(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "模板.xlsx"
    assert run("template", path).code == 0
    assert run("template", path).code == 2
    assert run("template", path, "--force").code == 0
    assert run("template", tmp_path / "模板.xls").code == 2


def test_a_region_or_policy_that_is_not_there_is_named(run: Run, workbook: Path) -> None:
    assert run("assess", workbook, "--region", "北京").code == 2
    assert run("assess", workbook, "--policy", "8号").code == 2
    assert run("assess", workbook, "--firm", "没有这家").code == 2


def test_a_template_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        write_template(tmp_path / "没有" / "a.xlsx", Vocabulary((), ()))


def test_a_report_never_takes_the_place_of_the_workbook_or_another(
    run: Run, workbook: Path, tmp_path: Path
) -> None:
    before = workbook.read_bytes()
    for options in (
        ("--xlsx", workbook),
        ("--html", tmp_path / "a", "--xlsx", tmp_path / "." / "a"),
    ):
        ended = run("assess", workbook, "--on", "2022-06-30", *options)
        assert ended.code == 2
        assert "会覆盖" in ended.err
    assert workbook.read_bytes() == before


def test_a_policy_of_another_region_is_no_empty_answer(run: Run, workbook: Path) -> None:
    ended = run("assess", workbook, "--region", "闵行区", "--policy", "青经发")
    assert ended.code == 2
    assert "不是「闵行区」的政策" in ended.err
