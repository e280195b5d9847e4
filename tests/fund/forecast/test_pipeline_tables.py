"""Stages and candidates: what is read, and everything wrong at once with its place."""

from duixian.fund.model.candidates import Candidate
from duixian.rulebook.library.model import Library
from tests.fund.forecast.pipeline import POOL, PRODUCT, REBUILT, STAGES, pipeline, problems_of

WAN = 1_000_000


def only(library: Library, row: str) -> Candidate:
    (found,) = pipeline(library, row).year.candidates
    return found


def sums(candidate: Candidate) -> list[tuple[str, int, int]]:
    return [(due.name, due.low // WAN, due.high // WAN) for due in candidate.dues]


def test_the_rule_gives_the_sum_its_cap_and_its_instalments(library: Library) -> None:
    assert sums(only(library, REBUILT)) == [("立项", 150, 150), ("验收", 150, 150)]
    beyond = REBUILT.replace("3000", "300000")
    assert sums(only(library, beyond)) == [("立项", 1000, 1000), ("验收", 1000, 1000)]


def test_a_limit_of_the_measure_bounds_its_sum(library: Library) -> None:
    # 5 % of 7000 万元 are 350; one firm gets 100 at most.
    row = "戊,,2.1,5号 12.3,评审,,合同金额=7000 万元,,,2022-09-30,,,名单\n"
    assert sums(only(library, row)) == [("", 100, 100)]


def test_years_of_support_fall_due_each_on_its_day(library: Library) -> None:
    row = (
        "己,,2.1,5号 12.1,评审,,年租金=40 万元；起租日期=2021-01-01；租赁面积=200 平方米,,,"
        "第1年 2021-11-30、第2年 2022-11-30、第3年 2023-11-30,2021-01-01,,名单\n"
    )
    # 100 %, 100 %, 50 % of 40; 100 in all leaves 20 for the third year.
    assert [due.high // WAN for due in only(library, row).dues] == [40, 40, 20]


def test_shares_may_be_written_where_the_rule_pays_in_one_sum(library: Library) -> None:
    row = PRODUCT.replace(",2022-09-30,", ",立项 50% 2022-09-30、验收 50% 2023-09-30,")
    assert sums(only(library, row)) == [("立项", 100, 100), ("验收", 100, 100)]


def test_a_typed_sum_narrows_what_a_review_sets(library: Library) -> None:
    row = "丁,,2.1,5号 8.1,评审,,等级=市级,100 万元,200 万元,2022-09-30,,,名单\n"
    assert sums(only(library, row)) == [("", 100, 200)]


def test_every_fault_is_told_with_its_row_and_column(library: Library) -> None:
    found = problems_of(
        library,
        POOL,
        POOL.replace("1.1,3号", "9.9,3号"),
        REBUILT.replace("评审", "立案"),
        REBUILT.replace("5号 7.1", "5号 99"),
        PRODUCT.replace("丙", "丁").replace("总投资", "总花费"),
        PRODUCT.replace("丙", "戊").replace("2000 万元", "2000 人"),
        PRODUCT.replace("丙", "己").replace("2022-09-30", "2022-02-30"),
        "庚,,2.1,,评审,,,-5 万元,9 万元,2022-09-30,,,名单\n",
        "辛,,2.1,,评审,,,9 万元,5 万元,2022-09-30,,,名单\n",
        "壬,,2.1,,评审,0,,,,2022-09-30,,,名单\n",
        stages=STAGES + "受理,120%,往年\n评审,70%,往年\n立项,-1%,往年\n",
    )
    said = "\n".join(found)
    for piece in (
        "stages.csv:4:2 错误：「120%」比例超过 100%",
        "stages.csv:5:1 错误：「评审」这个阶段已经写过",
        "stages.csv:6:2 错误",
        "candidates.csv:3:1 错误：「甲」这个编号已经用过",
        "candidates.csv:3:3 错误：「9.9」没有这个编码的明细",
        "candidates.csv:4:5 错误：「立案」没有这个阶段的通过率",
        "政策库没有 闵府规发〔2020〕5号 99",
        "「总花费」不是「项目」的事实",
        "不是「总投资」的数",
        "candidates.csv:8:10 错误",
        "candidates.csv:9:8 错误：「-5 万元」金额不能为负",
        "candidates.csv:10:8 错误：最低、最高都写，最低不多于最高",
        "candidates.csv:11:6 错误：「0」数量至少为 1",
    ):
        assert piece in said, (piece, said)


def test_what_the_rule_says_is_not_typed_and_what_it_leaves_open_must_be(library: Library) -> None:
    fixed = POOL.replace("储备,10,,,", "储备,10,,4 万元,4 万元")
    outside = "丁,,2.1,5号 8.1,评审,,等级=市级,100 万元,300 万元,2022-09-30,,,名单\n"
    halves = REBUILT.replace("立项 2022", "立项 50% 2022").replace("验收 2023", "验收 50% 2023")
    for row, piece in (
        (fixed, "金额由规则定"),
        (outside, "规则只给 0.00 至 250.00 万元"),
        (halves, "分期比例由规则定"),
        (PRODUCT.replace("总投资=2000 万元", ""), "基数缺少 总投资"),
        (REBUILT.replace("、验收 2023-05-31", ""), "与规则的分期对不上"),
        (REBUILT.replace("2022-06-30", "2025-06-30"), "不在有效期"),
        (REBUILT.replace("3000", "100"), "不符合条件"),
        (PRODUCT.replace(",2022-09-30,", ",立项 50% 2022-09-30、验收 40% 2023-09-30,"), "100%"),
        ("癸,,2.1,,评审,,,,,2022-09-30,,,名单\n", "写措施和基数，或写最低和最高"),
    ):
        (said,) = problems_of(library, row)
        assert piece in said
