"""A version of the budget worked out: need, request, amount, count and price of lines and items."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from duixian.fund.figure import COUNT, Figure, half_up, product, ratio, total
from duixian.fund.figure import count as how_many
from duixian.fund.model.fund import Item
from duixian.fund.model.lines import Change, Line, Origin, Part, Request, Version
from duixian.fund.model.year import Year
from duixian.fund.wording import in_wan
from duixian.fund.work.evaluating import Drivers, figure_of
from duixian.rulebook.units import MONEY, PURE


@dataclass(frozen=True, slots=True)
class PartFigures:
    """A part of a need: its sum, and quantity and price where it has them."""

    part: Part
    need: Figure
    quantity: Figure | None
    price: Figure | None


@dataclass(frozen=True, slots=True)
class LineFigures:
    """A line in a version; `asked` is before rounding of its item, `amount` what the papers show.

    `price` is what one of `count` gets; `average` where it is the amount divided by the count.
    """

    line: Line
    parts: tuple[PartFigures, ...]
    request: Request | None
    need: Figure
    asked: Figure
    amount: Figure
    count: Figure
    price: Figure | None
    average: bool


@dataclass(frozen=True, slots=True)
class ItemFigures:
    """An item in a version: the lines and what they come to."""

    item: Item
    lines: tuple[LineFigures, ...]
    request: Request | None
    need: Figure
    amount: Figure
    count: Figure
    price: Figure | None

    @property
    def shown(self) -> tuple[LineFigures, ...]:
        """The lines that money goes to."""
        return tuple(line for line in self.lines if line.amount.value)


@dataclass(frozen=True, slots=True)
class Budget:
    """A version of the budget with all its figures."""

    version: Version
    items: tuple[ItemFigures, ...]
    total: Figure

    def item(self, number: int) -> ItemFigures:
        """The figures of an item."""
        return next(each for each in self.items if each.item.number == number)

    def line(self, code: str) -> LineFigures | None:
        """The figures of a line."""
        return next((e for item in self.items for e in item.lines if e.line.code == code), None)

    def need_of(self, *origins: Origin) -> Figure:
        """The need of projects of these years."""
        parts = (part for item in self.items for line in item.lines for part in line.parts)
        chosen = [part.need for part in parts if part.part.origin in origins]
        return total(f"{'、'.join(origins)}项目的需求", chosen)


def work_out(year: Year, version: Version, drivers: Drivers) -> Budget:
    """The figures of one version."""
    parts: dict[str, list[Part]] = {}
    for part in year.parts:
        if part.version == version.name:
            parts.setdefault(part.line, []).append(part)
    requests = {(r.item, r.line): r for r in year.requests if r.version == version.name}
    lines: dict[int, list[Line]] = {}
    for line in year.lines:
        lines.setdefault(line.item, []).append(line)
    order = {code: position for position, code in enumerate(parts)}
    items = tuple(
        _item(
            item,
            sorted(lines.get(item.number, ()), key=lambda line: order.get(line.code, len(order))),
            parts,
            requests,
            version,
            drivers,
        )
        for item in year.items
    )
    whole = total(f"{version.name}合计", (each.amount for each in items))
    return Budget(version, items, whole)


def _item(  # noqa: PLR0913, PLR0917 - an item and all that bears on it
    item: Item,
    lines: Iterable[Line],
    parts: Mapping[str, list[Part]],
    requests: Mapping[tuple[int, str], Request],
    version: Version,
    drivers: Drivers,
) -> ItemFigures:
    worked = [
        _line(line, parts.get(line.code, []), requests.get((item.number, line.code)), drivers)
        for line in lines
    ]
    request = requests.get((item.number, ""))
    need = total(f"{item.name}的需求", (each.need for each in worked))
    asked = total(item.name, (each.asked for each in worked if each.asked.value))
    count = _sum_of_counts(item.name, worked)
    if request is not None:
        asked = _requested(request, item.name, need, drivers)
        count = _count(request, count, item.name, drivers)
        amount = asked
    else:
        amount = _rounded(asked, version.round_to)
        worked = _with_rest(worked, amount.value - asked.value, amount)
    price = ratio(f"{item.name}的平均单价", amount, count, MONEY)
    return ItemFigures(item, tuple(worked), request, need, amount, count, price)


def _line(
    line: Line, parts: Iterable[Part], request: Request | None, drivers: Drivers
) -> LineFigures:
    worked = tuple(_part(part, line, drivers) for part in parts)
    need = total(f"{line.name}的需求", (each.need for each in worked))
    if len(worked) == 1:
        need = worked[0].need.named(f"{line.name}的需求")
    counts = [each.quantity for each in worked if each.quantity is not None]
    count = how_many(f"{line.name}的数量", counts)
    prices = {each.price.value: each.price for each in worked if each.price is not None}
    alike = len(prices) == 1 and all(each.price is not None for each in worked)
    common = next(iter(prices.values())) if alike else None
    asked, price = need.named(line.name), common
    if request is not None:
        asked, count, price = _line_request(request, line, need, count, common, drivers)
    average = price is None
    if price is None:
        price = ratio(f"{line.name}的平均单价", asked, count, MONEY)
    return LineFigures(line, worked, request, need, asked, asked, count, price, average)


def _line_request(  # noqa: PLR0913, PLR0917 - a request and what it may change
    request: Request,
    line: Line,
    need: Figure,
    count: Figure,
    price: Figure | None,
    drivers: Drivers,
) -> tuple[Figure, Figure, Figure | None]:
    wanted = _count(request, count, line.name, drivers)
    match request.change:
        case Change.QUANTITY if price is not None:
            how = f"按申请数量，{request.reason}"
            asked = product(line.name, (wanted, price)).noted(how)
            return asked, wanted, price
        case Change.UNIT | Change.QUANTITY:
            return need.named(line.name), wanted, None
        case Change.PRICE:
            return _requested(request, line.name, need, drivers), wanted, None
        case Change.TOTAL:
            return _requested(request, line.name, need, drivers), wanted, price


def _requested(request: Request, name: str, need: Figure, drivers: Drivers) -> Figure:
    if request.amount is None:
        return need.named(name)
    asked = figure_of(request.amount, name, drivers)
    note = f"{request.author}：{request.reason}"
    return replace(asked, how="申请数", parts=(need,), source=note, place=request.place)


def _count(request: Request, count: Figure, name: str, drivers: Drivers) -> Figure:
    if request.count is None:
        return count
    wanted = figure_of(request.count, f"{name}申请的数量", drivers)
    parts = (wanted, count.named(f"{name}测算的数量"))
    by = f"{request.author}：{request.reason}"
    how = "以申请数为准"
    return Figure(f"{name}的数量", wanted.value, PURE, how, parts, by, COUNT, request.place)


def _part(part: Part, line: Line, drivers: Drivers) -> PartFigures:
    name = part.name or line.name
    quantity = None
    if part.quantity is not None:
        quantity = figure_of(part.quantity, f"{name}的数量", drivers)
    if part.amount is not None:
        need = figure_of(part.amount, name, drivers)
        return PartFigures(part, replace(need, place=part.place), quantity, None)
    price = figure_of(part.price, f"{name}的标准", drivers) if part.price else _nothing(name)
    if part.share is not None:
        share = figure_of(part.share, f"{name}的当年比例", drivers)
        price = product(f"{name}的当年单价", (price, share))
    need = product(name, (quantity or _nothing(name), price))
    return PartFigures(part, replace(need, place=part.place), quantity, price)


def _nothing(name: str) -> Figure:
    return Figure(name, Fraction(0), PURE)


def _sum_of_counts(name: str, lines: Iterable[LineFigures]) -> Figure:
    return how_many(f"{name}的数量", (each.count for each in lines if each.amount.value))


def _rounded(amount: Figure, step: int) -> Figure:
    value = half_up(amount.value, step)
    if value == amount.value:
        return amount
    how = f"四舍五入到 {in_wan(Fraction(step), 0)} 万元"
    return Figure(amount.name, value, MONEY, how, (amount,))


def _with_rest(lines: list[LineFigures], rest: Fraction, amount: Figure) -> list[LineFigures]:
    """The lines, what rounding their item left being put to the first that has money."""
    if not rest:
        return lines
    at = next(number for number, each in enumerate(lines) if each.asked.value)
    first = lines[at]
    left = Figure(f"{amount.name}取整的尾差", rest, MONEY, "取整后 − 取整前", ())
    first = replace(first, amount=total(first.line.name, (first.asked, left)))
    return [*lines[:at], first, *lines[at + 1 :]]
