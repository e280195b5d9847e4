"""The 说明 of tables 4-3 and 7b: how each sum came about, in the official's words and figures."""

from collections.abc import Iterator, Sequence

from duixian.fund.figure import Figure, count
from duixian.fund.model.lines import Change, Request, Timing
from duixian.fund.reading.budget_tables import NEED
from duixian.fund.wording import in_wan, plain, said
from duixian.fund.work.book import Book
from duixian.fund.work.budget import Budget, ItemFigures, LineFigures, PartFigures
from duixian.fund.work.evaluating import figure_of
from duixian.fund.work.placeholders import with_drivers
from duixian.rulebook.units import MONEY

_SIGNS = {"相加": " + ", "相减": " − ", "相乘": " × ", "相除": " ÷ "}
_PAIR = 2


def explanation(book: Book, budget: Budget, item: ItemFigures, lines: Sequence[LineFigures]) -> str:
    """How the sums of these lines came about: notes, drivers, products, what was asked instead.

    Several are numbered （1）（2）…, each on a line of its own, followed by what the item asks for.
    """
    verb = "申请" if budget is book.asked else "安排"
    if len(lines) == 1:
        return "".join((*_of_line(book, lines[0], verb), _rounding(lines[0], verb)))
    pieces = [
        f"（{number}）{line.line.name}：{''.join(_of_line(book, line, verb))}"
        for number, line in enumerate(lines, 1)
    ]
    return "\n".join((*pieces, "".join(_of_item(book, item, verb)))).strip()


def _of_line(book: Book, line: LineFigures, verb: str) -> Iterator[str]:
    if line.line.timing is not Timing.UNSAID and line.parts:
        yield f"{line.line.timing.value}。"
    if not line.parts:
        yield f"未列资金{f'（{line.line.no_money}）' if line.line.no_money else ''}。"
    for part in line.parts:
        note = with_drivers(part.part.note, book.drivers)
        yield note if not note or note.endswith("。") else f"{note}。"
        yield f"{_calculated(part, named=len(line.parts) > 1)}。"
    if len(line.parts) > 1:
        yield f"合计 {_counts(line)}{_wan(line.need)}。"
    if line.request is not None:
        yield f"{_requested(book, line.request, line, verb)}。"


def _counts(line: LineFigures) -> str:
    """The quantities of all parts together where they count the same things."""
    quantities = [part.quantity for part in line.parts if part.quantity is not None]
    units = {_unit(quantity) for quantity in quantities}
    if len(quantities) < len(line.parts) or len(units) > 1:
        return ""
    whole = count(line.line.name, quantities)
    return f"{plain(whole.value)} {units.pop()}，".replace(" ，", "，")


def _rounding(line: LineFigures, verb: str) -> str:
    if line.amount.value == line.asked.value:
        return ""
    return f"政策项取整的尾差并入本项，{verb} {_wan(line.amount)}。"


def _of_item(book: Book, item: ItemFigures, verb: str) -> Iterator[str]:
    if item.request is not None:
        asked = _basis(book, item.request, item.need)
        yield f"以上合计 {_wan(item.need)}。{item.request.reason}，{asked}"
        yield f"{verb} {_wan(item.amount)}。"
    elif item.amount.value != item.need.value:
        yield f"以上合计 {_wan(item.need)}，{verb} {_wan(item.amount)}。"


def _calculated(part: PartFigures, *, named: bool) -> str:
    """储备库企业 120 家 + 区级新增预估 14 家 = 134 家，134 家 × 5 万元/家 = 670 万元."""
    head = f"{part.part.name}：" if named and part.part.name else ""
    if part.price is None:
        count = f"{_whole(part.quantity)}，" if part.quantity is not None else ""
        return f"{head}{count}{_whole(part.need)}"
    if part.quantity is None:
        return f"{head}{_wan(part.need)}"
    unit = _unit(part.quantity)
    price, share = _price(part)
    steps = [_whole(figure) for figure in (part.quantity, price) if _is_derived(figure)]
    product = f"{said(part.quantity)} × {_each(price, unit)}"
    if share is not None:
        product += f" × {said(share)}"
    last = f"{product} = {_wan(part.need)}"
    if share is not None and share.value != 1:
        last += f"（每{unit or '个'} {_wan(part.price)}）"
    return head + "，".join((*steps, last))


def _price(part: PartFigures) -> tuple[Figure, Figure | None]:
    """The full price, and the share of it that falls in the year where there is one."""
    if part.price is not None and part.part.share is not None:
        price, share = part.price.parts
        return price, share
    return part.price or part.need, None


def _requested(book: Book, request: Request, line: LineFigures, verb: str) -> str:
    unit = next((_unit(p.quantity) for p in line.parts if p.quantity is not None), "")
    number = plain(line.count.value)
    if request.change is Change.QUANTITY and line.price is not None:
        sums = f"{number} {unit} × {_each(line.price, unit)} = {_wan(line.asked)}"
        return f"{request.reason}，按 {number} {unit}计：{sums}"
    if request.change in {Change.UNIT, Change.QUANTITY}:
        each = f"，平均每项 {_wan(line.price)}" if line.price is not None else ""
        return f"{request.reason}，合 {number} 项{each}"
    asked = _basis(book, request, line.need)
    return f"{request.reason}，{asked}{verb} {_wan(line.asked)}"


def _basis(book: Book, request: Request, need: Figure) -> str:
    if request.basis is None:
        return ""
    given = {NEED: need.named(NEED)}
    figure = figure_of(request.basis, request.reason, book.drivers, given)
    return f"{_whole(figure)}，"


def _whole(figure: Figure) -> str:
    """A figure with the two it is made of, if it is: 300 家 ÷ 3 = 100 家."""
    return f"{_spelled(figure)} = {said(figure)}" if _is_derived(figure) else said(figure)


def _is_derived(figure: Figure) -> bool:
    return figure.how in _SIGNS and len(figure.parts) == _PAIR


def _spelled(figure: Figure) -> str:
    return _SIGNS[figure.how].join(_operand(part) for part in figure.parts).replace("） ", "）")


def _operand(figure: Figure) -> str:
    if figure.source == "写明":
        return said(figure)
    if figure.source:
        return f"{figure.name} {said(figure)}"
    return f"（{_spelled(figure)}）" if _is_derived(figure) else f"{figure.name} {said(figure)}"


def _unit(quantity: Figure | None) -> str:
    return quantity.unit.name if quantity is not None and quantity.unit is not None else ""


def _each(price: Figure, unit: str) -> str:
    """What one costs: 5 万元/家."""
    return f"{said(price)}/{unit}" if price.dimension == MONEY and unit else said(price)


def _wan(figure: Figure) -> str:
    """A sum in 万元 with as many decimals as it has, down to the fen."""
    return f"{in_wan(figure.value, 6).rstrip('0').rstrip('.')} 万元"
