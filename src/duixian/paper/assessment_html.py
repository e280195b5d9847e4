"""The explained report of many assessments as one HTML file that opens without a network."""

from jinja2 import Environment, PackageLoader, StrictUndefined

from duixian.paper.assessment_report import PAYING, FirmReport, Report
from duixian.rulebook.assessment import Interval, Verdict
from duixian.rulebook.explain.names import VERDICTS
from duixian.rulebook.expression.figures import day, money, money_span

_OTHERS = (Verdict.DISPLACED, Verdict.EXHAUSTED, Verdict.REFUSED, Verdict.NOT_IN_FORCE)


def html_of(report: Report) -> bytes:
    """The page of a report as UTF-8; the same report gives the same bytes."""
    page = _environment().get_template("assessment.html")
    text = page.render(
        report=report,
        V=Verdict,
        verdicts=VERDICTS,
        paying=PAYING,
        others=_OTHERS,
        ranked=sorted(report.firms, key=_rank),
    )
    return text.encode()


def _rank(firm: FirmReport) -> tuple[int, int, str]:
    """What is granted most first, then what may be granted."""
    possible = firm.total.low if firm.total.high is None else firm.total.high
    return -firm.granted.low, -possible, firm.code


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("duixian.paper"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"day": day, "yuan": yuan, "money": money, "span": span, "most": most}
    return environment


def yuan(sum_: Interval) -> str:
    """A sum in 元 with two decimals, for columns headed 元; a range with both ends."""
    if sum_.low == sum_.high:
        return _two_decimals(sum_.low)
    return f"{_two_decimals(sum_.low)} 至 {most(sum_)}"


def most(sum_: Interval) -> str:
    """The upper end of a sum in 元 with two decimals."""
    return "未定" if sum_.high is None else _two_decimals(sum_.high)


def span(sum_: Interval) -> str:
    """A sum with its unit, 万元 or 元, which no line break parts from its figure."""
    return money_span(sum_.low, sum_.high).replace(" ", "\u00a0").replace("至\u00a0", "至 ")


def _two_decimals(fen: int) -> str:
    return f"{fen // 100:,}.{fen % 100:02}"
