"""A table as printed: heads of two rows, units, merged cells, totals, remarks."""

import pytest

from duixian.fund.figure import given
from duixian.fund.tables.table import Cell, Column, Row, Table, number, words
from duixian.paper.official.grid import Align
from duixian.paper.year.tables import caption, grid_of

FIGURE = given("数", 100, "甲")


def table(*rows: Row, unit: str = "万元") -> Table:
    columns = (
        Column("政策项"),
        Column("单价", "元", figures=True),
        Column("预算", over="2021 年度", figures=True),
        Column("支出", over="2021 年度", figures=True),
    )
    return Table("表9", "比较", columns, rows, unit, ("注", ""))


def row(name: str, *texts: str, total: bool = False) -> Row:
    cells = (words(name), *(number(FIGURE, text) for text in texts))
    return Row(name, cells, is_total=total)


def test_a_caption_says_the_unit_of_all_figures_and_a_heading_that_of_its_own() -> None:
    assert caption(table(), "表 9") == "表 9 比较（金额单位：万元）"
    assert caption(table(unit="")) == "比较"
    above, below = grid_of(table(row("甲", "1", "2", "3"))).rows[:2]
    assert [(cell.text, cell.across, cell.down) for cell in above] == [
        ("政策项", 1, 2),
        ("单价（元）", 1, 2),
        ("2021 年度", 2, 1),
    ]
    assert [cell.text for cell in below] == ["预算", "支出"]


def test_figures_stand_right_and_a_column_with_words_among_them_in_the_middle() -> None:
    figures = grid_of(table(row("甲", "1,000.50", "-", "34.47%")))
    assert [cell.align for cell in figures.rows[2]][1:] == [Align.RIGHT] * 3
    mixed = grid_of(table(row("甲", "1", "提升", "2"), row("乙", "1", "5", "2")))
    assert mixed.rows[3][2].align is Align.CENTRE


def test_equal_neighbours_become_one_cell_and_no_more_than_a_dozen_rows_share_it() -> None:
    rows = [row("同", str(at), "1", "1") for at in range(14)]
    grid = grid_of(table(*rows, row("异", "9", "1", "1")), merged=1)
    begins = [line[0].down for line in grid.rows[2:] if len(line) == 4]
    assert begins == [12, 2, 1]


def test_the_total_names_itself_over_all_columns_of_words() -> None:
    columns = (Column("序号"), Column("名称"), Column("金额", "元", figures=True))
    whole = Row("合计", (words(""), words("合计"), number(FIGURE, "5.00")), is_total=True)
    one = Row("1", (words("1"), words("甲"), number(FIGURE, "5.00")))
    last = grid_of(Table("表9", "汇总", columns, (one, whole))).rows[-1]
    assert [(cell.text, cell.across, cell.bold) for cell in last] == [
        ("合计", 2, True),
        ("5.00", 1, True),
    ]


@pytest.mark.parametrize(("remarks", "said"), [(True, "5,170.28（1-8 月）"), (False, "5,170.28")])
def test_a_remark_stands_behind_its_figure_where_the_paper_wants_it(
    *, remarks: bool, said: str
) -> None:
    cells = (words("2021"), Cell("5,170.28", FIGURE, "1-8 月"), words(""), words(""))
    grid = grid_of(table(Row("2021", cells)), remarks=remarks)
    assert grid.rows[2][1].text == said
    assert grid.rows[2][1].align is Align.RIGHT
