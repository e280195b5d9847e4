"""Official texts named on the command line."""

from pathlib import Path

from duixian.cli.stop import ExitCode, StopError
from duixian.paper.files import read_text


def text_or_stop(path: Path) -> str:
    """The text of a file; ends where there is none."""
    try:
        return read_text(path)
    except ValueError as wrong:
        raise StopError(str(wrong), ExitCode.FILE) from wrong
