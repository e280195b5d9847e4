"""Awards against reviews, days and standards; sources against the bearers of the lines."""

import pytest

from duixian.fund.ties.finding import Finding
from duixian.rulebook.library.model import Library
from duixian.rulebook.problems import Severity
from tests.fund.small_year import HEAD, book, findings, read

AWARDS = "编号,编码,事项日,决定日,应付日,金额,支付日,企业\n"
AWARD = "甲1,1.1,2022-03-01,2022-06-10,2022-07-01,5 万元,2022-07-02,甲\n"
APPLICATIONS = "编号,编码,企业,受理日,评审日,评审结果\n甲1,1.1,甲,2022-03-01,{}\n"
SOURCES = HEAD + "sources:\n  上级: 0\n  区级: {}\n  镇级: {}\n"


def looked(
    library: Library, check: str, awards: str, review: str = "2022-05-20,应扶持"
) -> list[Finding]:
    tables = {"awards": AWARDS + awards, "applications": APPLICATIONS.format(review)}
    return findings(book(library, tables), check)


def test_an_award_that_its_review_refused_is_an_error(library: Library) -> None:
    (found,) = looked(library, "奖补与评审", AWARD, "2022-05-20,不予扶持")
    assert found.severity is Severity.ERROR
    assert found.about == "甲1"
    assert "不予扶持" in found.right.figure


def test_an_award_decided_before_its_review_is_found(library: Library) -> None:
    (found,) = looked(library, "奖补与评审", AWARD, "2022-06-11,应扶持")
    assert found.difference == "−1 天"
    assert not looked(library, "奖补与评审", AWARD, "2022-06-10,应扶持")


def test_an_award_of_another_number_is_not_held_against_a_review(library: Library) -> None:
    assert not looked(library, "奖补与评审", AWARD.replace("甲1", "乙1"), "2022-05-20,不予扶持")


def test_an_instalment_paid_before_it_was_decided_is_found(library: Library) -> None:
    (found,) = looked(library, "支付早于决定", AWARD.replace("2022-07-02", "2022-06-08"))
    assert found.difference == "−2 天"
    assert not looked(library, "支付早于决定", AWARD.replace("2022-07-02", "2022-06-10"))


def test_an_award_above_the_standard_is_found_also_in_instalments(library: Library) -> None:
    # 3号 1.1 gives 5 万元 once.
    second = AWARD.replace("2022-07-01", "2022-09-01").replace("5 万元", "0.01 元")
    (found,) = looked(library, "奖补超过标准", AWARD + second)
    assert found.difference == "+0.01 元"
    assert not looked(library, "奖补超过标准", AWARD)


@pytest.mark.parametrize(("district", "town", "about"), [(100, 0, ["区级", "镇级"]), (80, 20, [])])
def test_sources_are_what_the_lines_are_booked_to(
    district: int, town: int, about: list[str], library: Library
) -> None:
    # Both lines follow their policy, 8:2.
    made = book(library, {}, SOURCES.format(district, town))
    assert [each.about for each in findings(made, "资金来源与承担")] == about


def test_a_transfer_from_an_item_to_itself_is_refused(library: Library) -> None:
    head = "年度,调出,调入,金额,原因,批准,日期\n"
    _, problems = read(library, {"transfers": f"{head}2022,1,1,5 万元,多,局,2022-10-01\n"})
    assert [each.code for each in problems] == ["transfer-same"]
