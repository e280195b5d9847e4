"""What stands in a written paper, read back from its bytes."""

import io
import shutil
import subprocess
from pathlib import Path

import docx
import pytest

needs_pdftotext = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="pdftotext is not installed"
)


def docx_rows(data: bytes) -> list[list[list[str]]]:
    """For every table of a docx its rows, a merged cell said once in each row it covers."""
    tables = []
    for table in docx.Document(io.BytesIO(data)).tables:
        rows = []
        for row in table.rows:
            cells = [cell.text for cell in dict.fromkeys(row.cells)]
            rows.append(cells)
        tables.append(rows)
    return tables


def docx_text(data: bytes) -> str:
    """All words of a docx, those of tables too."""
    document = docx.Document(io.BytesIO(data))
    words = [paragraph.text for paragraph in document.paragraphs]
    words += [cell for table in docx_rows(data) for row in table for cell in row]
    return "\n".join(words)


def pdf_pages(data: bytes, folder: Path) -> list[str]:
    """The words of each page of a PDF, without blanks."""
    file = folder / "paper.pdf"
    file.write_bytes(data)
    text = subprocess.check_output(["pdftotext", "-layout", file, "-"], text=True)
    return ["".join(page.split()) for page in text.split("\f")[:-1]]
