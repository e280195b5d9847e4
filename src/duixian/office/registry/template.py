"""The empty workbook that offices fill in and hand in again."""

import tempfile
from functools import lru_cache
from pathlib import Path

from duixian.intake.workbook.template import write_template
from duixian.office.registry.vocabulary import vocabulary


@lru_cache(maxsize=1)
def template_workbook() -> bytes:
    """The same file as `duixian template` writes, written once a process."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "template.xlsx"
        write_template(file, vocabulary())
        return file.read_bytes()
