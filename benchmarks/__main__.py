"""How fast it is, with its spread: firms a second, loading and checking, the help page.

Run by `make bench`. Every figure is a minimum, a median and a maximum over several runs on one
core; what matters is compared with the aims of the project.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.table import Table

from duixian.cli.choosing import policies_named
from duixian.cli.inputs import library_or_stop, register_or_stop
from duixian.intake.demonstration import code_of, demonstration
from duixian.intake.register import Register
from duixian.intake.workbook.reading import read_workbook
from duixian.intake.workbook.template import write_template
from duixian.rulebook.library.check import check_library
from duixian.rulebook.library.model import Library
from duixian.rulebook.meaning import assess

DAY = date(2022, 6, 30)
RUNS = 7
ROUNDS = 10
"""How often the demonstration firms are assessed in one run."""
FIRMS = 5000

HELP = "import sys; from duixian.cli.main import main; sys.exit(main(['--help']))"
LOAD = (
    "import time; start = time.perf_counter()\n"
    "from duixian.intake.library_folder import load_library\n"
    "from duixian.rulebook.library.check import check_library\n"
    "library, _ = load_library(); check_library(library)\n"
    "print(time.perf_counter() - start)"
)


def main() -> None:
    library = library_or_stop()
    table = Table("", "min", "median", "max", "aim", title="duixian, one core")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "demo.xlsx"
        write_template(path, library.vocabulary, demonstration(library.vocabulary))
        register = register_or_stop(path, library.vocabulary)
        rates = several(lambda: firms_a_second(library, register))
        add(table, "assess, full trace, 闵行 (firms/s)", rates, "≥ 1,000")
        times = several(lambda: seconds(check_library, library))
        add(table, "check the loaded library (s)", times)
        add(table, "import, load and check the library (s)", several(load_and_check), "< 0.5")
        add(table, "duixian --help (s)", several(help_page), "< 0.3")
        large = Path(folder) / "large.xlsx"
        write_large(large, library)
        reading = several(lambda: seconds(read_workbook, large, library.vocabulary), runs=3)
        add(table, f"read a workbook of {FIRMS:,} firms (s)", reading)
    Console().print(table)


def several(measure: Callable[[], float], runs: int = RUNS) -> list[float]:
    """The measure taken several times, after one run that is not counted."""
    measure()
    return [measure() for _ in range(runs)]


def add(table: Table, name: str, values: list[float], aim: str = "") -> None:
    shown = (f"{one:,.3g}" if one < 100 else f"{one:,.0f}" for one in spread(values))
    table.add_row(name, *shown, aim)


def spread(values: list[float]) -> tuple[float, float, float]:
    return min(values), statistics.median(values), max(values)


def seconds(function: Callable[..., object], *arguments: object) -> float:
    start = time.perf_counter()
    function(*arguments)
    return time.perf_counter() - start


def firms_a_second(library: Library, register: Register) -> float:
    """Dossiers are gathered inside the clock: an assessment is nothing without one."""
    policies = policies_named(library, (), "闵行")
    start = time.perf_counter()
    for _ in range(ROUNDS):
        for code in register.codes:
            assess(library, register.dossier(code), DAY, policies=policies)
    return ROUNDS * len(register.codes) / (time.perf_counter() - start)


def load_and_check() -> float:
    done = subprocess.run([sys.executable, "-c", LOAD], capture_output=True, text=True, check=True)
    return float(done.stdout)


def help_page() -> float:
    return seconds(
        lambda: subprocess.run([sys.executable, "-c", HELP], capture_output=True, check=True)
    )


def write_large(path: Path, library: Library) -> None:
    """The first demonstration firm, its years and its row, many times over."""
    rows = demonstration(library.vocabulary)
    large = {name: [] for name in rows}
    for number in range(1, FIRMS + 1):
        firm = {"统一社会信用代码": code_of(number)}
        large["企业"].append(rows["企业"][0] | firm)
        large["企业年度"] += [row | firm for row in rows["企业年度"][:3]]
        row = rows["名录"][0] | {"企业": code_of(number), "编号": f"R{number}"}
        large["名录"].append(row)
    write_template(path, library.vocabulary, large)


if __name__ == "__main__":
    main()
