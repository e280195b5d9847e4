"""A district filled with firms, and a run of the whole library over it, each timed."""

import time
from datetime import date
from pathlib import Path

from duixian.office.common.actor import System
from duixian.office.library.demonstration import stock
from duixian.office.matching import folders
from duixian.office.matching.enums import State
from duixian.office.matching.models import Run
from duixian.office.matching.performing import perform
from duixian.office.matching.services.start import start
from duixian.office.people import demonstration as people
from duixian.office.registry.demonstration import settle

DAY = date(2022, 12, 31)


def fill(firms: int) -> float:
    """The seconds it takes to bring the firms in, people and policies apart."""
    people.settle()
    stock()
    began = time.perf_counter()
    settle(people.REGION, firms)
    return time.perf_counter() - began


def run() -> tuple[Path, float]:
    """Where the run over all policies left its data, and its seconds."""
    number = start(System(), people.REGION, DAY).pk
    began = time.perf_counter()
    perform(number)
    seconds = time.perf_counter() - began
    done = Run.objects.get(pk=number)
    if done.state != State.FINISHED:
        raise SystemExit(done.reason)
    return folders.data_of(done), seconds
