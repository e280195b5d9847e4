"""A cell's text as an exact value of its column."""

import unicodedata
from dataclasses import dataclass

from duixian.intake.credit_code import complaint
from duixian.intake.workbook.layout import Column
from duixian.rulebook.dossier import Scalar
from duixian.rulebook.units import Unit
from duixian.rulebook.vocabulary.values import Expectation, read_value


@dataclass(frozen=True, slots=True)
class Expected:
    """What should have stood in a cell, in Chinese."""

    text: str


def exact_value(text: str, column: Column, units: tuple[Unit, ...]) -> Scalar | Expected:
    """The value, or what was expected; codes of firms are checked to their last digit."""
    if column.holds_firm:
        code = unicodedata.normalize("NFKC", text).replace(" ", "").upper()
        wrong = complaint(code)
        return Expected(wrong) if wrong else code
    value = read_value(column.fact, text, units)
    return Expected(value.text) if isinstance(value, Expectation) else value
