"""The jobs worker as a child of the site: it ends when its parent does, however that ended."""

import os
import signal

import django

from duixian.office.common.parent import end_with_parent


def work_beside() -> None:
    """The whole of the child process."""
    django.setup()
    from duixian.office.config.jobs import work  # noqa: PLC0415 - models need the site set up

    end_with_parent(lambda: os.kill(os.getpid(), signal.SIGTERM))
    work()
