"""A folder that is there whole or not at all."""

import errno
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LOCK = ".lock"


@contextmanager
def whole_folder(path: Path) -> Iterator[Path]:
    """A temporary folder beside `path` that takes its name when the block ends well.

    Raises `OSError`, which names `path` and not the temporary folder, where it holds something
    already or cannot be written. What a killed run left beside it is cleared away; a run that is
    still going keeps its folder.
    """
    path = Path(os.path.realpath(path))
    _refuse_what_is_there(path)
    _clear_remains(path)
    with _naming(path):
        temporary = Path(tempfile.mkdtemp(prefix=_prefix(path), dir=path.parent))
    lock = os.open(temporary / LOCK, os.O_CREAT | os.O_RDWR)
    fcntl.flock(lock, fcntl.LOCK_EX)
    try:
        with _naming(path):
            yield temporary
        (temporary / LOCK).unlink()
        temporary.chmod(0o777 & ~_mask())
        temporary.rename(path)
    finally:
        os.close(lock)
        shutil.rmtree(temporary, ignore_errors=True)


@contextmanager
def _naming(path: Path) -> Iterator[None]:
    """What goes wrong in the temporary folder of `path` is said of `path`."""
    try:
        yield
    except OSError as failure:
        if str(failure.filename).startswith(str(path.parent / _prefix(path))):
            failure.filename = str(path)
        raise


def _refuse_what_is_there(path: Path) -> None:
    if path.is_dir():
        if any(path.iterdir()):
            raise FileExistsError(errno.ENOTEMPTY, "", str(path))
    elif path.exists():
        raise FileExistsError(errno.EEXIST, "", str(path))
    elif not path.parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, "", str(path.parent))


def _clear_remains(path: Path) -> None:
    for remains in path.parent.glob(f"{_prefix(path)}*"):
        try:
            lock = os.open(remains / LOCK, os.O_RDWR)
        except OSError:
            continue
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(remains, ignore_errors=True)
        except BlockingIOError:
            pass  # its run is still going
        finally:
            os.close(lock)


def _prefix(path: Path) -> str:
    return f".{path.name}.unfinished-"


def _mask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
