"""What a wrong folder is told: everything at once, where it stands, nothing read."""

import pytest

from duixian.rulebook.library.model import Library
from tests.fund.small_year import HEAD, TABLES, more, read


def codes(library: Library, tables: dict[str, str], head: str = HEAD) -> list[str]:
    year, problems = read(library, tables, head)
    assert year is None
    assert all(problem.place.file for problem in problems)
    return [problem.code for problem in problems]


def test_the_small_year_has_nothing_wrong(library: Library) -> None:
    year, problems = read(library)
    assert year is not None
    assert not problems


def test_drivers_that_use_each_other_are_a_cycle_told_with_its_way(library: Library) -> None:
    rows = "甲,乙 × 2,估计,来源,某人,2021-01-01,\n乙,甲 ÷ 2,估计,来源,某人,2021-01-01,\n"
    _, problems = read(library, {"drivers": TABLES["drivers"] + rows})
    cycle = next(problem for problem in problems if problem.code == "driver-cycle")
    assert "甲 → 乙 → 甲" in cycle.what


def test_a_driver_may_use_one_that_stands_below_it(library: Library) -> None:
    rows = "一倍,半份 × 2,推算,算出,,,\n半份,5 家,名单,来源,某人,2021-01-01,\n"
    year, problems = read(library, {"drivers": TABLES["drivers"] + rows})
    assert year is not None, problems


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("甲,标准 3号 9.9,政策标准,政策库,,,", "standard-missing"),
        ("甲,标准 3号 2.1,政策标准,政策库,,,", "standard-missing"),  # a review, no fixed sum
        ("甲,比例 闵府规发〔2020〕5号 11.2,政策标准,政策库,,,", "standard-missing"),  # 10 to 30 %
        ("甲,5 万元,政策标准,政策库,,,", "driver-kind"),
        ("甲,5 万元,估计,来源,,,", "driver-author"),
        ("甲,5 万元 + 3 家,估计,来源,某人,,", "unlike-units"),
        ("甲,5 斤鱼,估计,来源,某人,,", "unit-unknown"),
        ("甲,没有的数 × 2,估计,来源,某人,,", "driver-unknown"),
        ("甲,2 家 − 3 家,估计,来源,某人,,", "expression-negative"),
        ("甲,5 家,猜测,来源,某人,,", "cell-word"),
        ("甲,5 家,估计,来源,某人,去年,", "cell-day"),
        ("企业数,5 家,估计,来源,某人,,", "driver-twice"),
    ],
)
def test_a_bad_driver_is_refused(row: str, code: str, library: Library) -> None:
    assert code in codes(library, {"drivers": TABLES["drivers"] + row + "\n"})


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("申报,9.9,当年,企业数,区级标准,", "line-unknown"),
        ("终稿,1.1,当年,企业数,区级标准,", "version-unknown"),
        ("申报,1.1,当年,企业数,区级标准,120%", "share-above-one"),
        ("申报,1.1,当年,企业数,企业数,", "need-units"),
        ("申报,1.1,当年,企业数,,", "need-missing"),
        ("申报,1.1,明年,企业数,区级标准,", "cell-word"),
        ("申报,1.1,往年,4 万元,区级标准,", "need-count"),
        ("申报,1.1,往年,4 年,区级标准,", "need-count"),
        ("申报,1.1,往年,4 平方米,区级标准,", "need-count"),
        ("申报,1.1,往年,400%,区级标准,", "need-count"),
        ("申报,1.1,往年,-4 家,区级标准,", "expression-negative"),
    ],
)
def test_a_bad_need_is_refused(row: str, code: str, library: Library) -> None:
    assert code in codes(library, more("needs", row))


@pytest.mark.parametrize(
    ("quantity", "price"),
    [
        ("企业数 × 90%", "区级标准"),
        ("4", "区级标准"),
        ("200 平方米", "30 元/平方米"),
        ("3 年", "1 万元/年"),
    ],
)
def test_what_is_counted_or_priced_by_its_own_unit_is_a_need(
    quantity: str, price: str, library: Library
) -> None:
    year, problems = read(library, more("needs", f"申报,1.1,往年,{quantity},{price},"))
    assert year is not None, problems


@pytest.mark.parametrize(("count", "said"), [("8 万元", True), ("80%", True), ("8 家", False)])
def test_a_request_counts_things(count: str, said: bool, library: Library) -> None:  # noqa: FBT001 - a case
    text = f"版本,政策项,编码,变动,数量,原因,提出人\n申报,1,1.1,数量,{count},压减,科室\n"
    _, problems = read(library, {"requests": text})
    assert [problem.code for problem in problems] == ["request-units"] * said


def test_a_wrong_expression_is_told_at_its_cell(library: Library) -> None:
    row = "甲,10 家 + 5 斤鱼,估计,来源,某人,,\n"
    _, problems = read(library, {"drivers": TABLES["drivers"] + row})
    assert [(each.place.line, each.place.column) for each in problems] == [(6, 2)]


def test_who_uses_a_refused_driver_is_not_told_that_it_is_missing(library: Library) -> None:
    drivers = TABLES["drivers"].replace("企业数,10 家", "企业数,-10 家")
    assert codes(library, {"drivers": drivers}) == ["expression-negative"]


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("三百万", "cell-number"),
        ("300", "cell-unit"),
        ("300 家", "cell-unit"),
        ("-300 万元", "cell-negative"),
        ("0.001 元", "cell-number"),
    ],
)
def test_a_bad_sum_is_refused(cell: str, code: str, library: Library) -> None:
    text = f"年度,政策项,调整后预算\n2021,1,{cell}\n"
    assert codes(library, {"budgets": text}) == [code]


def test_a_rate_of_a_part_above_the_whole_is_refused(library: Library) -> None:
    head = HEAD + "forms:\n  - name: 目标表\n"
    text = "表,一级,指标,比较,目标值,单位,分子,分母\n目标表,产出,应扶尽扶率,=,{},%,已扶持,应扶持\n"
    assert codes(library, {"targets": text.format("120%")}, head) == ["target-above-one"]
    year, _ = read(library, {"targets": text.format("100%")}, head)
    assert year is not None


def test_months_that_overlap_are_refused(library: Library) -> None:
    text = "年度,政策项,起月,止月,支出\n2021,1,1,8,1 万元\n2021,1,{},9,1 万元\n"
    assert codes(library, {"spending": text.format(8)}) == ["months-overlap"]
    year, _ = read(library, {"spending": text.format(9)})
    assert year is not None


def test_a_unit_in_the_heading_holds_for_its_column(library: Library) -> None:
    year, _ = read(
        library, {"budgets": "年度,政策项,调整后预算（万元）\n2021,1,300\n2021,2,5 元\n"}
    )
    assert year is not None
    assert [each.amount for each in year.budgeted] == [300_000_000, 500]


def test_everything_wrong_in_all_tables_is_told_at_once(library: Library) -> None:
    found = codes(
        library,
        {
            "budgets": "年度,政策项,调整后预算\n二〇二一,1,300 万元\n2021,7,1 万元\n",
            "spending": "年度,政策项,起月,止月,支出\n2021,1,9,8,1 万元\n2021,1,0,13,1 万元\n",
            "scores": "评分表,轮次,评分人,指标,得分\n没有的表,自评,某人,A,5\n",
        },
        HEAD.replace("level: 区级\n", "lvel: 区级\n"),
    )
    assert {"unknown-key", "key-missing", "cell-number", "item-unknown"} <= set(found)
    assert {"months-disordered", "cell-month", "criterion-unknown"} <= set(found)


def test_an_unknown_heading_names_the_nearest(library: Library) -> None:
    _, problems = read(library, {"budgets": "年度,政策项,调整后予算\n2021,1,3 万元\n"})
    assert any(problem.instead == "调整后预算" for problem in problems)
    assert any(problem.code == "column-missing" for problem in problems)


def test_a_policy_the_library_does_not_have_is_named(library: Library) -> None:
    assert "policy-unknown" in codes(library, {}, HEAD.replace("3号\n", "33号\n"))


def test_a_share_of_the_whole_is_no_rate(library: Library) -> None:
    rows = "甲,比例 3号 1.1,政策标准,政策库,,,\n"
    assert "standard-missing" in codes(library, {"drivers": TABLES["drivers"] + rows})


SHEET = """\
sheets:
  - name: 评分表
    criteria:
      - code: A
        name: 甲
        marks: 60
"""


@pytest.mark.parametrize(
    ("name", "text", "head"),
    [
        ("needs", TABLES["needs"] + "申报,1.1,当年,企业数,区级标准,\n", HEAD),
        ("scores", "评分表,轮次,评分人,指标,得分\n" + "评分表,自评,甲,A,50\n" * 2, HEAD + SHEET),
        (
            "targets",
            "表,一级,指标,比较,文字\n" + "目标表,效益,环境,定性,改善\n" * 2,
            HEAD + "forms:\n  - name: 目标表\n",
        ),
        (
            "awards",
            "编号,编码,事项日,决定日,应付日,金额\n"
            + "A,1.1,2021-01-01,2021-03-01,2022-03-01,3 万元\n" * 2,
            HEAD,
        ),
    ],
)
def test_a_row_written_twice_would_count_twice_and_is_refused(
    name: str, text: str, head: str, library: Library
) -> None:
    assert codes(library, {name: text}, head) == ["row-twice"]


def test_a_cell_under_no_heading_is_refused_instead_of_lost(library: Library) -> None:
    assert codes(library, {"budgets": "年度,政策项,调整后预算\n2021,1,3 万元,5 万元\n"}) == [
        "cell-unnamed"
    ]
    assert codes(library, {"budgets": "年度,政策项,调整后预算,\n2021,1,3 万元,备注\n"}) == [
        "cell-unnamed"
    ]
    year, problems = read(library, {"budgets": "年度,政策项,调整后预算,\n2021,1,3 万元,\n"})
    assert year is not None, problems


def test_lines_a_target_counts_and_nobody_knows_are_named_together(library: Library) -> None:
    text = "表,一级,指标,比较,单位,明细\n目标表,产出,企业,=,家,1.1、8.8、9.9\n"
    head = HEAD + "forms:\n  - name: 目标表\n"
    _, problems = read(library, {"targets": text}, head)
    assert [problem.what for problem in problems] == ["没有编码为 8.8、9.9 的明细"]


@pytest.mark.parametrize("year", ["22", "1999", "2101", "20222", "0"])
def test_a_year_has_four_digits_between_2000_and_2100(year: str, library: Library) -> None:
    made, problems = read(library, head=HEAD.replace("\nyear: 2022", f"\nyear: {year}"))
    assert made is None
    assert any("2000 到 2100 之间的四位年份" in problem.sentence for problem in problems)
    earlier = HEAD.replace("year: 2021", f"year: {year}")
    assert read(library, head=earlier)[0] is None
