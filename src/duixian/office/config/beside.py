"""The jobs worker as a child of the site: it ends when its parent does, however that ended."""

import multiprocessing
import os
import signal
import threading

import django


def work_beside() -> None:
    """The whole of the child process."""
    django.setup()
    from duixian.office.config.jobs import work  # noqa: PLC0415 - models need the site set up

    threading.Thread(target=_end_with_parent, daemon=True).start()
    work()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)
