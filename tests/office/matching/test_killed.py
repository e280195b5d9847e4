"""A worker that is killed in the middle of a run, for real: the run fails and leaves nothing half.

Nightly: a site of its own with its worker as another process.
"""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.nightly
PATIENCE = 180
COMPUTING = ("读入数据", "比对", "写出结果")
PREPARE = """
import django
django.setup()
from datetime import date
from django.core.management import call_command
call_command("migrate", verbosity=0)
from duixian.office.common.actor import System
from duixian.office.library import demonstration as library
from duixian.office.matching.services.start import start
from duixian.office.people import demonstration as people
from duixian.office.registry import demonstration as registry
people.settle()
library.stock()
registry.settle(people.REGION, 300)
start(System(), people.REGION, date(2022, 6, 30))
"""
WORK = """
import django
django.setup()
from duixian.office.config.jobs import work
work()
"""
Row = tuple[str, str, str, int | None]


class Site:
    """A site in a folder: its one run, and its worker."""

    def __init__(self, data: Path) -> None:
        self.data = data
        kept = {name: value for name, value in os.environ.items() if "DUIXIAN" not in name}
        self.environment = kept | {
            "DUIXIAN_DATA": str(data),
            "DUIXIAN_DEMONSTRATION": "1",
            "DJANGO_SETTINGS_MODULE": "duixian.office.config.settings",
        }
        self.workers: list[subprocess.Popen[bytes]] = []
        subprocess.run([sys.executable, "-c", PREPARE], env=self.environment, check=True)

    def work(self) -> subprocess.Popen[bytes]:
        """A worker, begun."""
        worker = subprocess.Popen([sys.executable, "-c", WORK], env=self.environment)
        self.workers.append(worker)
        return worker

    def run(self) -> Row:
        """State, step, reason and number of firms of the run."""
        with sqlite3.connect(self.data / "office.sqlite3", timeout=20) as database:
            row: Row = database.execute(
                "SELECT state, phase, reason, firms FROM matching_run"
            ).fetchone()
        database.close()
        return row

    def wait(self, until: Callable[[Row], bool]) -> Row:
        """The run as soon as it is so."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            row = self.run()
            if until(row):
                return row
            time.sleep(0.02)
        raise TimeoutError(self.run())


@pytest.fixture
def site(tmp_path) -> Iterator[Site]:
    made = Site(tmp_path)
    yield made
    for worker in made.workers:
        worker.terminate()
        worker.wait(PATIENCE)


def computing_under(worker: int) -> int:
    """The process in which the worker computes."""
    children = Path(f"/proc/{worker}/task/{worker}/children").read_text().split()
    said = {each: Path(f"/proc/{each}/cmdline").read_bytes() for each in children}
    (child,) = [each for each, words in said.items() if b"spawn_main" in words]
    return int(child)


def is_computing(row: Row) -> bool:
    assert row[0] in {"queued", "running"}, "the run ended before it could be killed"
    return row[1] in COMPUTING


def remains(site: Site) -> list[Path]:
    """What of the run is left on the disk beside the file of its lock."""
    return [path for path in (site.data / "runs").iterdir() if path.suffix != ".lock"]


def test_a_killed_worker_leaves_a_failed_run_once_the_next_one_is_there(site):
    worker = site.work()
    site.wait(is_computing)
    child = computing_under(worker.pid)
    worker.kill()
    worker.wait()
    assert site.run()[0] == "running", "nobody is there to say otherwise"
    site.work()
    state, _, reason, firms = site.wait(lambda row: row[0] != "running")
    assert (state, firms) == ("failed", None)
    assert "没有留下结果" in reason
    assert not remains(site)
    assert not Path(f"/proc/{child}").exists(), "the computation ended with its worker"


def test_a_killed_computation_is_a_failed_run_at_once(site):
    worker = site.work()
    site.wait(is_computing)
    os.kill(computing_under(worker.pid), signal.SIGKILL)
    state, _, reason, firms = site.wait(lambda row: row[0] != "running")
    assert (state, firms) == ("failed", None)
    assert reason.startswith("计算的进程意外结束")
    assert not remains(site)
