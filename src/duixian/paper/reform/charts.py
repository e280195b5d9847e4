"""The charts of a comparison: what each version costs, and how many gain and lose."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from duixian.paper.official.charts.model import Bars, Chart, Series
from duixian.paper.reform.model import Comparison, Line

MOST = 12
_TEN_THOUSAND_YUAN = 1_000_000
_GAIN, _LOSE = "#009E73", "#D55E00"


def charts(found: Comparison) -> Iterator[Chart]:
    """Charts of measures, then of each group of firms; none where nobody is concerned."""
    for title, lines in {"措施": found.measures, **found.groups}.items():
        shown = _most(lines)
        if shown:
            yield _cost(title, shown, len(lines))
        moved = [line for line in shown if line.gaining or line.losing]
        if moved:
            yield _firms(title, moved)


def _most(lines: Sequence[Line]) -> list[Line]:
    """The lines with the largest differences, in their order; those without any sum left out."""
    some = [line for line in lines if line.base.firms or line.reform.firms]
    largest = sorted(some, key=_size, reverse=True)[:MOST]
    return [line for line in some if line in largest]


def _size(line: Line) -> tuple[int, int]:
    low, high = line.difference
    return abs(high if high is not None else low), line.reform.cost.high or 0


def _cost(title: str, lines: Sequence[Line], of: int) -> Chart:
    series = (
        Series("基准", tuple(_sum(line.base.cost.high) for line in lines)),
        Series("方案", tuple(_sum(line.reform.cost.high) for line in lines)),
    )
    cut = f"，增减最大的 {len(lines)} 项" if len(lines) < of else ""
    caption = f"各{title}的金额（待评审的按最高计{cut}）"
    told = f"{caption}，单位万元，数字见“按{title}”的表"
    return Chart(caption, told, Bars(_labels(lines), series, "万元"))


def _firms(title: str, lines: Sequence[Line]) -> Chart:
    series = (
        Series("增加", tuple(Fraction(line.gaining) for line in lines), _GAIN),
        Series("减少", tuple(Fraction(line.losing) for line in lines), _LOSE),
    )
    caption = f"各{title}增加和减少的企业"
    told = f"{caption}，单位家，数字见“按{title}”的表"
    return Chart(caption, told, Bars(_labels(lines), series, "家"))


def _labels(lines: Sequence[Line]) -> tuple[str, ...]:
    """The names without the number of the policy where all have the same."""
    parts = [line.name.partition(" ") for line in lines]
    if len(parts) > 1 and len({first for first, _, _ in parts}) == 1 and all(p[2] for p in parts):
        return tuple(rest for _, _, rest in parts)
    return tuple(line.name for line in lines)


def _sum(fen: int | None) -> Fraction | None:
    return None if fen is None else Fraction(fen, _TEN_THOUSAND_YUAN)
