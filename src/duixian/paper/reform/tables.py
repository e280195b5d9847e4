"""The tables of a comparison: the same for the page and for the workbook."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from duixian.paper.official.blocks import Document
from duixian.paper.official.grid import Align, Grid, GridCell, label, value
from duixian.paper.official.xlsx import xlsx
from duixian.paper.reform.model import Affected, Comparison, Line, Sum

_FEN = 100


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its title, its headings, and its rows, of which the first cell is a name."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


LINE = (
    "基准最低",
    "基准最高",
    "方案最低",
    "方案最高",
    "增减最低",
    "增减最高",
    "增加（家）",
    "减少（家）",
    "视评审（家）",
    "新增享受（家）",
    "不再享受（家）",
    "缺资料未计（家）",
)
FIRM = ("统一社会信用代码", "名称", *LINE[:6])


def tables(found: Comparison) -> Iterator[Table]:
    """All tables in order; sums in 元."""
    yield Table("合计", ("范围", *LINE), (_line(found.total),))
    yield Table("按措施", ("措施", *LINE), tuple(map(_line, found.measures)))
    for title, lines in found.groups.items():
        yield Table(f"按{title}", (title, *LINE), tuple(map(_line, lines)))
    yield Table("增加最多的企业", FIRM, _firms(found.gaining))
    yield Table("减少最多的企业", FIRM, _firms(found.losing))
    yield unknown(found)


def unknown(found: Comparison) -> Table:
    """What is not in the cost because something is unknown."""
    rows = []
    for line in (*found.measures, found.total):
        for side, told in ((line.base, "基准"), (line.reform, "方案")):
            if side.unknown_rows:
                figures = f"{side.unknown_firms:,}", f"{side.unknown_rows:,}", yuan(side.possible)
                rows.append((line.name, told, *figures))
    headings = ("措施", "版本", "企业（家）", "事项（项）", "另计，最高")
    return Table("缺资料，未计入金额", headings, tuple(rows))


def workbook(found: Comparison) -> bytes:
    """All tables as a workbook, a sheet each; sums in 元."""
    grids = tuple(_grid(table) for table in tables(found))
    return xlsx(Document("政策改革对比", "", found.on, grids))


def yuan(fen: int | None) -> str:
    """A sum in 元 with two decimals; 未定 where nothing bounds it."""
    if fen is None:
        return "未定"
    whole, rest = divmod(abs(fen), _FEN)
    return f"{'-' if fen < 0 else ''}{whole:,}.{rest:02}"


def _line(line: Line) -> tuple[str, ...]:
    counts = (line.gaining, line.losing, line.open, line.entering, line.leaving, line.unknown)
    sums = _sums(line.base.cost, line.reform.cost, line.difference)
    return line.name, *sums, *(f"{count:,}" for count in counts)


def _sums(base: Sum, reform: Sum, difference: tuple[int, int | None]) -> tuple[str, ...]:
    return tuple(yuan(each) for each in (base.low, base.high, reform.low, reform.high, *difference))


def _firms(firms: Sequence[Affected]) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (one.code, one.name, *_sums(one.base, one.reform, one.difference)) for one in firms
    )


def _grid(table: Table) -> Grid:
    head = tuple(label(heading) for heading in table.headings)
    rows = tuple(tuple(_cells(table, row)) for row in table.rows)
    return Grid(len(head), (head, *rows), 1, f"{table.title}（金额单位：元）")


def _cells(table: Table, row: Sequence[str]) -> Iterator[GridCell]:
    for heading, text in zip(table.headings, row, strict=True):
        yield value(text, align=Align.RIGHT if is_figure(heading) else Align.LEFT)


def is_figure(heading: str) -> bool:
    """Whether the column holds figures."""
    return heading in LINE or heading.endswith(("）", "最高"))
