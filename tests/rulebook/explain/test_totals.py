"""What a firm may get at the most is told with its condition, and with no lower end beside it."""

import pytest

from duixian.rulebook.assessment import Interval
from duixian.rulebook.explain.totals import at_most


@pytest.mark.parametrize(
    ("total", "told"),
    [
        (Interval(30_000_000, 80_000_000), "最多共 80 万元"),
        (Interval(30_000_000, None), "最多共多少尚不能确定"),
    ],
)
def test_only_the_upper_end_is_told_and_on_what_it_hangs(total: Interval, told: str) -> None:
    assert at_most(total) == f"如待评审的都通过、缺资料的都符合，{told}"
