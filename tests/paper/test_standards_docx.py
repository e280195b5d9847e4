"""The table of standards as a document: a row a measure, what repeats said once."""

from datetime import date

from duixian.intake.library_folder import load_library
from duixian.paper.official.grid import Grid
from duixian.paper.standards_docx import standards_document
from duixian.rulebook.views.standards import COLUMNS

LIBRARY, _ = load_library()


def table(on: date, *, only_in_force: bool) -> Grid:
    assert LIBRARY is not None
    document = standards_document(LIBRARY, "闵行区", on, only_in_force=only_in_force)
    return next(block for block in document.blocks if isinstance(block, Grid))


def test_every_measure_has_a_row_and_every_row_nine_cells():
    assert LIBRARY is not None
    grid = table(date(2022, 6, 30), only_in_force=False)
    measures = sum(len(policy.measures) for policy in LIBRARY.policies)
    assert len(grid.rows) == measures + grid.head
    assert {len(row) for row in grid.rows} == {len(COLUMNS)}


def test_what_is_not_law_on_the_day_is_left_out():
    """On 2021-06-01 5号 without its two superseded measures, and 3号: 26 and 6."""
    grid = table(date(2021, 6, 1), only_in_force=True)
    assert len(grid.rows) - grid.head == 32


def test_a_category_is_said_once():
    rows = table(date(2022, 6, 30), only_in_force=False).rows[1:]
    categories = [row[0].text for row in rows if row[0].text]
    assert len(categories) == len(set(categories))
