"""The jobs worker: does what pages have put off, one after the other, until it is told to end."""

import fcntl
import logging
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from django.conf import settings
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from duixian.office.matching.services.settle_abandoned import settle_abandoned
from duixian.office.notices.services.pick_up_mails import pick_up_mails

PAUSE = 0.5
"""Seconds between two looks at an empty queue."""
LOCK = "jobs.lock"


class Jobs:
    """Takes jobs from the queue of the database; `end` stops after, or in the middle of, a job."""

    def __init__(self) -> None:
        self.ended = False

    def end(self, number: int, frame: FrameType | None) -> None:
        """A signal: whatever is going on ends now and says so where it keeps its state."""
        del number, frame
        self.ended = True
        raise SystemExit

    def work(self) -> None:
        """Until a signal comes."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self.end)
        with _here():
            while not self.ended:
                settle_abandoned()
                pick_up_mails()
                self._round()
                time.sleep(PAUSE)

    def _round(self) -> None:
        """All jobs that wait now; a job that a signal ended is written down as failed."""
        while not self.ended and _one_job():
            pass


def _one_job() -> bool:
    worker = Worker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=1,
        worker_id=get_random_string(32),
        excluded_queue_names=[],
    )
    worker.run()
    return worker._run_tasks > 0  # noqa: SLF001 - the package tells it nowhere else


def work() -> None:
    """The worker as a process of its own."""
    logging.getLogger("django_tasks").setLevel(logging.WARNING)
    Jobs().work()


@contextmanager
def _here() -> Iterator[None]:
    """Holds, with all other workers, the file that shows that one is there."""
    with (settings.DUIXIAN_DATA / LOCK).open("w") as file:
        fcntl.flock(file, fcntl.LOCK_SH)
        yield


def is_working() -> bool:
    """Whether a worker is there; the lock goes with its process, however that ends."""
    path = settings.DUIXIAN_DATA / LOCK
    if not path.exists():
        return False
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False
