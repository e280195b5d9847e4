"""Running totals through the year, each beside the whole it should reach."""

from typing import Any

import altair as alt

from duixian.paper.official.charts.bars import WIDTH
from duixian.paper.official.charts.model import Curves
from duixian.paper.official.charts.wording import COLOURS, figure

_HEIGHT, _MONTHS = 240, 12


def curves(shown: Curves) -> dict[str, Any]:
    """The chart: a point where a sum is known, a line between, a dashed line for the whole."""
    names = [curve.name for curve in shown.curves]
    points = [
        {"month": month, "value": float(value), "curve": curve.name, "figure": figure(value)}
        for curve in shown.curves
        for month, value in curve.points
    ]
    wholes = [
        {"value": float(curve.whole), "curve": curve.name, "month": month}
        for curve in shown.curves
        if curve.whole is not None
        for month in (0, _MONTHS)
    ]
    x = alt.X(
        "month:Q",
        title="月末累计",
        scale=alt.Scale(domain=[0, _MONTHS]),
        axis=alt.Axis(values=list(range(_MONTHS + 1)), labelExpr="datum.value + ' 月'"),
    )
    y = alt.Y("value:Q", title=shown.unit, axis=alt.Axis(format=",~f", tickCount=6))
    colour = alt.Color(
        "curve:N", sort=names, scale=alt.Scale(domain=names, range=list(COLOURS[: len(names)]))
    )
    line = alt.Chart(alt.InlineData(values=points), width=WIDTH, height=_HEIGHT).encode(x=x, y=y)
    ends = [point for point in points if point["month"]]
    said = alt.Chart(alt.InlineData(values=ends)).encode(x=x, y=y, text="figure:N")
    layers = alt.layer(
        alt.Chart(alt.InlineData(values=wholes))
        .mark_line(strokeDash=[5, 4], strokeWidth=1.2)
        .encode(x=x, y=y, color=colour),
        line.mark_line(point=alt.OverlayMarkDef(size=45)).encode(color=colour),
        said.mark_text(align="right", dx=-6, dy=-7),
    )
    return layers.to_dict()
