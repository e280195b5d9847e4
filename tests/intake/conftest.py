"""What the tests of workbooks share."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from duixian.intake.register import Register
from duixian.intake.workbook.reading import read_workbook
from duixian.rulebook.problems import Problem
from tests.intake.books import VOCABULARY, write_book

Sheets = Mapping[str, Sequence[Sequence[Any]]]
Read = Callable[[Sheets], tuple[Register | None, tuple[Problem, ...]]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Write these sheets to a workbook and read it back."""

    def write_and_read(sheets: Sheets) -> tuple[Register | None, tuple[Problem, ...]]:
        return read_workbook(write_book(tmp_path / "名册.xlsx", sheets), VOCABULARY)

    return write_and_read
