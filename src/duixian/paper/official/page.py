"""The page and its sizes in points, after GB/T 9704; one place for every writer.

A4 with margins of 37, 35, 28 and 26 mm leaves 156 × 225 mm: 22 lines of 28 characters in 三号.
"""

POINTS_A_MILLIMETRE = 72 / 25.4

WIDTH, HEIGHT = 210, 297
TOP, BOTTOM, LEFT, RIGHT = 37, 35, 28, 26
"""Millimetres."""

BODY = 16  # 三号
TITLE = 22  # 二号
COVER = 26  # 一号
CAPTION = 12  # 小四
NOTE = 10.5  # 五号
LINE = 28  # from one line of running text to the next
TABLE_SIZES = (10.5, 9.0, 7.5, 6.5)  # 五号, 小五, 六号, 小六: the first in which the figures fit
DENSE_SIZE = 9.0  # 小五
INSET = 3.0  # beside the text of a cell
ABOVE, DENSE_ABOVE = 3.6, 2.2  # over and under the text of a cell


def text_width(*, across: bool) -> float:
    """The width of the text block in points; across, the margins turn with the page."""
    width = HEIGHT - TOP - BOTTOM if across else WIDTH - LEFT - RIGHT
    return width * POINTS_A_MILLIMETRE


def text_height(*, across: bool) -> float:
    """The height of the text block in points."""
    height = WIDTH - LEFT - RIGHT if across else HEIGHT - TOP - BOTTOM
    return height * POINTS_A_MILLIMETRE
