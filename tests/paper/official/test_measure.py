"""Widths of columns: they fit the page, keep figures whole and let tall rows break."""

from hypothesis import given
from hypothesis import strategies as st

from duixian.paper.official import page
from duixian.paper.official.grid import Align, Grid, GridCell, label
from duixian.paper.official.measure import (
    breaking,
    ems,
    measures,
    placed,
    room,
    stacked,
    together,
    wrapping,
)

WORDS = st.text("区级专精特新中小企业abc 1", max_size=80)
FIGURES = st.integers(0, 10**12).map(lambda number: f"{number:,}.00")


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    """A head and rows of words and figures, some columns of each."""
    right = draw(st.lists(st.booleans(), min_size=1, max_size=9))
    rows = draw(
        st.lists(st.tuples(*(FIGURES if each else WORDS for each in right)), min_size=1, max_size=6)
    )
    head = tuple(label("金额（元）" if each else "名称") for each in right)
    body = (
        tuple(
            GridCell(text, align=Align.RIGHT if each else Align.LEFT)
            for text, each in zip(row, right, strict=True)
        )
        for row in rows
    )
    return Grid(len(right), (head, *body), head=1)


@given(grid=grids(), across=st.booleans())
def test_the_columns_fill_the_page_and_never_leave_it(*, grid: Grid, across: bool) -> None:
    measured = measures(grid, across=across)
    assert sum(measured.widths) <= page.text_width(across=across) + 0.01
    assert all(width > 2 * page.INSET for width in measured.widths)


@given(grid=grids(), across=st.booleans())
def test_a_figure_keeps_to_its_line_unless_the_smallest_letters_are_too_large(
    *, grid: Grid, across: bool
) -> None:
    measured = measures(grid, across=across)
    if measured.size == page.TABLE_SIZES[-1]:
        return
    for row in placed(grid)[1:]:
        for at, cell in row:
            if cell.align is Align.RIGHT:
                room = measured.widths[at] - 2 * page.INSET
                assert ems(cell.text) * measured.size <= room + 0.2


def test_a_figure_is_never_given_a_place_to_break() -> None:
    cell = GridCell("123,456,789,012.00", align=Align.RIGHT)
    grid = Grid(9, ((cell,) * 9,))
    assert wrapping(cell, 0, measures(grid, across=False)) == cell.text


def test_a_long_run_of_letters_may_break_and_loses_none() -> None:
    cell = GridCell("A" * 200)
    grid = Grid(2, ((cell, GridCell("x")),))
    found = wrapping(cell, 0, measures(grid, across=False))
    assert "\u200b" in found
    assert found.replace("\u200b", "") == cell.text


def test_only_what_is_too_tall_for_a_page_breaks() -> None:
    grid = Grid(2, ((GridCell("短"), GridCell("短")), (GridCell("长" * 3000), GridCell("短"))))
    measured = measures(grid, across=False)
    assert breaking(grid, measured, across=False) == ((False, False), (True, True))


def test_a_short_table_stays_on_one_page_and_a_long_one_begins_with_a_few_rows() -> None:
    row = (GridCell("短"), GridCell("短"))
    short, long = (Grid(2, (row,) * rows, head=1) for rows in (8, 40))
    assert together(short, measures(short, across=False), across=False) == 8
    assert together(long, measures(long, across=False), across=False) == 4


def test_a_table_whose_first_row_is_taller_than_a_page_begins_below_its_title() -> None:
    grid = Grid(2, ((GridCell("长" * 3000), GridCell("短")), (GridCell("短"), GridCell("短"))))
    wanted = room(grid, measures(grid, across=True), across=True)
    assert wanted < page.text_height(across=True) / 2


def test_cells_below_a_merged_one_begin_beside_it() -> None:
    grid = Grid(3, ((GridCell("甲", across=2, down=2), GridCell("乙")), (GridCell("丙"),)))
    assert [[at for at, _ in row] for row in placed(grid)] == [[0, 2], [2]]


def test_a_cell_over_rows_gives_each_of_them_its_share_of_what_is_missing() -> None:
    rows = ((GridCell("高", down=3), GridCell("一")), (GridCell("二"),), (GridCell("三"),))
    tall = {"高": 90.0, "一": 10.0, "二": 10.0, "三": 40.0}
    assert stacked(Grid(2, rows), 5.0, lambda cell, _: tall[cell.text]) == [20.0, 20.0, 50.0]
