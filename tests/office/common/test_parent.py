"""A process that must not go on alone ends when its parent is killed."""

import multiprocessing
import os
import signal
import time
from pathlib import Path

from duixian.office.common.parent import end_with_parent


def lone_child() -> None:
    end_with_parent(lambda: os._exit(1))
    time.sleep(60)


def parent(told: int) -> None:
    child = multiprocessing.get_context("spawn").Process(target=lone_child)
    child.start()
    os.write(told, str(child.pid).encode())
    time.sleep(60)


def lives(pid: int) -> bool:
    status = Path(f"/proc/{pid}/stat")
    return status.exists() and status.read_text().rsplit(")", 1)[1].split()[0] != "Z"


def test_a_child_ends_when_its_parent_is_killed() -> None:
    reading, writing = os.pipe()
    process = multiprocessing.get_context("fork").Process(target=parent, args=(writing,))
    process.start()
    pid = int(os.read(reading, 20))
    assert process.pid is not None
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    deadline = time.monotonic() + 20
    while lives(pid) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not lives(pid)
