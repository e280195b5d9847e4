"""Tables of a year on the screen."""

import pytest

from duixian.cli.year_tables import MOST_ROWS, print_table
from duixian.fund.tables.table import Column, Row, Table, words


@pytest.mark.parametrize(("rows", "left"), [(MOST_ROWS, ""), (MOST_ROWS + 3, "还有 3 行")])
def test_of_a_very_long_table_the_screen_says_how_much_it_leaves_out(
    rows: int, left: str, capsys: pytest.CaptureFixture[str]
) -> None:
    made = [Row(str(at), (words(f"第{at}行"),)) for at in range(rows)]
    made.append(Row("合计", (words("合计"),), is_total=True))
    print_table(Table("长表", "长表", (Column("行"),), tuple(made)))
    shown = capsys.readouterr().out
    assert f"第{MOST_ROWS - 1}行" in shown
    assert f"第{MOST_ROWS}行" not in shown
    assert ("--json" in shown) == bool(left)
    assert left in shown
    assert "合计 " in shown
