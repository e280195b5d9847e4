"""Run by `python -m benchmarks.population`: writes a district and times what decides it."""

import argparse
import time
from pathlib import Path

import duckdb

from benchmarks.population.district import SHAPE, attach, library
from benchmarks.population.generating import generate
from duixian.population.running import run
from duixian.population.statement import compile_library


def main() -> None:
    """Write the district unless it is there, match it, write the answer."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--firms", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path, default=Path("build/benchmark"))
    chosen = parser.parse_args()
    folder = chosen.folder / str(chosen.firms)
    if not folder.exists():
        generate(folder, chosen.firms)
    start = time.perf_counter()
    with duckdb.connect() as connection:
        held = library()
        attach(connection, held, folder)
        run(compile_library(held, SHAPE), connection)
    print(f"{chosen.firms:,} firms in {time.perf_counter() - start:.2f} s")


if __name__ == "__main__":
    main()
