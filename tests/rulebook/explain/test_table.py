"""Assessments as rows."""

from duixian.rulebook.assessment import Verdict
from duixian.rulebook.explain.table import as_table
from tests.rulebook.explain.little_library import LIBRARY, assessed, project


def rows(*given, **known):
    return {row.code: row for row in as_table(assessed(*given, **known), LIBRARY)}


def test_a_row_has_its_sum_in_fen_its_reason_and_its_parts():
    row = rows(project("P", "技改"))["2"]
    assert (row.verdict, row.low, row.high) == (Verdict.PENDING, 100_000_000, 100_000_000)
    assert row.articles == "第三条"
    assert row.instalments == "立项 50 万元，验收 50 万元"
    assert row.shares == "区 80 万元，镇 20 万元"
    assert [one.what for one in row.awaits] == ["专家评审结果"]


def test_a_refused_row_has_no_sum_rather_than_none_at_all():
    row = rows(revenue=100)["1"]
    assert not row.pays
    assert (row.low, row.high) == (None, None)


def test_an_unbounded_sum_differs_from_no_sum():
    row = rows(project("P", "智能", None))["3"]
    assert row.pays
    assert (row.low, row.high) == (0, None)
    assert [one.where for one in row.supplies] == ["专项审计"]
