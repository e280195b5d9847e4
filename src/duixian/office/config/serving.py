"""Serves the site with the jobs worker beside it; both end together."""

import multiprocessing
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from duixian.office.config.beside import work_beside

TARGET = "duixian.office.config.wsgi:application"
PATIENCE = 15
"""Seconds the worker has to put its job away."""


def refuse_taken(address: str, port: int) -> None:
    """OSError where another program listens there."""
    with socket.socket() as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        tried.bind((address, port))


def serve(address: str, port: int) -> None:
    """Until Ctrl-C or SIGTERM."""
    connections.close_all()  # the server's processes begin as copies of this one
    with _worker():
        Server(
            TARGET,
            address=address,
            port=port,
            interface=Interfaces.WSGI,
            blocking_threads=2 * (os.cpu_count() or 1),
            log_level=LogLevels.warning,
            workers_kill_timeout=PATIENCE,
        ).serve()


@contextmanager
def _worker() -> Iterator[None]:
    worker = multiprocessing.get_context("spawn").Process(target=work_beside, name="jobs")
    worker.start()
    try:
        yield
    finally:
        worker.terminate()
        worker.join(PATIENCE)
        if worker.is_alive():
            worker.kill()
            worker.join()
