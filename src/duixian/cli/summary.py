"""What came of an assessment, on the screen: a line a measure, or a line an entitlement."""

from collections import Counter
from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from duixian.cli.console import plain_table
from duixian.rulebook.assessment import Assessment, Entitlement, Interval, Verdict
from duixian.rulebook.explain.names import VERDICTS
from duixian.rulebook.explain.near import near_misses
from duixian.rulebook.explain.table import TableRow, as_table
from duixian.rulebook.explain.totals import at_most
from duixian.rulebook.expression.figures import money_span
from duixian.rulebook.library.model import Library

COLOURS = {
    Verdict.GRANTED: "green",
    Verdict.PENDING: "cyan",
    Verdict.UNKNOWN: "yellow",
    Verdict.REFUSED: "dim",
    Verdict.EXHAUSTED: "dim",
    Verdict.DISPLACED: "dim",
    Verdict.NOT_IN_FORCE: "dim",
}
FAR = frozenset({Verdict.REFUSED, Verdict.NOT_IN_FORCE})
COUNTED = (Verdict.GRANTED, Verdict.PENDING, Verdict.UNKNOWN)


def print_firm(
    console: Console, assessment: Assessment, library: Library, name: str, *, everything: bool
) -> None:
    """The entitlements of one firm; those far from met only when `everything` is wanted."""
    title = f"{name}（{assessment.firm}），{assessment.on}，{assessment.stage}数"
    table = plain_table("措施", "对象", "结论", ">金额", "为什么", title=title)
    near = {miss.entitlement.row for miss in near_misses(assessment, library)}
    left_out = 0
    for row, one in zip(as_table(assessment, library), assessment.entitlements, strict=True):
        if not (everything or one.verdict not in FAR or one.row in near):
            left_out += 1
            continue
        verdict = Text(row.verdict_name, style=COLOURS[row.verdict])
        table.add_row(f"{row.code} {row.title}", _object(row), verdict, _sum(row), row.reason)
    console.print(table)
    console.print(totals([assessment]))
    if left_out:
        console.print(f"另有 {left_out} 条不符合条件或不在有效期，加 --all 列出。")


def print_measures(console: Console, assessments: Sequence[Assessment], library: Library) -> None:
    """How many rows of each measure are granted, awaited, unknown; and what they come to."""
    rows = _by_measure(assessments)
    headings = [f">{VERDICTS[verdict]}" for verdict in COUNTED]
    table = plain_table("政策", "措施", *headings, ">其他", ">可以兑现的金额", ">待定的金额")
    for policy in library.policies:
        for measure in policy.measures:
            if measure.name in rows:
                name = f"{measure.code} {measure.title}"
                table.add_row(policy.code, name, *_cells(rows[measure.name]))
    console.print(table)
    console.print(totals(assessments))


def _by_measure(assessments: Sequence[Assessment]) -> dict[tuple[str, str], list[Entitlement]]:
    rows: dict[tuple[str, str], list[Entitlement]] = {}
    for assessment in assessments:
        for one in assessment.entitlements:
            if not one.forecast:
                rows.setdefault((one.row.policy, one.row.measure), []).append(one)
    return rows


def _cells(rows: Sequence[Entitlement]) -> list[str]:
    counts = Counter(one.verdict for one in rows)
    others = len(rows) - sum(counts[verdict] for verdict in COUNTED)
    numbers = [*(counts[verdict] for verdict in COUNTED), others]
    sums = (
        _span([one.own for one in rows if one.verdict is verdict])
        for verdict in (Verdict.GRANTED, Verdict.PENDING)
    )
    return [*(str(number or "") for number in numbers), *sums]


def _span(intervals: Sequence[Interval | None]) -> str:
    known = [one for one in intervals if one is not None]
    if not known:
        return ""
    found = _sum_of(known)
    return money_span(found.low, found.high)


def _sum_of(intervals: Sequence[Interval]) -> Interval:
    bounded = [one.high for one in intervals if one.high is not None]
    high = sum(bounded) if len(bounded) == len(intervals) else None
    return Interval(sum(one.low for one in intervals), high)


def totals(assessments: Sequence[Assessment]) -> str:
    """What is granted, and the most that it may become with all that is still open."""
    granted = _sum_of([one.granted for one in assessments])
    total = _sum_of([one.total for one in assessments])
    told = f"可以兑现 {money_span(granted.low, granted.high)}"
    return f"{told}。" if total == granted else f"{told}；{at_most(total)}。"


def _object(row: TableRow) -> str:
    year = f"第 {row.support_year} 年" if row.support_year else ""
    key = "" if row.subject == "企业" else row.key
    return " ".join(filter(None, [row.subject, key, year]))


def _sum(row: TableRow) -> str:
    return money_span(row.low or 0, row.high) if row.pays else ""
