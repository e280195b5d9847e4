"""The report of a comparison as one HTML file that opens without a network and runs no script."""

from base64 import b64encode
from dataclasses import replace

from jinja2 import Environment, PackageLoader, StrictUndefined

from duixian.paper.official.charts.drawing import svg
from duixian.paper.official.charts.model import Bars, Chart
from duixian.paper.reform.charts import charts
from duixian.paper.reform.model import Comparison, Sum
from duixian.paper.reform.tables import is_figure, tables
from duixian.rulebook.expression.figures import day, money, money_span

_ON_TELEPHONES = 160


def html(found: Comparison) -> bytes:
    """The page as UTF-8; the same figures give the same bytes."""
    environment = Environment(
        loader=PackageLoader("duixian.paper"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"day": day, "span": _span, "figure": is_figure}
    low, high = found.total.difference
    page = environment.get_template("reform.html").render(
        found=found,
        difference=_unbroken(_difference(low, high)),
        tables=tuple(tables(found)),
        charts=tuple((chart, _source(chart), _source(_narrow(chart))) for chart in charts(found)),
    )
    return page.encode()


def _narrow(chart: Chart) -> Chart:
    """The same for the screen of a telephone: shorter bars, letters as large as before."""
    if not isinstance(chart.shows, Bars):
        return chart
    return replace(chart, shows=replace(chart.shows, length=_ON_TELEPHONES))


def _source(chart: Chart) -> str:
    return f"data:image/svg+xml;base64,{b64encode(svg(chart).encode()).decode()}"


def _span(sum_: Sum) -> str:
    return _unbroken(money_span(sum_.low, sum_.high))


def _unbroken(text: str) -> str:
    """No line ends between a figure and its unit."""
    return text.replace(" ", "\u00a0").replace("至\u00a0", "至 ")


def _difference(low: int, high: int | None) -> str:
    """The difference with its sign, from all reviews refused to all passed."""
    if high is None:
        return f"{_signed(low)}起，上限尚不能确定"
    return _signed(low) if low == high else f"{_signed(low)} 至 {_signed(high)}"


def _signed(fen: int) -> str:
    return f"+{money(fen)}" if fen > 0 else money(fen)
