"""Implementing rules put into the measures they complete."""

from datetime import date
from pathlib import Path

import pytest

import duixian
from duixian.rulebook.assessment import Entitlement
from duixian.rulebook.dossier import Dossier, Firm, Outcome, ReviewRow, Row
from duixian.rulebook.library.model import Library
from duixian.rulebook.library.reading import read_library
from duixian.rulebook.meaning import assess

FACTS = (Path(duixian.__file__).parent / "library/facts.yaml").read_text(encoding="utf-8")
LAW = """
policy: 示政发〔2024〕1号
title: 甲
region: 310112
in_force:
  from: 2024-01-01
  to: 2026-12-31
law_day: 事项日
measures:
  - code: 1
    title: 改造
    cites: [第一条 00000001]
    for: 项目
    grant: 10% × 新增设备投资
  - code: 2
    title: 平台
    cites: [第二条 00000002]
    for: 平台
    grant: 评审(10 万元, 50 万元)
  - code: 3
    title: 研发机构
    cites: [第三条 00000003]
    for: 认定
    grant:
      by: 等级
      国家级: 评审(0 元, 50 万元)
      市级: 评审(0 元, 20 万元)
      else: 0 元
  - code: 4
    title: 租金
    cites: [第四条 00000004]
    for: 租赁
    each:
      支持年度: 1 至 3
      from: 起租日期
    grant: 50% × 年租金
"""
RULES = """
policy: 示经发〔2024〕2号
title: 乙
region: 310112
in_force:
  from: 2024-07-01
  to: 2025-06-30
law_day: 事项日
supplements:
  - policy: 示政发〔2024〕1号
    measure: {measure}
    for: {subject}
    cites: [第二条 0000000a]
{adds}
"""


def read(measure: str, subject: str, adds: str, rules: str = RULES) -> tuple[Library | None, str]:
    files = {
        "facts.yaml": FACTS,
        "library.yaml": "policies: [a, b]\n",
        "a/policy.yaml": LAW,
        "b/policy.yaml": rules.format(measure=measure, subject=subject, adds=adds),
    }
    library, problems = read_library(files)
    return library, "\n".join(problem.sentence for problem in problems)


def linked(measure: str, subject: str, adds: str, rules: str = RULES) -> Library:
    library, problems = read(measure, subject, adds, rules)
    assert library is not None, problems
    return library


def assessed(library: Library, subject: str, on: date, **facts: object) -> list[Entitlement]:
    row = Row(subject, "R1", "甲", {"编号": "R1", "企业": "甲", **facts})  # type: ignore[dict-item]
    day = on
    reviews = tuple(
        ReviewRow("示政发〔2024〕1号", code, "R1", "评审", Outcome.PASSED, day) for code in "123"
    )
    tables = {each.name: () for each in library.vocabulary.subjects if each.name != "企业"}
    dossier = Dossier(
        Firm("甲", {}), tables={**tables, subject: (row,)}, history=(), reviews=reviews
    )
    found = assess(library, dossier, on).entitlements
    return [each for each in found if each.row.key == "R1"]


@pytest.mark.parametrize(
    ("approved", "verdict"),
    [
        (date(2024, 6, 30), "granted"),
        (date(2024, 7, 1), "refused"),
        (date(2025, 6, 30), "refused"),
        (date(2025, 7, 1), "granted"),
    ],
)
def test_a_condition_binds_from_the_first_to_the_last_day_of_the_implementing_rules(
    approved: date, verdict: str
) -> None:
    library = linked("1", "项目", "    when:\n      - 新增设备投资 ≥ 200 万元")
    found = assessed(
        library, "项目", date(2026, 1, 1), 项目编号="X", 立项日期=approved, 新增设备投资=199_000_000
    )
    assert [each.verdict for each in found] == [verdict]


def test_every_year_of_support_follows_the_day_from_which_the_years_count() -> None:
    library = linked("4", "租赁", "    when:\n      - 位于本区")
    early, late = (
        [
            each.verdict
            for each in assessed(
                library, "租赁", date(2026, 12, 1), 起租日期=start, 年租金=100, 位于本区=False
            )
        ]
        for start in (date(2024, 6, 1), date(2024, 8, 1))
    )
    assert set(early) == {"granted"}
    assert set(late) == {"refused"}


def test_a_condition_holds_without_a_date_where_the_terms_are_the_same() -> None:
    same = RULES.replace("2024-07-01", "2024-01-01").replace("2025-06-30", "2026-12-31")
    library = linked("1", "项目", "    when:\n      - 新增设备投资 ≥ 200 万元", same)
    measure = library.measure("示政发〔2024〕1号", "1")
    plain = linked("1", "项目", "    when:\n      - 新增设备投资 ≥ 200 万元")
    dated = plain.measure("示政发〔2024〕1号", "1")
    assert measure is not None
    assert dated is not None
    assert type(measure.when[-1].test).__name__ == "Compare"
    assert type(dated.when[-1].test).__name__ == "AnyOf"


def test_what_is_added_is_cited_from_its_own_document() -> None:
    adds = "    when:\n      - if: 已开工\n        cites: [第三条 0000000b]\n      - 手续完整"
    measure = linked("1", "项目", adds).measure("示政发〔2024〕1号", "1")
    assert measure is not None
    cited = [[(c.document, c.pin) for c in each.cites] for each in measure.when]
    assert cited == [[("示经发〔2024〕2号", "0000000b")], [("示经发〔2024〕2号", "0000000a")]]
    assert ("示经发〔2024〕2号", "0000000a") in [(c.document, c.pin) for c in measure.further_cites]


@pytest.mark.parametrize(
    ("cost", "fen"), [(5, 10_000_000), (30, 30_000_000), (50, 50_000_000), (80, 50_000_000)]
)
def test_a_settled_sum_stays_within_the_bounds_of_the_review(cost: int, fen: int) -> None:
    library = linked("2", "平台", "    grant: 年场地费用")
    (found,) = assessed(
        library,
        "平台",
        date(2025, 1, 1),
        开办日期=date(2024, 9, 1),
        年场地费用=cost * 1_000_000,
    )
    assert found.own is not None
    assert (found.own.low, found.own.high) == (fen, fen)


def test_a_settled_sum_keeps_to_the_bound_of_each_level() -> None:
    library = linked("3", "认定", "    grant: 30 万元")
    sums = {}
    for level in ("国家级", "市级", "区级"):
        (found,) = assessed(
            library, "认定", date(2025, 1, 1), 认定日期=date(2024, 9, 1), 等级=level, 项目编号="无"
        )
        assert found.own is not None
        sums[level] = found.own.high
    assert sums == {"国家级": 30_000_000, "市级": 20_000_000, "区级": 0}


def test_a_formula_of_the_policy_cannot_be_replaced() -> None:
    library, problems = read("1", "项目", "    grant: 20 万元")
    assert library is None
    assert "该措施的金额不由评审确定" in problems


def test_a_supplement_of_an_unknown_measure_or_subject_is_refused() -> None:
    for measure, subject, said in (("9", "项目", "没有"), ("1", "平台", "该措施的事项是「项目」")):
        library, problems = read(measure, subject, "    needs: [评审]")
        assert library is None
        assert said in problems


PARTS = """
supplements:
  - policy: 示政发〔2024〕1号
    measures: [1, 2]
    cites: [第九条 0000000b]
    shares:
      区: 80%
      镇: 20%
"""


def read_rules(rules: str, law: str = LAW) -> tuple[Library | None, str]:
    files = {
        "facts.yaml": FACTS,
        "library.yaml": "policies: [a, b]\n",
        "a/policy.yaml": law,
        "b/policy.yaml": RULES[: RULES.index("supplements:")] + rules,
    }
    library, problems = read_library(files)
    return library, "\n".join(problem.sentence for problem in problems)


def test_who_carries_the_cost_may_be_said_for_several_measures_at_once() -> None:
    library, problems = read_rules(PARTS)
    assert library is not None, problems
    found = assessed(
        library,
        "项目",
        date(2026, 1, 1),
        项目编号="X",
        立项日期=date(2024, 1, 10),
        新增设备投资=100_000_00,
    )
    assert [(name, part.low) for name, part in found[0].shares] == [
        ("区", 8_000_00),
        ("镇", 2_000_00),
    ]
    measures = {measure.code: measure for measure in library.policies[0].measures}
    assert [cite.pin for share in measures["2"].shares for cite in share.cites] == ["0000000b"] * 2
    assert [cite.pin for cite in measures["2"].cites] == ["00000002"]
    assert not measures["3"].shares


def test_shares_that_differ_from_those_of_the_policy_are_refused() -> None:
    law = LAW.replace("law_day: 事项日\n", "law_day: 事项日\nshares:\n  区: 100%\n")
    assert "该措施已有不同的分担" in read_rules(PARTS, law)[1]


def test_a_condition_for_several_measures_at_once_is_refused() -> None:
    rules = PARTS + "    when:\n      - 工商注册地 = 闵行区\n"
    assert "条件、评审和金额逐项补充" in read_rules(rules)[1]


def test_a_supplement_of_no_measure_is_refused() -> None:
    assert "没有写补充哪项措施" in read_rules(PARTS.replace("    measures: [1, 2]\n", ""))[1]
