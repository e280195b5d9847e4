"""Charts drawn by Vega without a network, in the font of the papers: SVG for PDF, PNG for docx.

Lengths are drawn from floats; every figure that is printed is written from its exact value.
"""

import json
from functools import cache

import noto_cjk
import vl_convert

from duixian.paper.official.charts.bars import bars
from duixian.paper.official.charts.curves import curves
from duixian.paper.official.charts.model import Bars, Chart, Curves, Timeline
from duixian.paper.official.charts.timeline import timeline

FONT = "Noto Sans CJK SC"
_PIXELS_A_POINT = 2.5
_LOOK = {
    "font": FONT,
    "background": "white",
    "view": {"stroke": None},
    "axis": {
        "labelFontSize": 11,
        "titleFontSize": 11,
        "titleFontWeight": "normal",
        "domainColor": "#666",
        "tickColor": "#666",
        "gridColor": "#e2e2e2",
        "labelColor": "#222",
        "titleColor": "#222",
        "labelLimit": 400,
    },
    "legend": {
        "labelFontSize": 11,
        "titleFontSize": 11,
        "orient": "top",
        "title": None,
        "symbolType": "square",
        "labelLimit": 400,
    },
    "text": {"fontSize": 10, "color": "#222"},
}


def svg(chart: Chart) -> str:
    """The chart as SVG with its words as text."""
    _fonts()
    return str(vl_convert.vegalite_to_svg(_spec(chart)))


def png(chart: Chart) -> bytes:
    """The chart as PNG, fine enough to print."""
    _fonts()
    return bytes(vl_convert.vegalite_to_png(_spec(chart), scale=_PIXELS_A_POINT))


def _spec(chart: Chart) -> str:
    match chart.shows:
        case Bars():
            drawing = bars(chart.shows)
        case Curves():
            drawing = curves(chart.shows)
        case Timeline():
            drawing = timeline(chart.shows)
    spec = drawing | {"config": _LOOK}
    return json.dumps(spec, ensure_ascii=False, sort_keys=True)


@cache
def _fonts() -> None:
    vl_convert.register_font_directory(str(noto_cjk.otc_path("sans").parent))
