"""One contestant in a process of its own: `python -m benchmarks.population.contestant NAME IN OUT`.

Prints the seconds of the work, imports left out, and the most memory the process ever held.
"""

import importlib
import json
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

OURS = "duixian"
CONTESTANTS = {
    OURS: ("benchmarks.population.ours", "verdicts"),
    "duixian, not plainly refused": ("benchmarks.population.ours", "decided"),
    "DuckDB by hand, sums only": ("benchmarks.population.rivals.by_hand", "amounts"),
    "DuckDB by hand, with reasons": ("benchmarks.population.rivals.by_hand", "verdicts"),
    "Polars, sums only": ("benchmarks.population.rivals.in_polars", "amounts"),
    "OpenFisca, sums only": ("benchmarks.population.rivals.in_openfisca", "amounts"),
    "plain Python, sums only": ("benchmarks.population.rivals.in_python", "amounts"),
}


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds, seconds of the processors, and gigabytes at the highest.

    On a machine that others use too, seconds of the processors say more.
    """

    seconds: float
    processor: float
    memory: float


def cost_of(name: str, folder: Path, out: Path) -> Cost:
    """Let a contestant read the district in `folder` and write its answer to `out`."""
    command = [sys.executable, "-m", "benchmarks.population.contestant", name, folder, out]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{name}: {done.stderr}")
    return Cost(**json.loads(done.stdout.splitlines()[-1]))


def main() -> None:
    """Run the contestant that the command line names."""
    name, folder, out = sys.argv[1:]
    module, function = CONTESTANTS[name]
    work = getattr(importlib.import_module(module), function)
    start, used = time.perf_counter(), time.process_time()
    work(Path(folder), Path(out))
    seconds, processor = time.perf_counter() - start, time.process_time() - used
    print(json.dumps({"seconds": seconds, "processor": processor, "memory": highest_memory()}))


def highest_memory() -> float:
    """Gigabytes. What `getrusage` tells holds the memory of the process that started this one."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) * 1024 / 1e9


if __name__ == "__main__":
    main()
