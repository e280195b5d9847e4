"""A matching run over the registry beside `duixian match` on the same data as Parquet.

Run by `make bench`, inside `tools/with_postgresql`. The run includes its export from the database;
seconds are those on the clock, because the database is a process of nobody here.
"""

import argparse
import os
import tempfile
import time
from datetime import date
from pathlib import Path

import django

from benchmarks.population.whole import duixian

AIM = 3
DAY = date(2022, 12, 31)


def main() -> None:
    """Fill a district, run the whole library over it, and match what was exported."""
    read = argparse.ArgumentParser(description=__doc__)
    read.add_argument("--firms", type=int, default=1_000_000)
    firms = read.parse_args().firms
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"DUIXIAN_DATA": folder, "DUIXIAN_DEMONSTRATION": "1"}
        os.environ["DJANGO_SETTINGS_MODULE"] = "duixian.office.config.settings"
        django.setup()
        from django.core.management import call_command  # noqa: PLC0415 - set up first

        call_command("migrate", verbosity=0)
        filled = _filled(firms)
        data, ran = _ran()
        cost = duixian("match", data, "--on", DAY, "--region", "闵行", "--out", f"{folder}/out")
    print(f"{firms:,} firms brought in {filled:.0f} s")
    print(f"a run over the registry {ran:.1f} s, duixian match {cost.clock:.1f} s on the clock")
    print(f"{ran / cost.clock:.2f} times, aim {AIM}; load {os.getloadavg()[0]:.1f}")


def _filled(firms: int) -> float:
    """The seconds it takes to bring the firms in, people and policies apart."""
    from duixian.office.library.demonstration import stock  # noqa: PLC0415 - set up first
    from duixian.office.people import demonstration as people  # noqa: PLC0415 - set up first
    from duixian.office.registry.demonstration import settle  # noqa: PLC0415 - set up first

    people.settle()
    stock()
    began = time.perf_counter()
    settle(people.REGION, firms)
    return time.perf_counter() - began


def _ran() -> tuple[Path, float]:
    """Where the run over all policies left its data, and its seconds."""
    from duixian.office.common.actor import System  # noqa: PLC0415 - set up first
    from duixian.office.matching import folders  # noqa: PLC0415 - set up first
    from duixian.office.matching.models import Run  # noqa: PLC0415 - set up first
    from duixian.office.matching.performing import perform  # noqa: PLC0415 - set up first
    from duixian.office.matching.services.start import start  # noqa: PLC0415 - set up first
    from duixian.office.people.demonstration import REGION  # noqa: PLC0415 - set up first

    run = start(System(), REGION, DAY)
    began = time.perf_counter()
    perform(run.pk)
    seconds = time.perf_counter() - began
    run = Run.objects.get(pk=run.pk)
    if run.state != "finished":
        raise SystemExit(run.reason)
    return folders.data_of(run), seconds


if __name__ == "__main__":
    main()
