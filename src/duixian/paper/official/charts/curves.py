"""Running totals through the year, each beside the whole it should reach."""

from typing import Any

import altair as alt

from duixian.paper.official.charts.model import WIDTH, Curve, Curves
from duixian.paper.official.charts.wording import COLOURS, figure

_HEIGHT, _MONTHS = 240, 12
_LABEL = "datum.value ? datum.value + ' 月' : '年初'"
_THIN, _THICKER, _POINT, _LARGER = 2, 3, 40, 90


def curves(shown: Curves) -> dict[str, Any]:
    """The chart: a point where a sum is known, a line between, a dashed line for the whole.

    Curves that meet would hide one another: the first is the thickest and lies lowest, and the
    figures stand in the legend.
    """
    names = [_named(curve, shown.unit) for curve in shown.curves]
    points = [
        {"month": month, "value": float(value), "curve": name}
        for name, curve in zip(names, shown.curves, strict=True)
        for month, value in curve.points
    ]
    wholes = [
        {"value": float(curve.whole), "curve": name, "month": month}
        for name, curve in zip(names, shown.curves, strict=True)
        if curve.whole is not None
        for month in (0, _MONTHS)
    ]
    x = alt.X(
        "month:Q",
        title="月末累计",
        scale=alt.Scale(domain=[0, _MONTHS]),
        axis=alt.Axis(values=list(range(_MONTHS + 1)), labelExpr=_LABEL, labelOverlap=False),
    )
    y = alt.Y("value:Q", title=shown.unit, axis=alt.Axis(format=",~f", tickCount=6))
    colours = [COLOURS[at % len(COLOURS)] for at in range(len(names))]
    colour = alt.Color(
        "curve:N",
        sort=names,
        legend=alt.Legend(columns=1, symbolType="square"),
        scale=alt.Scale(domain=names, range=colours),
    )
    base = alt.Chart(alt.InlineData(values=points), width=WIDTH, height=_HEIGHT)
    layers = [
        alt.Chart(alt.InlineData(values=wholes))
        .mark_line(strokeDash=[5, 4], strokeWidth=1.2)
        .encode(x=x, y=y, color=colour)
    ]
    for at, name in enumerate(names):
        above = len(names) - 1 - at
        line = base.transform_filter(alt.datum.curve == name).encode(x=x, y=y, color=colour)
        layers += (
            line.mark_line(strokeWidth=_THIN + _THICKER * above),
            line.mark_point(filled=True, opacity=1, size=_POINT + _LARGER * above),
        )
    return alt.layer(*layers).to_dict()


def _named(curve: Curve, unit: str) -> str:
    month, value = curve.points[-1]
    whole = f"，预算 {figure(curve.whole)}" if curve.whole is not None else ""
    return f"{curve.name}：至 {month} 月支出 {figure(value)}{whole} {unit}"
