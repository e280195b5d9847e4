"""The benchmark policy, side by side: `python -m benchmarks.population [--firms 10000000]`."""

import argparse
import statistics
import tempfile
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.population.comparing import difference, verdicts_differ
from benchmarks.population.contestant import CONTESTANTS, OURS, Cost, cost_of
from benchmarks.population.generating import generate
from benchmarks.population.whole import whole_library

PYTHON, SAMPLE = "plain Python, sums only", 100_000
REASONS = "DuckDB by hand, with reasons"
MISSING = ("rent_rate", "has_major_violation", "base_revenue")
FEW = 100_000
WIDTH = 120


def main() -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--firms", type=int, default=1_000_000)
    parser.add_argument("--district", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--district-runs", type=int, default=1)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        compare_speed(Path(name), chosen.firms, chosen.runs)
        compare_missing(Path(name))
        whole_library(Path(name), chosen.district, chosen.district_runs)


def compare_speed(folder: Path, firms: int, runs: int) -> None:
    """All contestants on one district, and how many rows each has otherwise than we."""
    districts = {count: folder / str(count) for count in {firms, min(firms, SAMPLE)}}
    for count, place in districts.items():
        generate(place, count)
    table = Table("", "s min", "median", "max", "CPU s", "GB", "inexact", title=f"{firms:,} firms")
    for name in CONTESTANTS:
        count = min(firms, SAMPLE) if name == PYTHON else firms
        costs = [cost_of(name, districts[count], answer(folder, name)) for _ in range(runs)]
        table.add_row(name, *figures(costs, firms / count), inexact(folder, name))
    Console(width=WIDTH).print(table)


def figures(costs: list[Cost], times: float) -> list[str]:
    """Seconds, seconds of the processors and gigabytes; a sample is scaled to all firms."""
    seconds = [cost.seconds * times for cost in costs]
    shown = (min(seconds), statistics.median(seconds), max(seconds))
    processor = statistics.median(cost.processor for cost in costs) * times
    memory = max(cost.memory for cost in costs)
    return [*(f"{one:.2f}" for one in shown), f"{processor:.1f}", f"{memory:.2f}"]


def answer(folder: Path, name: str) -> Path:
    """Where a contestant writes."""
    return folder / f"{list(CONTESTANTS).index(name)}.parquet"


def inexact(folder: Path, name: str) -> str:
    """The share of the decided rows that a rival has otherwise."""
    if name == OURS:
        return ""
    found = difference(answer(folder, OURS), answer(folder, name))
    shown = f"{found.inexact:,} of {found.decided:,}"
    if name == REASONS:
        verdicts = verdicts_differ(answer(folder, OURS), answer(folder, name))
        shown += f"; verdicts: {verdicts:,}"
    return shown


def compare_missing(folder: Path) -> None:
    """One column entirely missing: whom each pays, and whom it sends away without a word."""
    table = Table("column missing", "", "unknown", "paid all the same", "nothing, no word")
    for column in MISSING:
        district = folder / column
        generate(district, FEW, column)
        for name in CONTESTANTS:
            cost_of(name, district, answer(folder, name))
            found = difference(answer(folder, OURS), answer(folder, name))
            table.add_row(
                column,
                name,
                *(f"{one:,}" for one in (found.undecided, found.blindly, found.silently)),
            )
    Console(width=WIDTH).print(table)


if __name__ == "__main__":
    main()
