"""Actual values, milestones and causes as they are read: what is refused, and where."""

import pytest

from duixian.rulebook.library.model import Library
from tests.fund.small_year import HEAD, read

FORMS = HEAD + "forms:\n  - name: 目标表\n"
TARGETS = """\
表,一级,指标,比较,目标值,文字,单位,分子,分母
目标表,产出数量,扶持企业,≥,企业数,,家,,
目标表,产出数量,应扶尽扶率,=,100%,,%,已扶持,应扶持
目标表,成本,补贴总额,≤,均额 × 项目数,,万元,,
目标表,产出时效,拨付时间,前,,11 月前,,,
目标表,效益,环境,定性,,改善,,,
"""
ACTUALS = "表,指标,日期,值,分子,分母,完成日,档次,得分率,来源,提供人\n"


def codes(library: Library, row: str, name: str = "actuals", head: str = ACTUALS) -> list[str]:
    tables = {"targets": TARGETS, name: f"{head}{row}\n"}
    year, problems = read(library, tables, FORMS)
    assert (year is None) == bool(problems)
    assert all(problem.place.line == 2 and problem.place.column for problem in problems)
    return [problem.code for problem in problems]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("目标表,扶持企叶,2022-06-30,5 家,,,,,,台账,张", "target-unknown"),
        ("另一表,扶持企业,2022-06-30,5 家,,,,,,台账,张", "target-unknown"),
        ("目标表,扶持企业,2022-06-30,5 万元,,,,,,台账,张", "actual-units"),
        ("目标表,扶持企业,2022-06-30,50%,,,,,,台账,张", "actual-units"),
        ("目标表,应扶尽扶率,2022-06-30,90,,,,,,台账,张", "actual-units"),
        ("目标表,应扶尽扶率,2022-06-30,101%,,,,,,台账,张", "share-above-one"),
        ("目标表,应扶尽扶率,2022-06-30,,12 家,11 家,,,,台账,张", "share-above-one"),
        ("目标表,应扶尽扶率,2022-06-30,,9 家,11 项,,,,台账,张", "actual-units"),
        ("目标表,应扶尽扶率,2022-06-30,,9 家,,,,,台账,张", "actual-rate"),
        ("目标表,补贴总额,2022-06-30,5 家,,,,,,台账,张", "actual-units"),
        ("目标表,拨付时间,2022-06-30,5 家,,,,,,台账,张", "actual-kind"),
        ("目标表,拨付时间,2022-06-30,,,,去年,,,台账,张", "cell-day"),
        ("目标表,环境,2022-06-30,,,,,很好,,台账,张", "cell-word"),
        ("目标表,环境,2022-06-30,,,,,部分达成,80%,台账,张", "actual-share"),
        ("目标表,环境,2022-06-30,,,,,达成,79%,台账,张", "actual-share"),
        ("目标表,扶持企业,2022-06-30,,,,,,,台账,张", "actual-kind"),
    ],
)
def test_a_bad_actual_value_is_refused(row: str, code: str, library: Library) -> None:
    assert code in codes(library, row)


@pytest.mark.parametrize(
    "row",
    [
        "目标表,扶持企业,2022-06-30,5 家,,,,,,台账,张",
        "目标表,应扶尽扶率,2022-06-30,,9 家,11 家,,,,台账,张",
        "目标表,拨付时间,2022-06-30,,,,2022-06-01、2022-06-30,,,台账,张",
        "目标表,环境,2022-06-30,,,,,达成,80%,台账,张",
        "目标表,环境,2022-06-30,,,,,部分达成,79%,台账,张",
    ],
)
def test_a_good_actual_value_is_read(row: str, library: Library) -> None:
    assert not codes(library, row)


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("目标表,扶持企业,1,2022-06-30,5 家", "subject"),
        (",,,2022-06-30,5 万元", "subject"),
        (",,9,2022-06-30,5 万元", "item-unknown"),
        (",,1,2022-06-30,5 家", "type-mismatch"),
    ],
)
def test_a_milestone_is_of_a_target_or_of_an_item(row: str, code: str, library: Library) -> None:
    assert codes(library, row, "milestones", "表,指标,政策项,日期,值\n") == [code]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("目标表,扶持企业,,2022-06-30,5 万元", "actual-units"),
        ("目标表,扶持企业,,2022-06-30,50%", "actual-units"),
        ("目标表,应扶尽扶率,,2022-06-30,90", "actual-units"),
        ("目标表,补贴总额,,2022-06-30,5 家", "actual-units"),
        ("目标表,拨付时间,,2022-06-30,5 家", "milestone-kind"),
        ("目标表,环境,,2022-06-30,5 家", "milestone-kind"),
    ],
)
def test_a_milestone_is_in_the_unit_of_its_target(row: str, code: str, library: Library) -> None:
    assert codes(library, row, "milestones", "表,指标,政策项,日期,值\n") == [code]


@pytest.mark.parametrize("row", ["扶持企业,,2022-06-30,5 家", "补贴总额,,2022-06-30,5 万元"])
def test_a_milestone_in_that_unit_is_read(row: str, library: Library) -> None:
    assert not codes(library, f"目标表,{row}", "milestones", "表,指标,政策项,日期,值\n")


def test_a_step_that_is_done_has_its_day(library: Library) -> None:
    head = "环节,起,止,责任科室,状态,完成\n"
    assert codes(library, "受理,,2022-06-30,科室,已完成,", "plan", head) == ["step-done"]
    assert codes(library, "受理,,2022-06-30,科室,进行中,2022-06-01", "plan", head) == ["step-done"]
    late = "受理,2022-07-01,2022-06-30,科室,,"
    assert codes(library, late, "plan", head) == ["days-disordered"]
    assert not codes(library, "受理,,2022-06-30,科室,,2022-06-01", "plan", head)
