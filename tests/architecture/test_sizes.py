"""No file and no function grows past what can be read in one go."""

from pathlib import Path

import pytest

from tests.architecture.repository import SOURCE, TESTS, functions, place, python_files


@pytest.mark.parametrize(("folder", "most"), [(SOURCE, 500), (TESTS, 800)], ids=["src", "tests"])
def test_no_file_is_too_long(folder: Path, most: int) -> None:
    lengths = {
        place(file): len(file.read_text(encoding="utf-8").splitlines())
        for file in python_files(folder)
    }
    assert not {file: lines for file, lines in lengths.items() if lines > most}


@pytest.mark.parametrize(("folder", "most"), [(SOURCE, 50), (TESTS, 60)], ids=["src", "tests"])
def test_no_function_is_too_long(folder: Path, most: int) -> None:
    lengths = {
        f"{place(file, node)} {node.name}": (node.end_lineno or node.lineno) - node.lineno + 1
        for file in python_files(folder)
        for node in functions(file)
    }
    assert not {function: lines for function, lines in lengths.items() if lines > most}
