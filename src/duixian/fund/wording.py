"""Figures as the papers print them, and their making as Chinese lines."""

from collections.abc import Iterator
from fractions import Fraction

from duixian.fund.figure import COUNT, Figure
from duixian.rulebook.expression.figures import quantity
from duixian.rulebook.units import MONEY, PURE

FEN_A_YUAN = 100
FEN_A_WAN = 1_000_000


def decimals(value: Fraction, places: int) -> str:
    """A number with thousands separators and a fixed number of decimals, rounded half up."""
    above, below = abs(value.numerator) * 10**places, value.denominator
    scaled = (2 * above + below) // (2 * below)
    head, tail = divmod(scaled, 10**places)
    sign = "-" if value < 0 and scaled else ""
    return f"{sign}{head:,}" + (f".{tail:0{places}}" if places else "")


def in_yuan(fen: Fraction, places: int = 2) -> str:
    """A sum in 元: 22,400,000.00."""
    return decimals(fen / FEN_A_YUAN, places)


def in_wan(fen: Fraction, places: int = 2) -> str:
    """A sum in 万元: 4,755.00."""
    return decimals(fen / FEN_A_WAN, places)


def rate(value: Fraction, places: int = 2) -> str:
    """A rate: 34.47%."""
    return f"{decimals(value * 100, places)}%"


def change(value: Fraction) -> str:
    """A growth with its sign, at most two decimals: +33.33%, -7.7%."""
    return f"{'+' if value > 0 else ''}{_short_rate(value)}"


def plain(value: Fraction) -> str:
    """A number as short as it is exact, up to four decimals."""
    text = decimals(value, 4)
    return text.rstrip("0").rstrip(".")


def said(figure: Figure) -> str:
    """A figure in the unit it is spoken of in; a sum with 角 and 分 in 元, so that none is lost."""
    if figure.unit == COUNT:
        return plain(figure.value)
    if figure.dimension == PURE and figure.unit is None:
        whole = figure.value.denominator == 1 and abs(figure.value) != 1
        return plain(figure.value) if whole or not figure.value else _short_rate(figure.value)
    if figure.dimension == MONEY and figure.unit is None:
        if figure.value.denominator == 1 and figure.value % FEN_A_YUAN:
            return f"{in_yuan(figure.value)} 元"
        return f"{plain(figure.value / FEN_A_WAN)} 万元"
    return quantity(figure.value, figure.dimension, figure.unit)


def _short_rate(value: Fraction) -> str:
    return f"{decimals(value * 100, 2).rstrip('0').rstrip('.')}%"


def lines_of(figure: Figure, depth: int = 0) -> Iterator[tuple[int, str]]:
    """What a figure is made of: depth and a line of Chinese, the figure itself first."""
    tail = "".join(
        (
            f"：{figure.how}" if figure.how else "",
            f"（{figure.source}）" if figure.source else "",
            f"　〔{figure.place}〕" if figure.place is not None else "",
        )
    )
    yield depth, f"{figure.name} = {said(figure)}{tail}"
    for part in figure.parts:
        yield from lines_of(part, depth + 1)
