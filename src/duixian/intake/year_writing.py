"""Writes the folder of a year: year.yaml, the notes, and its tables as CSV or as one workbook."""

import csv
from collections.abc import Sequence
from datetime import datetime
from io import StringIO
from pathlib import Path

import xlsxwriter

from duixian.fund.following.notes import guidance, note, table_note
from duixian.fund.following.sheets import Sheet
from duixian.fund.reading.year import HEAD, TABLES
from duixian.intake.year_folder import BOOK

NOTES = "填写说明.md"
CREATED = datetime(2020, 1, 1)  # noqa: DTZ001 - a fixed stamp, so that the same rows give the same file
WIDTH = 16


def write_year(folder: Path, head: str, sheets: Sequence[Sheet], *, workbook: bool) -> None:
    """Write all files into a folder that is there. Raises `OSError`."""
    (folder / HEAD).write_text(head, encoding="utf-8")
    (folder / NOTES).write_text(guidance(), encoding="utf-8")
    if workbook:
        _write_book(folder / BOOK, sheets)
        return
    for sheet in sheets:
        (folder / f"{sheet.name}.csv").write_text(_csv(sheet), encoding="utf-8")


def _csv(sheet: Sheet) -> str:
    text = StringIO()
    csv.writer(text, lineterminator="\n").writerows((sheet.headings, *sheet.rows))
    return text.getvalue()


def _write_book(path: Path, sheets: Sequence[Sheet]) -> None:
    with xlsxwriter.Workbook(path, {"in_memory": True}) as book:
        book.set_properties({"title": "兑现：年度", "created": CREATED})
        header = book.add_format({"bold": True, "bg_color": "#EEF1F5", "border": 1})
        required = book.add_format({"bold": True, "bg_color": "#FCE4B6", "border": 1})
        text = book.add_format({"num_format": "@"})
        for sheet in sheets:
            page = book.add_worksheet(sheet.name)
            page.freeze_panes(1, 0)
            page.set_column(0, len(sheet.headings) - 1, WIDTH, text)
            known = {column.name: column for column in TABLES[sheet.name]}
            for at, heading in enumerate(sheet.headings):
                column = known[heading.replace("(", "（").partition("（")[0]]
                page.write_string(0, at, heading, required if column.required else header)
                says = note(column)
                if at == 0:
                    says = f"{table_note(sheet.name)}。{says}"
                if says:
                    page.write_comment(0, at, says, {"author": "兑现"})
            for number, row in enumerate(sheet.rows, 1):
                for at, cell in enumerate(row):
                    page.write_string(number, at, cell, text)
