"""图表: what the figures of the year look like, with each chart numbered."""

from collections.abc import Iterator
from dataclasses import replace

from duixian.fund.work.book import Book
from duixian.paper.official.blocks import Block, Heading, Title
from duixian.paper.official.charts.model import Chart
from duixian.paper.year.charts import execution, lines, past_years, plan, targets, versions
from duixian.paper.year.narrative import NO_DATA
from duixian.paper.year.paper import Paper

NAME = "图表"
_CHAPTERS = (
    ("预算：申报与审核", versions),
    ("预算：各明细的申报与审核", lines),
    ("近年各政策项支出", past_years),
    ("年度内预算执行", execution),
    ("实施计划", plan),
    ("绩效目标完成", targets),
)


def blocks(book: Book) -> tuple[Block, ...]:
    """A heading for each kind of chart; where the year has nothing to draw, that it is open."""
    return tuple(_blocks(book))


def _blocks(book: Book) -> Iterator[Block]:
    fund = book.year.fund
    yield Title(fund.name, (f"（{fund.year} 年度图表）",))
    number = 0
    for heading, make in _CHAPTERS:
        yield Heading(1, heading)
        charts = list(make(book))
        if not charts:
            yield NO_DATA
        for chart in charts:
            number += 1
            yield numbered(chart, number)


def numbered(chart: Chart, number: int) -> Chart:
    """The chart with its number before its caption."""
    return replace(chart, caption=f"图 {number} {chart.caption}")


CHART_BOOK = Paper(NAME, blocks, ("docx", "pdf"))
