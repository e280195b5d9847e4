"""Sheets lie as the paper does: widths as far as the page goes, rows as tall as their words."""

import io
from datetime import date

import openpyxl

from duixian.paper.official.blocks import Document, NewPage
from duixian.paper.official.grid import Align, Grid, GridCell, label, value
from duixian.paper.official.sheet import LINE, layout
from duixian.paper.official.xlsx import xlsx


def table(*texts: str, columns: int = 3, head: int = 1) -> Grid:
    heads = tuple(label(f"列{at}") for at in range(columns))
    rows = tuple(tuple(value(text) for _ in range(columns)) for text in texts)
    return Grid(columns, (heads, *rows) if head else rows, head=head)


def test_a_long_text_makes_its_row_as_tall_as_its_lines() -> None:
    laid = layout(table("短", "很长的说明" * 20), across=False)
    (short,), (long,) = laid.heights[1:]
    # 100 characters in a third of 156 mm of 10.5-point letters: fourteen to a line, eight lines
    assert short < 2 * LINE
    assert 7 * LINE <= long <= 10 * LINE


def test_a_cell_over_several_rows_gets_the_room_it_needs_from_all_of_them() -> None:
    tall = GridCell("很长的说明" * 80, down=2)
    rows = ((tall, value("甲")), (value("乙"),))
    heights = layout(Grid(2, rows), across=False).heights
    assert heights[0] == heights[1]
    assert sum(map(sum, heights)) > 4 * LINE


def test_a_row_higher_than_a_sheet_allows_takes_several_rows_there() -> None:
    grid = table("很长的说明" * 300, "短")
    tall, low = layout(grid, across=False).heights[1:]
    assert len(tall) > 1
    assert max(tall) <= 409
    assert len(low) == 1
    written = xlsx(Document("题", "单位", date(2022, 1, 1), (grid,)))
    sheet = openpyxl.load_workbook(io.BytesIO(written)).worksheets[0]
    assert sheet.cell(2 + len(tall), 1).value == "短"
    merged = {str(each) for each in sheet.merged_cells.ranges}
    assert merged == {f"{column}2:{column}{1 + len(tall)}" for column in "ABC"}
    assert sheet.print_title_rows == "$1:$1"


def test_many_columns_of_figures_lie_across_and_few_stand_upright() -> None:
    figure = GridCell("123,456,789.00", align=Align.RIGHT)
    wide = Grid(9, ((figure,) * 9,) * 3)
    assert layout(wide, across=False).across
    assert not layout(table("短"), across=False).across
    assert layout(table("短"), across=True).across


def test_a_form_a_little_over_a_page_is_printed_on_one_and_a_table_never_is_squeezed() -> None:
    form = Grid(2, ((label("名称"), value("内容")),) * 20, row_height=12)
    assert layout(form, across=False).one_page
    assert not layout(table(*("短",) * 200), across=False).one_page
    long = Grid(2, ((label("名称"), value("内容")),) * 200, row_height=12)
    assert not layout(long, across=False).one_page


def test_a_sheet_turns_with_the_page_it_stands_on() -> None:
    blocks = (table("一"), NewPage(across=True), table("二"), NewPage(), table("三"))
    written = xlsx(Document("题", "单位", date(2022, 1, 1), blocks))
    book = openpyxl.load_workbook(io.BytesIO(written))
    turned = [sheet.page_setup.orientation for sheet in book.worksheets]
    assert turned == ["portrait", "landscape", "portrait"]
    assert all(sheet.freeze_panes == "A2" for sheet in book.worksheets)
