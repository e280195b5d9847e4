"""Running the command in this process, as a shell would see it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from duixian.cli.main import main


@dataclass(frozen=True, slots=True)
class Ended:
    code: int
    out: str
    err: str


Run = Callable[..., Ended]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `duixian` with these arguments."""
    monkeypatch.delenv("DUIXIAN_DEBUG", raising=False)
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    monkeypatch.delenv("COLUMNS", raising=False)  # a test worker sets it: tables would break lines

    def command(*arguments: object) -> Ended:
        code = main([str(one) for one in arguments])
        text = capsys.readouterr()
        return Ended(code, text.out, re.sub(r"\x1b\[[0-9;]*m", "", text.err))

    return command


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that `duixian demo` writes."""
    folder = tmp_path_factory.mktemp("demo")
    assert main(["demo", "--out", str(folder)]) == 0
    return folder
