"""A forecast as data for programs: sums in fen, chances with six decimals."""

from fractions import Fraction
from typing import Any

from duixian.cli.forecasting import Shown
from duixian.cli.year_tables import as_data
from duixian.fund.figure import Figure, half_up
from duixian.fund.forecast.draws import RUNS
from duixian.fund.forecast.outlook import ASSUMPTIONS, PERCENTILES, Forecast, Outlook, unknown_lines
from duixian.fund.forecast.spread import Spread
from duixian.fund.forecast.tables import before_and_after, percent
from duixian.fund.wording import decimals

_STEP = Fraction(1, 1_000_000)


def data_of(shown: Shown) -> dict[str, Any]:
    """Everything a forecast says; pairs run from least to most."""
    made = shown.last
    data: dict[str, Any] = {
        "year": made.book.year.fund.year,
        "as_of": str(made.as_of),
        "seed": made.spreads.seed,
        "runs": RUNS,
        "assumptions": list(ASSUMPTIONS),
        "rows": _rows(made),
        "unknown": list(unknown_lines(made)),
        "months": [
            {
                "month": each.month,
                "decided": each.decided,
                **_percentiles(each.spread),
                "above": None
                if each.above is None
                else [chance_text(chance) for chance in each.above],
            }
            for each in shown.months
        ],
        "warnings": [
            {"chance": str(each.chance), "surely": each.surely, "possibly": each.possibly}
            for each in shown.warned
        ],
        "ceiling": _ceiling(shown),
    }
    if shown.after is not None:
        table = before_and_after(shown.made, shown.after, shown.asked.changes)
        data["changes"] = {"before": _rows(shown.made), **as_data(table)}
    return data


def _rows(made: Forecast) -> list[dict[str, Any]]:
    return [_row(each) for each in made.rows]


def _row(each: Outlook) -> dict[str, Any]:
    return {
        "code": each.code,
        "name": each.name,
        "level": each.level,
        "earlier": _exact(each.earlier),
        "this_year": _exact(each.this_year),
        "expected": [_exact(figure) for figure in each.expected],
        **_percentiles(each.spread),
        "asked": _exact(each.asked),
        "latest": _exact(each.latest),
    }


def _percentiles(spread: Spread) -> dict[str, Any]:
    found: dict[str, Any] = {
        percent(chance).lower(): list(spread.percentile(chance)) for chance in PERCENTILES
    }
    return {**found, "method": spread.method.name.lower()}


def _exact(figure: Figure | None) -> str | None:
    return None if figure is None else str(figure.value)


def _ceiling(shown: Shown) -> dict[str, Any] | None:
    found = shown.under
    if found is None:
        return None
    return {
        "limit": found.limit,
        "above": [chance_text(chance) for chance in found.above],
        "short": _percentiles(found.short),
        "expected_short": [int(half_up(d.mean)) for d in (found.short.low, found.short.high)],
        "moved": str(found.moved),
        "next_year": [str(each) for each in found.next_year],
        "queue": [
            {
                "line": each.trial.line,
                "key": each.trial.key,
                "instalment": each.due.name,
                "due": str(each.due.day),
                "expected": str(each.expected),
                "unpaid": str(each.unpaid),
            }
            for each in found.queue
        ],
    }


def chance_text(chance: Fraction) -> str:
    """A chance with six decimals; only what is certain is 0.000000 or 1.000000."""
    if 0 < chance < 1:
        chance = min(max(chance, _STEP), 1 - _STEP)
    return decimals(chance, 6)
