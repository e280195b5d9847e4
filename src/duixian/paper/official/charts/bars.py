"""Bars side by side, one group a category, each with its figure at the end."""

from typing import Any

import altair as alt

from duixian.paper.official.charts.model import Bars
from duixian.paper.official.charts.wording import COLOURS, distinct, figure

_THICK, _BETWEEN, _TICKS = 13, 14, 6


def bars(shown: Bars) -> dict[str, Any]:
    """The chart; a value nobody knows has no bar and no figure."""
    names = [series.name for series in shown.series]
    categories = distinct(shown.categories)
    rows = [
        {
            "category": category,
            "series": series.name,
            "value": float(value),
            "figure": figure(value),
        }
        for series in shown.series
        for category, value in zip(categories, series.values, strict=True)
        if value is not None
    ]
    group = max(1, len(names)) * _THICK + _BETWEEN
    base = alt.Chart(
        alt.InlineData(values=rows),
        width=shown.length,
        height=max(1, len(categories)) * max(group, 40),
    ).encode(
        y=alt.Y(
            "category:N",
            sort=categories,
            title=None,
            scale=alt.Scale(domain=categories, paddingInner=0.25),
            axis=alt.Axis(labelExpr="split(datum.label, '\\n')", ticks=False, labelPadding=8),
        ),
        yOffset=alt.YOffset("series:N", sort=names, scale=alt.Scale(domain=names)),
    )
    length = alt.X(
        "value:Q",
        title=shown.unit,
        axis=alt.Axis(format=",~f", tickCount=_ticks(shown)),
        scale=alt.Scale(domainMin=0, nice=True),
    )
    colour = alt.Color("series:N", sort=names, scale=alt.Scale(domain=names, range=_colours(shown)))
    layers = alt.layer(
        base.mark_bar().encode(x=length, color=colour),
        base.mark_text(align="left", dx=4).encode(x=length, text="figure:N"),
    )
    return layers.to_dict()


def _colours(shown: Bars) -> list[str]:
    return [series.colour or COLOURS[at % len(COLOURS)] for at, series in enumerate(shown.series)]


def _ticks(shown: Bars) -> int:
    """How many steps the axis has: of whole things never more than there are things."""
    values = [value for series in shown.series for value in series.values if value is not None]
    whole = all(value.denominator == 1 for value in values)
    return min(_TICKS, max(1, int(max(values)))) if whole and values else _TICKS
