"""Rates counted from the ledger of awards, the register of applications and matching runs."""

from datetime import date
from fractions import Fraction

import pytest

from duixian.fund.figure import Figure
from duixian.fund.performance.measured import latest_day, points_of
from duixian.fund.ties.checking import check_year
from duixian.fund.ties.finding import Finding
from duixian.fund.work.book import Book
from duixian.rulebook.library.model import Library
from tests.fund.small_year import read
from tests.fund.watched_year import ACTUALS, WATCHED

DRIVERS = """\
名称,值,类别,来源,提供人,日期,依据
区级标准,标准 3号 1.1,政策标准,政策库,,,
企业数,10 家,名单,名单,科室,2021-09-01,
均额,33.333 万元/项,估计,往年,科室,2021-09-01,
项目数,3 项,估计,往年,科室,2021-09-01,
应扶企业,4 家,统计,比对,科室,2022-03-01,
"""
AWARDS = """\
编号,编码,事项日,决定日,应付日,金额,支付日,企业
A1,1.1,2022-01-05,2022-02-01,2022-03-01,10 万元,2022-03-01,甲
A1,1.1,2022-01-05,2022-02-01,2022-09-01,10 万元,,甲
A2,1.1,2022-01-05,2022-05-10,2022-06-01,10 万元,,甲
A3,1.1,2022-01-05,2022-06-10,2022-07-01,10 万元,,乙
A4,2.1,2022-01-05,2022-06-10,2022-07-01,10 万元,,丙
A5,1.1,2021-01-05,2021-12-31,2022-01-31,10 万元,,丁
"""
APPLICATIONS = """\
编号,编码,企业,受理日,评审日,评审结果,抽查日,抽查结果
S1,1.1,甲,2022-01-10,2022-02-10,应扶持,2022-03-01,相符
S2,1.1,甲,2022-01-11,2022-02-10,不予扶持,2022-03-01,不符
S3,1.1,乙,2022-02-01,2022-06-20,应扶持,2022-03-01,相符
S4,2.1,丙,2022-02-02,,,,
S5,1.1,丁,2021-12-30,2022-01-20,应扶持,,
"""


def book_of(library: Library, above: str, below: str, *rows: str, **tables: str) -> Book:
    target = f"目标表,产出数量,某率,=,100%,,%,,,登记,{above},{below},\n"
    heading = "表,一级,指标,比较,目标值,文字,单位,主题,明细,口径,分子,分母,权重\n"
    given = {
        "drivers": DRIVERS,
        "awards": AWARDS,
        "applications": APPLICATIONS,
        "targets": heading + target,
        "actuals": ACTUALS + "".join(f"目标表,某率,{row},示例,张\n" for row in rows),
        **tables,
    }
    year, problems = read(library, given, WATCHED)
    assert year is not None, [problem.sentence for problem in problems]
    return Book(year, library)


def rate_at(book: Book, day: date) -> Fraction | None:
    points = points_of(book, book.year.targets[0], day)
    return points[-1].figure.value if points else None


def found(book: Book) -> list[Finding]:
    return [each for each in check_year(book) if each.check == "比率的登记"]


def test_a_firm_awarded_twice_counts_once_and_only_what_was_decided_in_the_year(
    library: Library,
) -> None:
    book = book_of(library, "台账家数", "应扶企业")  # 甲 twice, 乙, 丙; 丁 was decided in 2021
    assert rate_at(book, date(2022, 5, 31)) == Fraction(1, 4)
    assert rate_at(book, date(2022, 6, 30)) == Fraction(3, 4)
    point = points_of(book, book.year.targets[0], date(2022, 6, 30))[-1]
    assert [(part.name, part.value) for part in point.figure.parts] == [
        ("台账家数", Fraction(3)),
        ("应扶企业", Fraction(4)),
    ]
    assert not found(book)


def test_reviewed_over_accepted_and_confirmed_over_sampled_come_from_the_applications(
    library: Library,
) -> None:
    # accepted in 2022: S1 to S4; of them reviewed by May S1 and S2, by June S3 too
    reviewed = book_of(library, "评审项数", "受理项数")
    assert rate_at(reviewed, date(2022, 5, 31)) == Fraction(2, 4)
    assert rate_at(reviewed, date(2022, 6, 30)) == Fraction(3, 4)
    assert rate_at(book_of(library, "相符项数", "抽查项数"), date(2022, 6, 30)) == Fraction(2, 3)


def test_awards_over_those_a_review_found_entitled_count_alike(library: Library) -> None:
    # by June awarded A1 to A4; entitled by a review of 2022: S1, S3, S5 of 甲, 乙, 丁
    firms = book_of(library, "台账家数", "应扶家数")
    assert rate_at(firms, date(2022, 6, 30)) == 1
    cases = book_of(library, "台账项数", "应扶项数")
    assert rate_at(cases, date(2022, 6, 30)) is None
    (one,) = found(cases)
    assert (one.left.figure, one.right.figure, one.difference) == ("4 项", "3 项", "+1 项")


def test_a_missing_firm_leaves_the_rate_unknown_and_says_how_many_are_missing(
    library: Library,
) -> None:
    book = book_of(library, "台账家数", "应扶企业", awards=AWARDS.replace(",乙", ","))
    assert rate_at(book, date(2022, 6, 30)) is None
    (one,) = found(book)
    assert "1 笔没有写企业" in one.sentence


def test_an_empty_register_is_unknown_never_none(library: Library) -> None:
    book = book_of(library, "台账家数", "应扶企业", awards=AWARDS.partition("\n")[0])
    assert rate_at(book, date(2022, 6, 30)) is None
    assert "没有奖补台账" in found(book)[0].sentence


def test_what_is_entered_of_a_day_goes_with_what_the_register_counts_on_it(
    library: Library,
) -> None:
    book = book_of(library, "台账家数", "应扶持的企业", "2022-05-31,,,5 家,,,")
    assert rate_at(book, date(2022, 6, 30)) == Fraction(1, 5)
    assert not found(book)


def test_a_value_says_nothing_of_the_time_after_the_last_row(library: Library) -> None:
    book = book_of(library, "台账家数", "应扶企业")
    assert latest_day(book) == date(2022, 6, 20)
    assert points_of(book, book.year.targets[0], date.max)[-1].day == date(2022, 6, 20)


@pytest.mark.parametrize(
    ("above", "below", "row", "says"),
    [
        ("台账家数", "受理项数", "", "分子是以「家」计的数，分母是以「项」计的数"),
        ("台账家数", "应扶持的企业", "2022-05-31,,,5 项,,,", "分子和分母的单位不同"),
        ("已扶持", "应扶企业", "2022-05-31,,,4 家,,,", "分子和分母要一起写"),
    ],
)
def test_unlike_units_and_a_half_rate_are_refused(
    library: Library, above: str, below: str, row: str, says: str
) -> None:
    with pytest.raises(AssertionError, match=says):
        book_of(library, above, below, *filter(None, [row]))


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("S1,9.9,甲,2022-01-10,,,,", "没有这个编码的明细"),
        ("S1,1.1,甲,2022-01-10,2022-02-01,,,", "评审的日期和结果要一起写"),
        ("S1,1.1,甲,2022-01-10,2022-01-01,应扶持,,", "评审早于受理"),
        ("S1,1.1,甲,2022-01-10,,,2022-02-01,也许", "不是可用的值"),
    ],
)
def test_a_disordered_application_is_refused(library: Library, row: str, says: str) -> None:
    heading = APPLICATIONS.partition("\n")[0]
    year, problems = read(library, {"applications": f"{heading}\n{row}\n"}, WATCHED)
    assert year is None
    assert any(says in problem.sentence for problem in problems)


def test_every_number_of_a_rate_can_be_asked_for(library: Library) -> None:
    book = book_of(library, "评审项数", "受理项数")
    figure = points_of(book, book.year.targets[0], date(2022, 6, 30))[-1].figure
    assert isinstance(figure, Figure)
    assert all("申报登记中 2022 年至" in part.source for part in figure.parts)
