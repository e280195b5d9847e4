"""年份 and 最低增长率 in the field's own clauses."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import duixian
from duixian.rulebook.assessment import Entitlement
from duixian.rulebook.dossier import Dossier, Firm, Row, Scalar
from duixian.rulebook.library.reading import read_library
from duixian.rulebook.meaning import assess

FACTS = (Path(duixian.__file__).parent / "library/facts.yaml").read_text(encoding="utf-8")
POLICY = """
policy: 示政发〔2024〕1号
title: 甲
region: 310112
in_force:
  from: 2020-01-01
law_day: 申报日
measures:
  - code: 1
    title: 上年发明专利
    cites: [第一条 00000001]
    for: 企业
    grant: 5000 元/项 × 计数(知识产权, 年份(授权日期) = 年份(评估日) − 1)
  - code: 2
    title: 连续两年增长超过两成
    cites: [第一条 00000001]
    for: 企业
    when:
      - 最低增长率(产值, 2 年) > 20%
    grant: 1 万元
"""


def assessed(
    measure: str, granted: tuple[date, ...] = (), output: tuple[int, ...] = ()
) -> Entitlement:
    library, problems = read_library({"facts.yaml": FACTS, "a/policy.yaml": POLICY})
    assert library is not None, problems
    rows = tuple(Row("知识产权", f"Z{n}", "甲", {"授权日期": day}) for n, day in enumerate(granted))
    yearly: dict[tuple[str, int], Scalar] = {
        ("产值", 2023 - n): sum_ for n, sum_ in enumerate(output)
    }
    dossier = Dossier(Firm("甲", {}, yearly), tables={"知识产权": rows}, history=())
    found = assess(library, dossier, date(2024, 6, 30)).entitlements
    return next(each for each in found if each.row.measure == measure)


def test_only_rows_dated_in_last_calendar_year_are_counted() -> None:
    days = (date(2022, 12, 31), date(2023, 1, 1), date(2023, 12, 31), date(2024, 1, 1))
    found = assessed("1", granted=days)
    assert found.own is not None
    assert found.own.low == found.own.high == 2 * 500_000


def test_each_of_the_years_must_grow_by_more_than_the_rate() -> None:
    assert assessed("2", output=(14_520, 12_050, 10_000)).verdict == "granted"
    assert assessed("2", output=(30_000, 12_000, 10_000)).verdict == "refused"
    assert assessed("2", output=(14_400, 12_050, 10_000)).verdict == "refused"


def test_a_year_without_a_figure_leaves_the_growth_open_unless_another_decides_it() -> None:
    assert assessed("2", output=(14_520, 12_050)).verdict == "unknown"
    assert assessed("2", output=(12_050, 12_050)).verdict == "refused"
    assert Fraction(14_520, 12_050) > Fraction(12, 10)
