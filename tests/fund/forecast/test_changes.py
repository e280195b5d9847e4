"""What if: figures of a policy, pass rates and drivers changed before the year is read."""

from datetime import date
from fractions import Fraction

import pytest

from duixian.fund.forecast.changes import NoChangeError, changed, edited
from duixian.fund.forecast.outlook import forecast
from duixian.fund.reading.year import read_year
from duixian.fund.work.book import Book
from duixian.rulebook.library.model import Library
from tests.fund import small_year
from tests.fund.forecast.pipeline import COLUMNS, HEAD, POOL, PRODUCT, REBUILT, STAGES, pipeline

WAN = 1_000_000
ROWS = (
    POOL,
    REBUILT,
    PRODUCT.replace("企业乙", "企业丙"),
    "丁,,2.1,5号 12.3,评审,,合同金额=7000 万元,,,2022-09-30,,,名单\n",
    "戊,,2.1,5号 8.1,评审,,等级=市级,,,2022-09-30,,,名单\n",
    "己,,2.1,7号 4.1,评审,,贯标等级=网络级,,,2022-09-30,,,名单\n",
)


def expected(library: Library, *changes: str) -> dict[str, Fraction]:
    """The expected most of each candidate in 2022, in 万元, after the changes."""
    book = pipeline(library, *ROWS, needs=small_year.TABLES["needs"])
    found = changed(book.year, library, changes)
    texts = {**small_year.TABLES, "stages": STAGES, "candidates": COLUMNS + "".join(ROWS)}
    grids = {name: small_year.grid(name, text) for name, text in texts.items()}
    cells = edited(grids, found.cells)
    year, problems = read_year(HEAD, "year.yaml", cells, found.library)
    assert year is not None, problems
    made = forecast(Book(year, found.library), date(2022, 6, 1), 1)
    parts = (part for line in made.lines for part in line.expected[1].parts)
    return {part.name.split()[0]: part.value / WAN for part in parts}


@pytest.mark.parametrize(
    ("change", "name", "before", "after"),
    [
        ("5号 7.1 比例=8%", "乙", 120, 96),  # 3000 × 8 % ÷ 2 × 80 %
        ("5号 7.1 上限=200 万元", "乙", 120, 80),
        ("3号 1.1 标准=6 万元", "甲", 15, 18),
        ("5号 6 上限=100 万元", "丙", 160, 80),
        ("5号 12.3 上限=50 万元", "丁", 80, 40),  # a limit of this measure alone
        ("5号 8.1 上限 市级=100 万元", "戊", 200, 80),  # the most a review may give
        ("7号 4.1 标准 网络级=50 万元", "己", 32, 40),
        ("通过率 评审=50%", "乙", 120, 75),
    ],
)
def test_one_change_moves_what_rests_on_it_and_nothing_else(
    library: Library, change: str, name: str, before: int, after: int
) -> None:
    was, now = expected(library), expected(library, change)
    assert [was[name], now[name]] == [before, after]
    if not change.startswith("通过率"):
        assert {key: sum_ for key, sum_ in now.items() if key != name} == {
            key: sum_ for key, sum_ in was.items() if key != name
        }


def test_several_changes_work_together(library: Library) -> None:
    now = expected(library, "5号 7.1 比例=8%", "通过率 评审=50%")
    assert now["乙"] == 60


def test_a_driver_changed_changes_the_need_that_rests_on_it(library: Library) -> None:
    was, now = expected(library), expected(library, "均额=66.666 万元/项")
    assert now["2.1"] == 2 * was["2.1"]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("5号 7.1 比例", "不是「什么=多少」"),
        ("5号 7.1 比例=800%", "超过 100%"),
        ("5号 7.1 比例=8 万元", "单位与现行的不同"),
        ("5号 7.1 上限=-1 万元", "为负"),
        ("5号 99 比例=8%", "没有措施 99"),
        ("9号 1 比例=8%", "没有承载「9号」"),
        ("5号 2 比例=8%", "没有唯一的比例"),
        ("通过率 评申=50%", "没有「评申」这个阶段"),
        ("企业书=5 家", "没有「企业书」这个驱动因素"),
    ],
)
def test_a_change_that_cannot_be_made_says_why(library: Library, change: str, says: str) -> None:
    book = pipeline(library, *ROWS)
    with pytest.raises(NoChangeError, match=says):
        changed(book.year, library, [change])
