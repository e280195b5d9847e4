"""How much a firm may get at the most, in words that nobody takes for a promise."""

from duixian.rulebook.assessment import Interval
from duixian.rulebook.expression.figures import money


def at_most(total: Interval) -> str:
    """The upper end of what may be paid, and on what it hangs; the lower end is what is granted."""
    most = "多少尚不能确定" if total.high is None else f" {money(total.high)}"
    return f"如待评审的都通过、缺资料的都符合，最多共{most}"
