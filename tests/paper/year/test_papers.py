"""Which papers a year has, and that they are the same bytes each time."""

import pytest

from duixian.fund.work.book import Book
from duixian.paper.year.paper import FORMATS, Paper
from duixian.paper.year.registry import PAPERS
from duixian.paper.year.writing import files

NOT_FOR_JIADING = {
    "评审报告",
    "项目描述",
    "项目绩效目标表",
    "评分表（自评）",
    "评分表（评审）",
    "专家组综合评审意见",
    "自评和后评价意见",
    "整改清单",
}


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_a_paper_the_year_has_nothing_for_is_not_written(paper: Paper, jiading: Book) -> None:
    assert bool(paper.blocks(jiading)) == (paper.name not in NOT_FOR_JIADING)


def test_every_paper_is_written_in_its_formats_with_the_same_bytes(minhang: Book) -> None:
    wanted = [paper for paper in PAPERS if paper.name not in {"评审报告", "图表"}]
    made = dict(files(minhang, wanted, FORMATS))
    again = dict(files(minhang, wanted, FORMATS))
    assert made == again
    expected = {f"{p.name}.{form}" for p in wanted for form in p.formats if p.blocks(minhang)}
    assert set(made) == expected
