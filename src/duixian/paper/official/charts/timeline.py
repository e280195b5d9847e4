"""The plan by date: a bar from start to end, a mark where only the end is known."""

from typing import Any

import altair as alt

from duixian.paper.official.charts.model import WIDTH, Timeline
from duixian.paper.official.charts.wording import COLOURS, distinct

_ROW = 42


def timeline(shown: Timeline) -> dict[str, Any]:
    """The chart, the steps in the order given."""
    names = distinct([span.name for span in shown.spans], 12)
    rows = [
        {
            "step": name,
            "start": f"{span.start or span.end}T00:00:00",
            "end": f"{span.end}T00:00:00",
            "said": f"{span.end.month} 月 {span.end.day} 日前　{span.who}",
        }
        for name, span in zip(names, shown.spans, strict=True)
    ]
    years = sorted({day.year for span in shown.spans for day in (span.start or span.end, span.end)})
    domain = [f"{years[0]}-01-01T00:00:00", f"{years[-1]}-12-31T00:00:00"] if years else []
    x = alt.X(
        "start:T",
        title=None,
        scale=alt.Scale(domain=domain),
        axis=alt.Axis(labelExpr="(month(datum.value) + 1) + ' 月'", tickCount="month", grid=True),
    )
    y = alt.Y(
        "step:N",
        sort=names,
        title=None,
        axis=alt.Axis(labelExpr="split(datum.label, '\\n')", ticks=False, labelPadding=8),
    )
    base = alt.Chart(
        alt.InlineData(values=rows), width=WIDTH, height=max(1, len(rows)) * _ROW
    ).encode(y=y)
    layers = alt.layer(
        base.mark_bar(height=12, color=COLOURS[0]).encode(x=x, x2="end:T"),
        base.mark_point(shape="diamond", size=90, filled=True, opacity=1, color=COLOURS[1]).encode(
            x=alt.X("end:T", scale=alt.Scale(domain=domain))
        ),
        base.mark_text(align="right", dx=-9, dy=-12).encode(x=alt.X("end:T"), text="said:N"),
    )
    return layers.to_dict()
