"""What differs from the sum itself: the value in choosing, the effect, the rows it hangs on."""

from dataclasses import replace

from duixian.rulebook.assessment import Interval, Verdict
from duixian.rulebook.explain.standing import standing
from tests.rulebook.explain.little_library import LIBRARY, assessed, one, project, title


def test_a_grant_that_stands_alone_says_nothing_more() -> None:
    assert standing(one(assessed(), "1"), LIBRARY) == ()


def test_what_awaits_a_review_may_take_nothing_from_others() -> None:
    # 10 % of 1,000 万元, and the experts have not met.
    found = one(assessed(project("p", "技改")), "2")
    assert found.verdict is Verdict.PENDING
    assert standing(found, LIBRARY) == (
        "未定之前，对同组、同一限额的其他对象按 最高 100 万元 计。",
    )


def test_a_rung_is_worth_more_in_choosing_than_it_pays_after_an_earlier_one() -> None:
    found = one(assessed(title("a", "区级", day=1), title("b", "市级", day=2)), "4", "b")
    assert standing(found, LIBRARY) == ("择高时按 20 万元 比较，兑现时为 10 万元。",)


def test_an_open_row_names_what_it_hangs_on_and_a_displaced_one_nothing() -> None:
    granted = one(assessed(), "1")
    other = replace(granted.row, measure="4", subject="认定", key="甲")
    open_row = replace(granted, verdict=Verdict.UNKNOWN, depends_on=(other,))
    assert standing(open_row, LIBRARY) == ("取决于“称号奖励”（甲）。",)
    gone = replace(granted, verdict=Verdict.DISPLACED, own=Interval(0, 0))
    assert standing(gone, LIBRARY) == ()
