"""How long a search among a million firms takes, with PostgreSQL.

Run by `make bench`, inside `tools/with_postgresql`. Every kind of search is asked with several
words, each of them warm; what is timed is the search itself, without the page.
"""

import argparse
import os
import statistics
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import django
from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    from benchmarks.office.firms import Firm

TOWN, INDUSTRY = "浦江镇", "建筑业"


def kinds(firm: "Firm") -> dict[str, dict[str, str]]:
    """What is typed by somebody who looks for a firm, by kind of search."""
    words = {
        "a whole name": firm.name,
        "its own part and the next sign": firm.name.removeprefix("上海")[: len(firm.own) + 1],
        "two signs": firm.own[:2],
        "one sign": firm.own[0],
        "words of nearly all names": "上海 有限公司",
        "a trade": "机械",
        "a trade of four signs": "智能装备",
        "initials": firm.initials[:6],
        "initials within the name": firm.initials[2:6],
        "a whole code": firm.code,
        "how a code begins": firm.code[:14],
        "how many codes begin": firm.code[:8],
        "two words that seldom meet": "电气 集团 鑫",
        "a sign that no firm has": "龘",
        "what no firm is called": f"{firm.own}无此企业",
    }
    found = {kind: {"words": each} for kind, each in words.items()}
    found["a town"] = {"town": TOWN}
    found["an industry"] = {"industry": INDUSTRY}
    found["a town and a word"] = {"town": TOWN, "words": firm.own[:2]}
    return found


def main() -> None:
    read = argparse.ArgumentParser(description=__doc__)
    read.add_argument("--firms", type=int, default=1_000_000)
    read.add_argument("--times", type=int, default=40)
    given = read.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"DUIXIAN_DATA": folder, "DUIXIAN_DEMONSTRATION": "1"}
        os.environ["DJANGO_SETTINGS_MODULE"] = "duixian.office.config.settings"
        django.setup()
        from django.core.management import call_command  # noqa: PLC0415 - set up first

        from benchmarks.office.firms import fill  # noqa: PLC0415 - set up first

        call_command("migrate", verbosity=0)
        fill(Path(folder), given.firms)
    Console().print(measured(given.firms, given.times))
    print(f"{given.firms:,} firms, load of the machine {os.getloadavg()[0]:.1f}")


def measured(firms: int, times: int) -> Table:
    """Each kind of search, asked for as many firms."""
    from benchmarks.office.firms import REGION, named  # noqa: PLC0415 - set up first
    from duixian.office.registry.finding import Search, search  # noqa: PLC0415 - set up first

    chosen = [each for at, each in enumerate(named(firms)) if at % (firms // times) == 1]
    durations: dict[str, list[float]] = defaultdict(list)
    for firm in chosen:
        for kind, wanted in kinds(firm).items():
            began = time.perf_counter()
            search(REGION, Search(**wanted))
            durations[kind].append((time.perf_counter() - began) * 1000)
    table = Table("search", "median ms", "p95 ms", "longest ms")
    for kind, taken in durations.items():
        ranked = sorted(taken)
        told = (statistics.median(ranked), ranked[int(len(ranked) * 0.95)], ranked[-1])
        table.add_row(kind, *(f"{each:.1f}" for each in told))
    return table


if __name__ == "__main__":
    main()
