"""Two years or versions side by side, as tables."""

from collections.abc import Iterable

from duixian.fund.figure import Figure, growth
from duixian.fund.tables.table import EMPTY, Cell, Column, Row, Table, number, words
from duixian.fund.wording import change, said
from duixian.fund.work.comparison import Changed, Comparison, signed


def compared(found: Comparison) -> tuple[Table, ...]:
    """Items, lines, drivers and targets; a table only where something changed."""
    kinds = (
        ("政策项", "序号", found.items),
        ("明细", "编码", found.lines),
        ("驱动因素", "", found.drivers),
        ("绩效目标", "目标表", found.targets),
    )
    return tuple(_table(found, *kind) for kind in kinds if kind[-1])


def _table(found: Comparison, kind: str, code: str, rows: Iterable[Changed]) -> Table:
    heads = (kind, found.before.label, found.after.label, "变动", "幅度", "原因")
    columns = tuple(Column(head, figures=0 < at < len(heads) - 1) for at, head in enumerate(heads))
    lead = (Column(code),) if code else ()
    made = tuple(
        Row(each.code or each.name, _cells(each, with_code=bool(code)), each.code == "合计")
        for each in rows
    )
    caption = f"{kind}的变动：{found.before.label} → {found.after.label}"
    return Table(f"比较{kind}", caption, (*lead, *columns), made)


def _cells(each: Changed, *, with_code: bool) -> tuple[Cell, ...]:
    grown = None
    if each.before is not None and each.after is not None and each.change is not None:
        grown = growth(f"{each.name}的变动幅度", each.after, each.before)
    lead = (words(each.code),) if with_code else ()
    return (
        *lead,
        words(each.name),
        _figure(each.before),
        _figure(each.after),
        words(EMPTY) if each.change is None else number(each.change, signed(each.change)),
        words(EMPTY) if grown is None else number(grown, change(grown.value)),
        words(each.why),
    )


def _figure(figure: Figure | None) -> Cell:
    return words(EMPTY) if figure is None else number(figure, said(figure))
