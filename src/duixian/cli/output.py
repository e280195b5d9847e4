"""Files written whole or not at all."""

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from duixian.cli.failures import os_message
from duixian.cli.stop import ExitCode, StopError


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A temporary file beside `path` that takes its place when the block ends well.

    Ends with `StopError` where the folder cannot be written or `path` is a device; whatever goes
    wrong, a file that was there stays as it was and nothing half written is left. A link stays a
    link, and the file it leads to is written.
    """
    path = real(path)
    handle, name = _temporary(path)
    os.close(handle)
    temporary = Path(name)
    try:
        yield temporary
        temporary.chmod(_usual_mode())
        temporary.replace(path)
    except OSError as failure:
        raise _unwritable(path, failure) from failure
    finally:
        temporary.unlink(missing_ok=True)


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file whole."""
    with replacing(path) as temporary:
        temporary.write_bytes(content)


def real(path: Path) -> Path:
    """The path without links; one that runs in circles as far as it leads."""
    return Path(os.path.realpath(path))


def _temporary(path: Path) -> tuple[int, str]:
    try:
        _refuse_what_is_no_file(path)
        return tempfile.mkstemp(prefix=f".{path.name}.", suffix=path.suffix, dir=path.parent)
    except OSError as failure:
        raise _unwritable(path, failure) from failure


def _refuse_what_is_no_file(path: Path) -> None:
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, "", str(path))
    if path.exists() and not path.is_file():
        raise OSError(errno.ENXIO, "", str(path))


def _usual_mode() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _unwritable(path: Path, failure: OSError) -> StopError:
    failure.filename = None
    return StopError(
        f"写不出 {path}：{os_message(failure)}", ExitCode.FILE, "换一个有写权限、有空间的位置"
    )
