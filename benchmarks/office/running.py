"""A matching run over the registry beside `duixian match` on the same data as Parquet.

Run by `make bench`, inside `tools/with_postgresql`. The run includes its export from the database;
seconds are those on the clock, because the database is a process of nobody here.
"""

import argparse
import os
import tempfile

import django

from benchmarks.population.whole import duixian

AIM = 3


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

        from benchmarks.office.registry_run import DAY, fill, run  # noqa: PLC0415 - set up first

        call_command("migrate", verbosity=0)
        filled = fill(firms)
        data, ran = run()
        cost = duixian("match", data, "--on", DAY, "--region", "闵行", "--out", f"{folder}/out")
    print(f"{firms:,} firms brought in {filled:.0f} s")
    print(f"a run over the registry {ran:.1f} s, duixian match {cost.clock:.1f} s on the clock")
    print(f"{ran / cost.clock:.2f} times, aim {AIM}; load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
