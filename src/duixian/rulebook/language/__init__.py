"""The rule language: from text to typed expressions, and from wrong text to what is wrong with it.

Everything written in a policy's own words comes in here: expressions, quantities, units, brackets.
"""

from duixian.rulebook.language.brackets import Bounds, read_brackets
from duixian.rulebook.language.numbers import read_quantity
from duixian.rulebook.language.reading import read_expression
from duixian.rulebook.language.scope import Scope
from duixian.rulebook.language.units import STANDARD_UNITS, read_unit

__all__ = [
    "STANDARD_UNITS",
    "Bounds",
    "Scope",
    "read_brackets",
    "read_expression",
    "read_quantity",
    "read_unit",
]
