"""4-1: the documents of the fund and the articles from which it gives money."""

from duixian.fund.work.book import Book
from duixian.paper.official.grid import Grid
from duixian.paper.year.policies import articles, blocks
from duixian.paper.year.standards import table


def test_each_measure_stands_with_its_article_and_what_that_gives(minhang: Book) -> None:
    rows = [tuple(cell.text for cell in row) for row in articles(minhang).rows[1:]]
    assert rows[0][:3] == ("闵府规发〔2020〕5号", "一（二）", "龙头企业年度奖励")
    # article nine: half of what the city gives, at most 200 万元
    matched = next(row for row in rows if "首台套专项配套" in row)
    assert matched[-3] == "三（九）"
    assert "配套一半" in matched[-1]
    assert "200 万元" in matched[-1]


def test_every_document_that_gives_money_has_its_articles_and_no_article_stands_twice(
    minhang: Book,
) -> None:
    first, second, *_ = blocks(minhang)
    assert isinstance(first, Grid)
    assert isinstance(second, Grid)
    named = {row[0].text for row in second.rows[1:] if len(row) == second.columns}
    # the detailed rules pay nothing of their own
    assert named == {row[1].text for row in first.rows[1:]} - {"闵经委发〔2020〕101号"}
    eighth = next(row for row in second.rows if row[-2].text == "智能制造诊断资助")
    assert eighth[-3].text == "第八条"


def test_the_table_of_standards_says_each_measure_in_a_sentence_before_its_figures(
    minhang: Book,
) -> None:
    given = {row[-2].text for row in table(minhang).rows[2:]}
    (mark,) = [text for text in given if text.startswith("市级以上部门认定的外资研发机构")]
    assert mark.endswith("最高资助 500 万元。\n评审确定的数额（最高 500 万元）")
