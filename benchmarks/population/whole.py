"""The whole library of 闵行 on an invented district, beside merely reading and writing as much."""

import json
import statistics
import subprocess
import sys
import time
from pathlib import Path

import duckdb
from rich.console import Console
from rich.table import Table

DUIXIAN = [sys.executable, "-c", "import sys; from duixian.cli.main import main; sys.exit(main())"]
DAY = "2022-12-31"
AIM = 4


def whole_library(folder: Path, firms: int, runs: int) -> None:
    """Invent the district, match it, and print how many times longer than reading that took."""
    data = folder / "district"
    duixian("synth", "--firms", firms, "--out", data)
    matched, plain = [], []
    for number in range(runs):
        out = folder / f"result-{number}"
        arguments = ("match", data, "--on", DAY, "--region", "闵行", "--out", out)
        matched.append(duixian(*arguments))
        plain.append(read_and_write(data, out, folder / "copy.parquet"))
    summary = json.loads((folder / "result-0" / "summary.json").read_text(encoding="utf-8"))
    table = Table("", "s min", "median", "max", title=f"闵行, {firms:,} invented firms")
    table.add_row("duixian match", *spread(matched))
    table.add_row("read every column, write as much", *spread(plain))
    Console().print(table)
    times = statistics.median(matched) / statistics.median(plain)
    print(f"{times:.1f} times, aim {AIM}; {summary['firms']:,} firms")


def duixian(*arguments: object) -> float:
    """The seconds a command takes, with its start."""
    start = time.perf_counter()
    command = [*DUIXIAN, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{arguments}: {done.stderr}")
    return time.perf_counter() - start


def read_and_write(data: Path, result: Path, out: Path) -> float:
    """The seconds of reading every cell of the tables and writing a result once more."""
    start = time.perf_counter()
    with duckdb.connect() as connection:
        for file in data.glob("*.parquet"):
            connection.execute(f"SELECT bit_xor(hash(COLUMNS(*))) FROM '{file}'").fetchall()
        connection.execute(f"COPY (FROM '{result}/result.parquet') TO '{out}' (FORMAT parquet)")
    return time.perf_counter() - start


def spread(seconds: list[float]) -> list[str]:
    """The least, the middle and the most."""
    shown = (min(seconds), statistics.median(seconds), max(seconds))
    return [f"{one:.2f}" for one in shown]
