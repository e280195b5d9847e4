"""The living demonstration: invented people, and whatever else each room of the office invents."""

from collections.abc import Callable

from duixian.office.library import demonstration as library
from duixian.office.people import demonstration as people


def settle(tell: Callable[[str], None]) -> None:
    """Make what is not there yet; `tell` hears of what takes a while."""
    tell("示例人员")
    people.settle()
    tell("政策库")
    library.stock()
