"""Numbers with a unit as people write them in cells and files, exactly."""

import re
import unicodedata
from fractions import Fraction

_AMOUNT = re.compile(r"([+-]?)([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(\.[0-9]+)? ?([^0-9\s].*)?")
LONGEST = 60
"""Digits and unit of no sensible amount are longer."""


def split_amount(text: str) -> tuple[Fraction, str] | None:
    """The exact number and the unit behind it (`1,000.5 万元`); None when it is no number.

    Full-width digits are read; a comma stands only between full groups of three.
    """
    plain = unicodedata.normalize("NFKC", text[: LONGEST + 1]).strip().replace("−", "-")
    match = _AMOUNT.fullmatch(plain) if len(text) <= LONGEST else None
    if match is None:
        return None
    sign, whole, digits, unit = match.groups()
    value = Fraction(whole.replace(",", "") + (digits or ""))
    return (-value if sign == "-" else value), unit or ""
