"""Values between the rulebook and the JSON of the registry, exactly; and as people read them."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from duixian.intake.workbook.layout import Column
from duixian.office.registry.sheets import Sheet
from duixian.rulebook.dossier import Scalar, Staged, Value
from duixian.rulebook.vocabulary.model import FactKind
from duixian.rulebook.vocabulary.values import format_value

Kept = int | str | bool
_NUMBERS = (FactKind.QUANTITY, FactKind.RATE)


def kept(value: Scalar) -> Kept:
    """A value as JSON keeps it: numbers whole or as exact decimal text, days as ISO text."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Fraction):
        return value.numerator if value.denominator == 1 else _decimal(value)
    return value


def _decimal(value: Fraction) -> str:
    """The exact decimal, or `a/b` where there is none."""
    for places in range(1, 20):
        scaled = value * 10**places
        if scaled.denominator == 1:
            digits = f"{abs(scaled.numerator):0{places + 1}d}"
            sign = "-" if value < 0 else ""
            return f"{sign}{digits[:-places]}.{digits[-places:]}"
    return str(value)


def exact(column: Column, found: Kept) -> Scalar:
    """The value the rulebook computes with."""
    if column.fact.kind in _NUMBERS:
        return Fraction(found)
    if column.fact.kind is FactKind.DATE:
        return date.fromisoformat(str(found))
    return found


def values_of(sheet: Sheet, row: Mapping[str, Kept]) -> dict[str, Value]:
    """All values of a row by Chinese fact name, staged figures together."""
    values: dict[str, Value] = {}
    staged: dict[str, dict[str, Scalar]] = {}
    for name, found in row.items():
        column = sheet.columns.get(name)
        if column is None:
            continue
        if column.stage is None:
            values[column.fact.name] = exact(column, found)
        else:
            figures = staged.setdefault(column.fact.name, {})
            figures[column.stage.name.lower()] = exact(column, found)
    return values | {name: Staged(**figures) for name, figures in staged.items()}


def shown(column: Column, found: Kept | None) -> str:
    """A value with its unit as people read it; 未知 where there is none."""
    return "未知" if found is None else format_value(column.fact, exact(column, found))
