"""How many requests the site answers a second, beside a bare Django view, with PostgreSQL.

Run by `make bench`, inside `tools/with_postgresql`. The site, the bare view and whoever asks share
the same machine; seconds of the server's own processes are counted beside those on the clock.
"""

import argparse
import json
import os
import secrets
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
import psutil
from rich.console import Console
from rich.table import Table

HERE = Path(__file__).parent
BIN = Path(sys.executable).parent
SITE = "duixian.office.config.wsgi:application"
BARE = "benchmarks.office.bare:application"
WORKERS = 2
ROWS = 100_000
WARM = 12
"""Seconds in which each process reads the library before anything is measured."""


@dataclass(frozen=True)
class Aim:
    """Who asks, of what, and what is wanted."""

    who: str
    what: str
    target: str
    wanted: str
    users: int = 8


AIMS = (
    Aim("Bare", "a bare Django view", BARE, ""),
    Aim("Measure", "public page of a measure", SITE, "≥ 300/s"),
    Aim("SelfCheck", "self-check with full assessment", SITE, "≥ 60/s"),
    Aim("Rows", f"list of {ROWS:,} results, filtered and sorted", SITE, "p95 < 200 ms", 2),
)


def main() -> None:
    read = argparse.ArgumentParser(description=__doc__)
    read.add_argument("--seconds", type=int, default=15)
    read.add_argument("--only", choices=[aim.who for aim in AIMS])
    given = read.parse_args()
    wanted = [aim for aim in AIMS if given.only in {None, aim.who}]
    table = Table(
        "", "at once", "requests/s", "a processor second", "median ms", "p95 ms", "failed", "aim"
    )
    with tempfile.TemporaryDirectory() as folder:
        surroundings = settled(Path(folder))
        for aim in wanted:
            with served(aim.target, surroundings) as (address, server):
                asked(aim, address, surroundings, WARM)
                before = spent(server)
                told = asked(aim, address, surroundings, given.seconds)
                used = spent(server) - before
            if told is None:
                table.add_row(aim.what, "nothing was answered")
                continue
            count = told["num_requests"]
            table.add_row(
                aim.what,
                str(aim.users),
                f"{count / (told['last_request_timestamp'] - told['start_time']):.0f}",
                f"{count / used:.0f}",
                str(percentile(told, 0.5)),
                str(percentile(told, 0.95)),
                str(told["num_failures"]),
                aim.wanted,
            )
    Console().print(table)
    print(f"{WORKERS} processes of the site, load of the machine {os.getloadavg()[0]:.1f}")


def settled(folder: Path) -> dict[str, str]:
    """The demonstration with a run of many rows; what its processes need to know."""
    surroundings = os.environ | {
        "DUIXIAN_DATA": str(folder),
        "DUIXIAN_DEMONSTRATION": "1",
        "DUIXIAN_SECRET": secrets.token_urlsafe(60),
    }
    subprocess.run([BIN / "duixian", "office", "migrate"], env=surroundings, check=True)
    for result in folder.glob("runs/*/result/result.parquet"):
        spread(result)
    return surroundings


def spread(result: Path) -> None:
    """The rows of a result over and over, each time of other firms, until they are many."""
    larger = result.with_suffix(".larger")
    duckdb.execute(
        f"COPY (SELECT r.* REPLACE (r.firm || '-' || i AS firm, r.low + i AS low)"
        f" FROM read_parquet('{result}') AS r, range({ROWS}) AS t(i)"
        f" ORDER BY i LIMIT {ROWS}) TO '{larger}' (FORMAT parquet, COMPRESSION zstd)"
    )
    larger.replace(result)


@contextmanager
def served(target: str, surroundings: dict[str, str]) -> Iterator[tuple[str, psutil.Process]]:
    """The address of a server, and its process."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    words = ["--interface", "wsgi", "--workers", str(WORKERS), "--port", str(port)]
    quiet = ["--log-level", "error", "--no-access-log"]
    with subprocess.Popen([BIN / "granian", *words, *quiet, target], env=surroundings) as server:
        try:
            address = f"http://127.0.0.1:{port}"
            wait_for(address)
            yield address, psutil.Process(server.pid)
        finally:
            server.terminate()


def wait_for(address: str) -> None:
    for _ in range(600):
        try:
            with urllib.request.urlopen(address, timeout=5):  # noqa: S310 - our own address
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the server did not open")


def spent(server: psutil.Process) -> float:
    """Processor seconds of a server and its workers."""
    times = [each.cpu_times() for each in (server, *server.children(recursive=True))]
    return sum(each.user + each.system for each in times)


def asked(aim: Aim, address: str, surroundings: dict[str, str], seconds: int) -> dict | None:
    """What the requests of one kind came to; None where none was answered."""
    words = ["--headless", "--json", "--loglevel", "ERROR", "--only-summary", "-H", address]
    many = ["-u", str(aim.users), "-r", str(aim.users), "-t", f"{seconds}s", "--stop-timeout", "5"]
    said = subprocess.run(
        [BIN / "locust", "-f", HERE / "load.py", *words, *many, aim.who],
        env=surroundings,
        capture_output=True,
        text=True,
        check=False,
    )
    rows = json.loads(said.stdout[said.stdout.index("[") :])
    return next((row for row in rows if row["name"] == aim.who), None)


def percentile(told: dict, share: float) -> int:
    """How long that share of the answers took at most, in milliseconds as they were counted."""
    left = told["num_requests"] * share
    for duration, count in sorted((int(each), n) for each, n in told["response_times"].items()):
        left -= count
        if left <= 0:
            return duration
    return 0


if __name__ == "__main__":
    main()
