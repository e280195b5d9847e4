"""The figures of a comparison as JSON; sums in fen, null where nothing bounds them."""

from dataclasses import asdict
from typing import Any

from duixian.paper.reform.model import Affected, Comparison, Line


def as_data(found: Comparison) -> dict[str, Any]:
    """Everything but the texts of the page, by English names."""
    return asdict(found) | {
        "on": found.on.isoformat(),
        "total": _line(found.total),
        "measures": [_line(one) for one in found.measures],
        "groups": {title: [_line(one) for one in lines] for title, lines in found.groups.items()},
        "gaining": [_firm(one) for one in found.gaining],
        "losing": [_firm(one) for one in found.losing],
    }


def _line(line: Line) -> dict[str, Any]:
    low, high = line.difference
    return asdict(line) | {"difference": {"low": low, "high": high}}


def _firm(firm: Affected) -> dict[str, Any]:
    low, high = firm.difference
    return asdict(firm) | {"difference": {"low": low, "high": high}}
