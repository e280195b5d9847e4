"""Where a finding lies in a workbook: file, sheet, row and column, as Excel names them."""

from dataclasses import dataclass

from duixian.rulebook.problems import Place


@dataclass(frozen=True, slots=True, order=True)
class CellPlace(Place):
    """A cell (`line`, `column`), a column, a row or a sheet; `sheet` "" is the whole file."""

    sheet: str = ""

    def in_sheet(self, sheet: str) -> "CellPlace":
        """The place of a whole sheet of this file."""
        return CellPlace(self.file, sheet=sheet)

    def at(self, row: int = 0, column: int = 0) -> "CellPlace":
        """A row, column or cell of this sheet, both counted from 1."""
        return CellPlace(self.file, row, column, self.sheet)

    def __str__(self) -> str:
        """`名册.xlsx「企业」第 5 行 C 列`."""
        sheet = f"「{self.sheet}」" if self.sheet else ""
        row = f"第 {self.line} 行" if self.line else ""
        column = f" {column_letters(self.column)} 列" if self.column else ""
        return f"{self.file}{sheet}{row}{column}"


def column_letters(column: int) -> str:
    """Excel's letters of a column counted from 1: A, B … Z, AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """The column, counted from 1, that Excel's letters name."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
