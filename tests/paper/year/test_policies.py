"""4-1: the documents of the fund and the articles from which it gives money."""

from duixian.fund.work.book import Book
from duixian.paper.official.grid import Grid
from duixian.paper.year.policies import articles, blocks


def test_each_measure_stands_with_its_article_and_what_that_gives(minhang: Book) -> None:
    rows = [tuple(cell.text for cell in row) for row in articles(minhang).rows[1:]]
    of_5 = "闵府规发〔2020〕5号"
    assert (of_5, "一（二）", "龙头企业年度奖励") in {row[:3] for row in rows}
    matched = next(row for row in rows if row[2] == "首台套专项配套")
    # article nine: 1:0.5 of what the city gives, at most 200 万元
    assert matched[:2] == (of_5, "三（九）")
    assert "1:0.5" in matched[3]
    assert "200 万元" in matched[3]


def test_every_document_that_gives_money_has_its_articles_and_no_article_stands_twice(
    minhang: Book,
) -> None:
    first, second, *_ = blocks(minhang)
    assert isinstance(first, Grid)
    assert isinstance(second, Grid)
    named = {row[0].text for row in second.rows[1:]}
    # the detailed rules pay nothing of their own
    assert named == {row[1].text for row in first.rows[1:]} - {"闵经委发〔2020〕101号"}
    eighth = next(row for row in second.rows if row[2].text == "智能制造诊断资助")
    assert eighth[1].text == "第八条"
