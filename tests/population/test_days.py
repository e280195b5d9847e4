"""Days: a month and thirty days later are two different days."""

from datetime import date

from tests.population.agreement import Agreement, smallest
from tests.rulebook.meaning.world import ON, dossier, library, measure, policy, row

MONTH, THIRTY = "满(成立日期, 1 月, 事项日期)", "满(成立日期, 30 天, 事项日期)"
YEAR, DAYS = "满(成立日期, 1 年, 事项日期)", "满(成立日期, 360 天, 事项日期)"


def test_periods_in_months_and_in_days_from_one_day_are_told_apart() -> None:
    """From 31 January a month ends on 28 February, thirty days on 2 March; a year on 31 January."""
    held = library(
        policy(
            measure("1", when=[MONTH]),
            measure("2", when=[THIRTY]),
            measure("3", when=[YEAR]),
            measure("4", when=[DAYS]),
        )
    )
    between = dossier(
        row("a", "2021-03-01"),
        row("b", "2021-03-02"),
        row("c", "2022-01-26"),
        firm={"成立日期": date(2021, 1, 31)},
    )
    names = {("示发1号", str(number)) for number in range(1, 5)}
    agreement = Agreement(held, [between], ON, names)
    assert smallest(agreement) == ""
    granted = {(each.row.measure, each.row.key) for each in agreement.assessed() if not each.failed}
    assert granted == {
        ("1", "a"), ("1", "b"), ("1", "c"), ("2", "b"), ("2", "c"), ("4", "c"),
    }  # fmt: skip
