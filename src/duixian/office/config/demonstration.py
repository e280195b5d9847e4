"""The living demonstration: invented people, and whatever else each room of the office invents."""

from collections.abc import Callable

from duixian.office.library import demonstration as library
from duixian.office.matching import demonstration as matching
from duixian.office.people import demonstration as people
from duixian.office.registry import demonstration as registry
from duixian.office.registry import demonstration_lists as lists


def settle(tell: Callable[[str], None]) -> None:
    """Make what is not there yet; `tell` hears of what takes a while."""
    tell("示例人员")
    people.settle()
    tell("政策库")
    library.stock()
    tell("企业档案")
    registry.settle(people.REGION)
    lists.settle(people.REGION)
    tell("一次匹配")
    matching.settle(people.REGION)
