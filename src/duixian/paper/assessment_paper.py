"""The self-check of one firm as an official document: what it gets, may get, lacks and misses."""

from collections.abc import Iterator

from duixian.paper.assessment_report import PAYING, FirmReport, Item, Report
from duixian.paper.official.blocks import Block, Document, Heading, Look, Paragraph, Title
from duixian.paper.official.grid import Grid, GridCell, GridRow, label, value
from duixian.rulebook.assessment import Interval, Verdict
from duixian.rulebook.explain.names import VERDICTS
from duixian.rulebook.explain.totals import at_most
from duixian.rulebook.expression.figures import day, money_span

_NEAR = ("措施", "差在哪里", "现在", "要求", "差距")
_NEAR_WEIGHTS = (44, 40, 24, 24, 24)
_REST = ("措施", "结论", "原因")
_REST_WEIGHTS = (46, 24, 90)
_EXPLAINED = (Verdict.GRANTED, Verdict.PENDING)
_CLOSING = (
    "本结果按所填资料和已公布的条款逐条计算，金额精确到分；没有填的不当作零，也不当作不符合。",
    "条款与说明不一致的，以条款原文为准；最终结果以主管部门的决定为准。",
)


def assessment_paper(report: Report, name: str) -> Document:
    """The document of a report over one firm."""
    firm = report.firms[0]
    blocks = (
        Title("政策体检报告", (name, f"（{day(report.on)}，按{report.stage}数）")),
        *_summary(firm),
        *(block for verdict in _EXPLAINED for block in _items(firm, verdict)),
        *_near(firm),
        *_unknown(firm),
        *_forecasts(firm),
        *_rest(firm),
        Heading(1, "说明"),
        *(Paragraph(text) for text in _CLOSING),
        Paragraph(f"规则库版本 {report.library}", Look.NOTE),
    )
    return Document("政策体检报告", name, report.on, blocks)


def _summary(firm: FirmReport) -> Iterator[Block]:
    counts = "，".join(f"{VERDICTS[each]} {len(firm.of(each))} 项" for each in PAYING)
    yield Paragraph(f"可以兑现 {_sum(firm.granted)}。{counts}，差一点 {len(firm.near)} 项。")
    if firm.total != firm.granted:
        yield Paragraph(f"{at_most(firm.total)}。")


def _items(firm: FirmReport, verdict: Verdict) -> Iterator[Block]:
    items = firm.of(verdict)
    if not items:
        return
    yield Heading(1, VERDICTS[verdict])
    for item in items:
        yield Heading(2, f"{item.row.title}：{_if_sum(item)}")
        yield Paragraph(f"{item.row.policy} {item.row.articles}", Look.PLAIN)
        if item.note:
            yield Paragraph(item.note, Look.PLAIN)
        yield from (Paragraph(line.sentence, Look.PLAIN) for line in item.lines)


def _near(firm: FirmReport) -> Iterator[Block]:
    if not firm.near:
        return
    yield Heading(1, "差一点")
    rows = tuple(
        (
            value(f"{near.row.code} {near.row.title}"),
            value(apart.subject),
            value(apart.now),
            value(apart.required),
            value(apart.short),
        )
        for near in firm.near
        for apart in near.miss.distances
    )
    yield _grid(_NEAR, _NEAR_WEIGHTS, rows)


def _unknown(firm: FirmReport) -> Iterator[Block]:
    items = sorted(firm.of(Verdict.UNKNOWN), key=lambda item: len(item.row.supplies))
    if not items:
        return
    yield Heading(1, "缺资料")
    rows = tuple((_title(item), value(_if_sum(item)), value(_lacking(item))) for item in items)
    yield _grid(("措施和依据", "金额", "还缺"), _REST_WEIGHTS, rows)


def _lacking(item: Item) -> str:
    awaited = "、".join(one.what for one in item.row.awaits)
    missing = "、".join(one.what for one in item.row.supplies)
    return missing + (f"；此外等待：{awaited}" if awaited else "")


def _if_sum(item: Item) -> str:
    """The sum and on what it stands, as one reads it behind a title."""
    if item.own.high is None and not item.own.low:
        return "金额尚不能确定"
    return f"{item.if_words} {_sum(item.own)}" if item.if_words else _sum(item.own)


def _forecasts(firm: FirmReport) -> Iterator[Block]:
    if not firm.forecasts:
        return
    yield Heading(1, "以后年度的预测")
    yield Paragraph("尚未到期，不计入合计。")
    rows = tuple((_title(item), value("预测"), value(_sum(item.own))) for item in firm.forecasts)
    yield _grid(("措施", "结论", "金额"), _REST_WEIGHTS, rows)


def _rest(firm: FirmReport) -> Iterator[Block]:
    items = firm.of(Verdict.DISPLACED, Verdict.EXHAUSTED, Verdict.REFUSED, Verdict.NOT_IN_FORCE)
    if not items:
        return
    yield Heading(1, "没有得到的")
    rows = tuple(
        (_title(item), value(item.row.verdict_name), value(item.row.reason)) for item in items
    )
    yield _grid(_REST, _REST_WEIGHTS, rows)


def _title(item: Item) -> GridCell:
    year = f"（第 {item.row.support_year} 年）" if item.row.support_year else ""
    row = f"，{item.row.key}" if item.row.key and item.row.subject != "企业" else ""
    return value(f"{item.row.title}{year}{row}\n{item.row.policy} {item.row.articles}")


def _grid(heads: tuple[str, ...], weights: tuple[int, ...], rows: tuple[GridRow, ...]) -> Grid:
    head = tuple(label(text) for text in heads)
    return Grid(len(heads), (head, *rows), head=1, weights=weights)


def _sum(sum_: Interval) -> str:
    return money_span(sum_.low, sum_.high)
