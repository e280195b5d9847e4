"""The same tables as a folder of files: every cell as the text that a workbook shows."""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb
from python_calamine import CalamineWorkbook

from duixian.intake.workbook.cells import cell_text

Sheets = Mapping[str, Sequence[Sequence[str]]]


def sheets_of(book: Path) -> dict[str, list[list[str]]]:
    """The texts of all sheets of a workbook but the one for people."""
    with CalamineWorkbook.from_path(book) as read:
        names = [name for name in read.sheet_names if name not in {"填写说明", "选项"}]
        return {
            name: [
                [str(cell_text(cell)) for cell in row]
                for row in read.get_sheet_by_name(name).to_python(skip_empty_area=False)
            ]
            for name in names
        }


def as_csv(folder: Path, sheets: Sheets, encoding: str = "utf-8") -> Path:
    """A CSV file a sheet."""
    folder.mkdir(parents=True)
    for name, rows in sheets.items():
        with (folder / f"{name}.csv").open("w", encoding=encoding, newline="") as file:
            csv.writer(file).writerows(rows)
    return folder


def as_parquet(folder: Path, sheets: Sheets) -> Path:
    """A Parquet file of texts a sheet."""
    texts = as_csv(folder / "csv", sheets)
    for file in texts.iterdir():
        target = folder / f"{file.stem}.parquet"
        with duckdb.connect() as connection:
            connection.execute(
                f"COPY (FROM read_csv('{file}', header=true, all_varchar=true, delim=','))"
                f" TO '{target}' (FORMAT parquet)"
            )
    return folder
