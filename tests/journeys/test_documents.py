"""What the documents show is what the program prints: every console block is run again."""

import re
import shlex
from itertools import groupby
from pathlib import Path

import pytest

from duixian.cli.main import main
from tests.architecture.repository import ROOT

BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PROMPT = "$ "
OMITTED = "…"
PAGES = [
    page
    for page in (*ROOT.glob("README*.md"), *sorted((ROOT / "docs").rglob("*.md")))
    if BLOCK.search(page.read_text(encoding="utf-8"))
]


def spoken(page: Path) -> list[tuple[str, list[str]]]:
    """The commands of a page's console blocks, each with the lines shown below it."""
    found: list[tuple[str, list[str]]] = []
    for block in BLOCK.findall(page.read_text(encoding="utf-8")):
        for line in block.splitlines():
            if line.startswith(PROMPT):
                found.append((line.removeprefix(PROMPT), []))
            else:
                found[-1][1].append(line.rstrip())
    return found


def differs(shown: list[str], printed: list[str]) -> str:
    """The first line shown that was not printed in its place; a line … stands for any lines."""
    position, free = 0, False
    for is_gap, lines in groupby(shown, key=lambda line: line.strip() == OMITTED):
        if is_gap:
            free = True
            continue
        run = list(lines)
        places = range(position, len(printed)) if free else [position]
        start = next((i for i in places if printed[i : i + len(run)] == run), None)
        if start is None:
            return "\n".join(run)
        position, free = start + len(run), False
    return "" if free or position == len(printed) else printed[position]


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which `make run` was called."""
    folder = tmp_path_factory.mktemp("reader")
    assert main(["demo", "--out", str(folder / "build" / "demo")]) == 0
    return folder


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_command_of_a_document_prints_what_stands_below_it(
    page: Path,
    demonstration: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(demonstration)
    monkeypatch.setenv("COLUMNS", "100")
    capsys.readouterr()
    for command, shown in spoken(page):
        program, *arguments = shlex.split(command)
        if program == "cat":
            Path(arguments[0]).write_text("\n".join(shown) + "\n", encoding="utf-8")
            continue
        assert program == "duixian", command
        main(arguments)
        printed = [line.rstrip() for line in capsys.readouterr().out.rstrip().splitlines()]
        assert not differs(shown, printed), command


def test_a_line_that_is_not_printed_is_found() -> None:
    printed = ["一", "二", "三", "四"]
    assert not differs(["一", "…", "三", "四"], printed)
    assert not differs(["一", "二", "…"], printed)
    assert differs(["一", "…", "三"], printed) == "四"
    assert differs(["一", "三", "…"], printed) == "一\n三"
    assert differs(["…", "五"], printed) == "五"
