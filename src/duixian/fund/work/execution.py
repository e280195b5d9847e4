"""What each item and the whole fund had and spent, year by year."""

from collections.abc import Callable, Iterable

from duixian.fund.figure import Figure, given, ratio, total
from duixian.fund.model.year import Year


class Execution:
    """The budgets and the spending of a year's folder, looked up by year and item."""

    def __init__(self, year: Year) -> None:
        self._year = year
        self.years = tuple(
            sorted(
                {each.year for each in year.budgeted} | {each.year for each in year.approvals},
                reverse=True,
            )
        )
        """All years with a budget or an approval, latest first."""

    @property
    def past(self) -> tuple[int, ...]:
        """The years before the fund's own, latest first."""
        return tuple(each for each in self.years if each < self._year.fund.year)

    def approved(self, year: int) -> Figure | None:
        """The total that the budget reply allows."""
        for each in self._year.approvals:
            if each.year == year:
                return given(f"{year} 年初预算", each.amount, each.source, each.place)
        return None

    def adjusted(self, year: int, item: int) -> Figure | None:
        """The adjusted budget of an item; None where it had none."""
        for each in self._year.budgeted:
            if (each.year, each.item) == (year, item):
                name = f"{year} 年{self._name(item)}调整后预算"
                return given(name, each.amount, "预算表", each.place)
        return None

    def moved(self, year: int, item: int) -> Figure:
        """What transfers brought an item, less what they took from it."""
        moved = sum(
            each.amount * ((each.target == item) - (each.source == item))
            for each in self._year.transfers
            if each.year == year
        )
        return given(f"{year} 年{self._name(item)}调剂", moved, "调剂表")

    def spent(self, year: int, item: int) -> Figure | None:
        """What an item spent in all months known; None where it spent nothing."""
        found = [
            given(self._when(year, each.first, each.last, item), each.amount, "支出表", each.place)
            for each in self._year.spent
            if (each.year, each.item) == (year, item)
        ]
        if not found:
            return None
        return found[0] if len(found) == 1 else total(f"{year} 年{self._name(item)}支出", found)

    def all_adjusted(self, year: int) -> Figure:
        """The adjusted budget of all items."""
        return total(f"{year} 年调整后预算", self._each(self.adjusted, year))

    def all_spent(self, year: int) -> Figure:
        """The spending of all items."""
        return total(f"{year} 年实际支出", self._each(self.spent, year))

    def executed(self, year: int) -> Figure | None:
        """预算执行率: spent ÷ adjusted."""
        return ratio(f"{year} 年预算执行率", self.all_spent(year), self.all_adjusted(year))

    def months(self, year: int) -> tuple[int, int] | None:
        """First and last month of the spending known."""
        found = [each for each in self._year.spent if each.year == year]
        if not found:
            return None
        return min(each.first for each in found), max(each.last for each in found)

    def _each(self, of: Callable[[int, int], Figure | None], year: int) -> Iterable[Figure]:
        found = (of(year, item.number) for item in self._year.items)
        return (each for each in found if each is not None)

    def _name(self, item: int) -> str:
        found = self._year.item(item)
        return found.name if found else str(item)

    def _when(self, year: int, first: int, last: int, item: int) -> str:
        months = f"{first} 月" if first == last else f"{first}-{last} 月"
        return f"{year} 年 {months}{self._name(item)}支出"
