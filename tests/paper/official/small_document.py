"""A document with every kind of block, small."""

from datetime import date
from fractions import Fraction

from duixian.paper.official.blocks import (
    Contents,
    Cover,
    Document,
    Heading,
    NewPage,
    Paragraph,
    Signature,
    Title,
)
from duixian.paper.official.charts.model import Bars, Chart, Series
from duixian.paper.official.grid import Align, Grid, GridCell, label, value

TABLE = Grid(
    columns=3,
    rows=(
        (label("项目"), label("年度", across=2)),
        (GridCell("技改", down=2), GridCell("2021"), GridCell("3,500.00", align=Align.RIGHT)),
        (GridCell("2022"), GridCell("4,000.00", align=Align.RIGHT)),
    ),
    head=1,
    caption="表 1 两年（金额单位：万元）",
    notes=("注：逐项核对。",),
)
FORM = Grid(2, ((label("项目名称"), value("a < b & c")),), row_height=12)

SPENT = Series("2021", (Fraction(5),))


def small_document() -> Document:
    return Document(
        "评审报告",
        "某区经委",
        date(2021, 10, 20),
        (
            Cover(("某区经委", "评审报告"), (("项目单位", "某区经委"),), "2021 年 10 月"),
            Contents(),
            Title("自评报告", ("（2022 年度）",)),
            Heading(1, "概况"),
            Heading(2, "背景"),
            Paragraph("第一轮政策。"),
            TABLE,
            NewPage(across=True),
            Heading(1, "附件 1：描述", numbered=False),
            Heading(1, "里面", listed=False),
            FORM,
            Chart("图 1 支出", "支出五万元", Bars(("技改",), (SPENT,), "万元")),
            Signature((("日期", ""),)),
        ),
    )
