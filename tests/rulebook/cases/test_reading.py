"""A case file becomes dossiers and expectations; what is wrong with it is told."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duixian.rulebook.assessment import Verdict
from duixian.rulebook.cases.dossiers import OWN
from duixian.rulebook.cases.gaps import case_gaps
from duixian.rulebook.cases.model import UNBOUNDED, Case, CaseKind
from duixian.rulebook.cases.reading import read_cases
from duixian.rulebook.cases.running import run_case
from duixian.rulebook.dossier import Award, Outcome, Stage, Staged
from duixian.rulebook.library.model import Library
from duixian.rulebook.library.reading import read_library
from duixian.rulebook.problems import Problem
from tests.rulebook.policy.example import FACTS, POLICY

NAME = "示经发〔2024〕1号"


def _library() -> Library:
    found, problems = read_library({"facts.yaml": FACTS, "first/policy.yaml": POLICY})
    assert found is not None, [problem.sentence for problem in problems]
    return found


LIBRARY = _library()
CASES = """\
defaults:
  on: 2025-06-30
  firm:
    工商注册地: 闵行区
    营业收入:
      2024: 900 万元
  lists:
    名单甲: 2025-06-01
cases:
  - name: 投入一千万元，补一百万元
    kind: 给
    measure: 1
    rows:
      项目:
        - 编号: P1
          项目编号: X1
          立项日期: 2024-05-01
          类型: 技术改造
          总投入:
            申报: 1000 万元
            核定: 900 万元
    reviews:
      - row: P1
        kind: 专家评审
    history:
      - measure: 2
        decided: 2024-06-01
        amount: 50 万元
        recovered: 10 万元
        row: P9
        remembered:
          项目编号: X9
    expect:
      verdict: granted
      amount: 1000000 元
      shares:
        区: 800000 元
        镇: 200000 元
"""


def read(text: str) -> tuple[tuple[Case, ...], tuple[Problem, ...]]:
    return read_cases(text, "first/cases.yaml", LIBRARY, LIBRARY.policies[0])


def only(text: str) -> Case:
    cases, problems = read(text)
    assert not problems, [problem.sentence for problem in problems]
    (case,) = cases
    return case


def test_a_case_is_a_dossier_a_day_and_what_must_come_out() -> None:
    case = only(CASES)
    assert (case.kind, case.measure, case.stage) == (CaseKind.GETS, "1", Stage.DECLARED)
    assert case.on == date(2025, 6, 30)
    (expected,) = case.expected
    assert (expected.verdict, expected.low, expected.high) == (
        Verdict.GRANTED,
        100_000_000,
        100_000_000,
    )
    assert expected.shares == (("区", 80_000_000), ("镇", 20_000_000))


def test_the_dossier_holds_what_is_written_and_the_defaults() -> None:
    dossier = only(CASES).dossier
    assert dossier.firm.values == {"工商注册地": "闵行区"}
    assert dossier.firm.yearly == {("营业收入", 2024): 900_000_000}
    (row,) = dossier.tables["项目"]
    assert (row.key, row.firm, row.values["企业"]) == ("P1", OWN, OWN)
    assert row.values["总投入"] == Staged(1_000_000_000, 900_000_000)
    (review,) = dossier.reviews
    assert (review.measure, review.outcome, review.day) == ("1", Outcome.PASSED, date(2025, 6, 30))
    assert dossier.lists == {"名单甲": date(2025, 6, 1)}


def test_an_award_takes_the_policy_the_firm_and_the_subject_of_its_measure() -> None:
    history = only(CASES).dossier.history
    assert history == (
        Award(
            NAME,
            "2",
            OWN,
            "项目",
            "P9",
            date(2024, 6, 1),
            date(2024, 6, 1),
            50_000_000,
            10_000_000,
            source="本区",
            remembered={"项目编号": "X9"},
        ),
    )


def test_unknown_takes_a_default_away() -> None:
    text = CASES.replace("    rows:\n", "    firm:\n      工商注册地: 未知\n    rows:\n")
    assert only(text).dossier.firm.values == {}


def test_absent_and_empty_differ() -> None:
    head, _, _ = CASES.partition("    rows:")
    tail = "    expect:\n      verdict: granted\n"
    absent = only(f"{head}    rows:\n      项目: 缺\n    history: 缺\n{tail}").dossier
    assert "项目" not in absent.tables
    assert absent.history is None
    empty = only(f"{head}    rows:\n      项目: 空\n{tail}").dossier
    assert empty.tables["项目"] == ()
    assert empty.history == ()


REFUSED = [
    ("measure: 1\n", "measure: 9\n", "measure-unknown", 34, 7),
    ("1000 万元\n            核定", "1000\n            核定", "unlike-units", 20, 17),
    ("      项目:\n        - 编号", "      租赁:\n        - 编号", "subject-unknown", 14, 7),
    ("类型: 技术改造", "类别: 技术改造", "fact-unknown", 18, 11),
    ("类型: 技术改造", "类型: 研发", "value-unreadable", 18, 15),
    ("          立项日期: 2024-05-01\n", "", "row-unidentified", 15, 11),
    ("      2024: 900 万元", "      去年: 900 万元", "year-missing", 6, 7),
    ("verdict: granted", "verdict: refused", "case-kind", 11, 11),
    ("verdict: granted", "verdict: 给", "unknown-value", 34, 16),
    ("amount: 1000000 元", "amount: 1000000", "no-money", 35, 15),
    ("  on: 2025-06-30\n", "", "key-missing", 9, 5),
]


@pytest.mark.parametrize(("old", "new", "code", "line", "column"), REFUSED)
def test_a_bad_case_is_refused_where_it_is_bad(
    old: str, new: str, code: str, line: int, column: int
) -> None:
    assert CASES.count(old) == 1
    cases, problems = read(CASES.replace(old, new))
    assert (code, line, column) in [(p.code, p.place.line, p.place.column) for p in problems]
    assert not cases or code == "unknown-value"


def test_a_computed_fact_in_a_case_is_told_what_it_is_computed_from() -> None:
    rule = "{from: 2020-01-01, is: 上年营业收入 > 1 元, cites: 文}"
    facts = f"      有收入: {{code: has_revenue, kind: 是否, derived: [{rule}]}}\n"
    after = "unit: 万元, yearly: 是}\n"
    vocabulary = FACTS.replace(after, after + facts)
    library, _ = read_library({"facts.yaml": vocabulary, "first/policy.yaml": POLICY})
    assert library is not None
    text = CASES.replace("    工商注册地: 闵行区\n", "    有收入: 是\n")
    _, problems = read_cases(text, "first/cases.yaml", library, library.policies[0])
    assert [(p.code, p.instead) for p in problems] == [("fact-derived", "填写 营业收入")]


def test_a_right_case_runs_without_mismatch() -> None:
    assert run_case(only(CASES), LIBRARY) == ()


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ("amount: 1000000 元", "amount: 1000001 元", "金额"),
        ("区: 800000 元", "区: 700000 元", "分担"),
        ("verdict: granted", "verdict: pending", "结论"),
        ("      verdict: granted", "      missing: [产值]\n      verdict: granted", "缺少"),
        ("      verdict: granted", "      absent: 是\n      verdict: granted", "没有任何一行"),
        ("      verdict: granted", "      row: P2\n      verdict: granted", "恰有一行"),
        ("      verdict: granted", "      contested: 是\n      verdict: granted", "尚无定论"),
        ("      verdict: granted", "      failed: [类型]\n      verdict: granted", "不成立"),
        ("      verdict: granted", "      displaced_by: 2\n      verdict: granted", "取代"),
    ],
)
def test_a_wrong_case_says_what_came_out_otherwise(old: str, new: str, word: str) -> None:
    mismatches = run_case(only(CASES.replace(old, new)), LIBRARY)
    assert any(word in mismatch for mismatch in mismatches)


def test_an_open_end_can_be_expected() -> None:
    text = CASES.replace("amount: 1000000 元", "low: 0 元\n      high: 无上限")
    assert only(text).expected[0].high == UNBOUNDED


def test_reviews_set_rates_and_sums() -> None:
    text = CASES.replace("        kind: 专家评审", "        kind: 专家评审\n        rate: 15%")
    assert only(text).dossier.reviews[0].rate == Fraction(3, 20)


def test_gaps_name_the_kinds_that_are_missing() -> None:
    gaps = case_gaps(LIBRARY.policies[0], read(CASES)[0])
    assert [(gap.found, gap.what.partition("：")[2]) for gap in gaps] == [
        ("1", "拒、未知、临界"),
        ("2", "给、拒、未知"),
        ("3", "给、拒、未知、临界"),
    ]


@given(st.integers(0, len(CASES)), st.integers(0, 9), st.text(max_size=6))
def test_any_mutation_gives_cases_or_problems(at: int, length: int, piece: str) -> None:
    cases, problems = read(CASES[:at] + piece + CASES[at + length :])
    assert cases or problems
