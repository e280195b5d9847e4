"""A process that ends with the one that started it, however that one ended."""

import multiprocessing
import threading
from collections.abc import Callable


def end_with_parent(end: Callable[[], None]) -> None:
    """Call `end` from a thread once the parent process is gone, be it killed."""
    threading.Thread(target=_wait, args=(end,), daemon=True).start()


def _wait(end: Callable[[], None]) -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        end()
