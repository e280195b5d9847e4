"""The report of many assessments as a workbook: 汇总, 明细, 缺失事实, 临近."""

from collections.abc import Iterable

from duixian.paper.assessment_report import PAYING, FirmReport, Report, own_sum
from duixian.paper.sheets import Column, Sheet, workbook
from duixian.rulebook.assessment import Interval
from duixian.rulebook.explain.gaps import Supply
from duixian.rulebook.explain.names import VERDICTS
from duixian.rulebook.explain.table import TableRow
from duixian.rulebook.expression.figures import day

Cell = str | int | None


def xlsx_of(report: Report) -> bytes:
    """The workbook of a report; the same report gives the same bytes.

    Sums are in 元, codes are text, nothing is a formula.
    """
    title = f"{day(report.on)}政策体检，按{report.stage}数，金额单位：元"
    sheets = (_summary(report), _details(report), _missing(report), _near(report))
    return workbook(sheets, title, report.on)


def _summary(report: Report) -> Sheet:
    columns = (
        Column("政策", 24),
        Column("代码", 8),
        Column("措施", 34),
        *(Column(f"{name}（项）", 12, "count") for name in VERDICTS.values()),
        Column("可以兑现 最低（元）", 18, "money"),
        Column("可以兑现 最高（元）", 18, "money"),
        Column("待定 最低（元）", 18, "money"),
        Column("待定 最高（元）", 18, "money"),
    )
    rows = [
        (
            measure.policy,
            measure.code,
            measure.title,
            *(measure.counts.get(verdict, 0) for verdict in VERDICTS),
            *_ends(measure.granted),
            *_ends(measure.possible),
        )
        for measure in report.measures
    ]
    counts = [report.count(verdict) for verdict in VERDICTS]
    rows.append(("合计", "", "", *counts, *_ends(report.granted), None, None))
    return Sheet("汇总", columns, rows, frozen=3, has_total=True)


def _ends(sum_: Interval) -> tuple[Cell, Cell]:
    """Both ends; an unbounded one is said in words."""
    return sum_.low, "未定" if sum_.high is None else sum_.high


def _details(report: Report) -> Sheet:
    columns = (
        Column("企业", 28),
        Column("统一社会信用代码", 21),
        Column("政策", 22),
        Column("代码", 7),
        Column("措施", 28),
        Column("依据", 20),
        Column("对象", 10),
        Column("编号", 18),
        Column("支持年度", 9, "count"),
        Column("受益人", 21),
        Column("结论", 14),
        Column("最低（元）", 16, "money"),
        Column("最高（元）", 16, "money"),
        Column("说明", 60, "long"),
        Column("分担", 24, "long"),
        Column("分期", 24, "long"),
    )
    rows = [_detail(firm, item.row) for firm in report.firms for item in firm.items]
    return Sheet("明细", columns, rows, frozen=2)


def _detail(firm: FirmReport, row: TableRow) -> tuple[Cell, ...]:
    return (
        firm.name,
        firm.code,
        row.policy,
        row.code,
        row.title,
        row.articles,
        row.subject,
        row.key,
        row.support_year or None,
        row.payee,
        row.verdict_name,
        *(_ends(own_sum(row)) if row.pays else (None, None)),
        row.reason,
        row.shares,
        row.instalments,
    )


def _missing(report: Report) -> Sheet:
    columns = (
        Column("企业", 28),
        Column("统一社会信用代码", 21),
        Column("要补充或等待", 12),
        Column("是什么", 48, "long"),
        Column("通常来源", 30, "long"),
        Column("政策", 22),
        Column("代码", 7),
        Column("措施", 28),
        Column("编号", 18),
        Column("如符合 最低（元）", 18, "money"),
        Column("如符合 最高（元）", 18, "money"),
    )
    rows = [
        (
            firm.name,
            firm.code,
            "等待" if one.gap.is_awaited else "补充",
            one.what,
            one.where,
            item.row.policy,
            item.row.code,
            item.row.title,
            item.row.key,
            *_ends(own_sum(item.row)),
        )
        for firm in report.firms
        for item in firm.of(*PAYING)
        for one in _all_missing(item.row)
    ]
    return Sheet("缺失事实", columns, rows, frozen=2)


def _all_missing(row: TableRow) -> Iterable[Supply]:
    return (*row.supplies, *row.awaits)


def _near(report: Report) -> Sheet:
    columns = (
        Column("企业", 28),
        Column("统一社会信用代码", 21),
        Column("政策", 22),
        Column("代码", 7),
        Column("措施", 28),
        Column("编号", 18),
        Column("差在哪里", 30, "long"),
        Column("现在", 18, "right"),
        Column("要求", 18, "right"),
        Column("差距", 18, "right"),
        Column("可以豁免", 10),
    )
    rows = [
        (
            firm.name,
            firm.code,
            near.row.policy,
            near.row.code,
            near.row.title,
            near.row.key,
            apart.subject,
            apart.now,
            apart.required,
            apart.short,
            "可以" if near.miss.waivable else "",
        )
        for firm in report.firms
        for near in firm.near
        for apart in near.miss.distances
    ]
    return Sheet("临近", columns, rows, frozen=2)
