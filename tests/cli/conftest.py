"""Running the command in this process, as a shell would see it."""

import re
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import pytest

from duixian.cli.main import main


@dataclass(frozen=True, slots=True)
class Ended:
    code: int
    out: str
    err: str


Run = Callable[..., Ended]


def _ended(*arguments: object) -> Ended:
    out, err = StringIO(), StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        # A test worker sets COLUMNS: tables would break lines.
        for name in ("DUIXIAN_DEBUG", "FORCE_COLOR", "COLUMNS"):
            patch.delenv(name, raising=False)
        code = main([str(one) for one in arguments])
    return Ended(code, out.getvalue(), re.sub(r"\x1b\[[0-9;]*m", "", err.getvalue()))


@pytest.fixture(scope="session")
def run() -> Run:
    """Run `duixian` with these arguments."""
    return _ended


@pytest.fixture(scope="session")
def demonstration(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that `duixian demo` writes."""
    folder = tmp_path_factory.mktemp("demo")
    assert run("demo", "--out", folder).code == 0
    return folder
