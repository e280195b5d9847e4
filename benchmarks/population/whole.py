"""The whole library of 闵行 on an invented district, beside merely reading and writing as much."""

import json
import os
import resource
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import duckdb
from rich.console import Console
from rich.table import Table

DUIXIAN = [sys.executable, "-c", "import sys; from duixian.cli.main import main; sys.exit(main())"]
DAY = "2022-12-31"
AIM = 4


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of the processors and on the clock, and the most memory held, in GB."""

    processor: float
    clock: float
    held: float


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
    columns = ("", "processor s", "clock s", "GB")
    table = Table(*columns, title=f"闵行, {firms:,} invented firms; least, middle, most")
    table.add_row("duixian match", *told(matched))
    table.add_row("read every column, write as much", *told(plain))
    Console().print(table)
    ours, least = (statistics.median(one.processor for one in each) for each in (matched, plain))
    load = os.getloadavg()[0]
    print(f"{ours / least:.1f} times, aim {AIM}; {summary['firms']:,} firms; load {load:.0f}")


def duixian(*arguments: object) -> Cost:
    """What a command costs, with its start."""
    return run([*DUIXIAN, *map(str, arguments)])


def run(command: list[str]) -> Cost:
    """What a process of its own costs; ends the benchmark where it fails."""
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command[-1]}: {process.returncode}")
    clock = time.perf_counter() - start
    return Cost(used.ru_utime + used.ru_stime, clock, used.ru_maxrss / 1e6)


def read_and_write(data: Path, result: Path, out: Path) -> Cost:
    """What it costs to read every cell of the tables and write a result once more."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    before, start = usage.ru_utime + usage.ru_stime, time.perf_counter()
    with duckdb.connect() as connection:
        for file in data.glob("*.parquet"):
            connection.execute(f"SELECT bit_xor(hash(COLUMNS(*))) FROM '{file}'").fetchall()
        connection.execute(f"COPY (FROM '{result}/result.parquet') TO '{out}' (FORMAT parquet)")
    usage, clock = resource.getrusage(resource.RUSAGE_SELF), time.perf_counter() - start
    return Cost(usage.ru_utime + usage.ru_stime - before, clock, usage.ru_maxrss / 1e6)


def told(costs: list[Cost]) -> list[str]:
    """The least, the middle and the most of each."""
    return [
        ", ".join(f"{one:.2f}" for one in (min(each), statistics.median(each), max(each)))
        for each in (
            [cost.processor for cost in costs],
            [cost.clock for cost in costs],
            [cost.held for cost in costs],
        )
    ]
