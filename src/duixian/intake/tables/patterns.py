"""How the database itself reads the cells that are written plainly; the others are for Python.

Each pattern gives the value as the population keeps it, and NULL for whatever it does not know for
certain. It must never give another value than `exact_value`.
"""

import re
from fractions import Fraction

from duixian.intake.credit_code import FORM, PERSON
from duixian.intake.tables.statements import BLANK
from duixian.intake.workbook.layout import Column
from duixian.population.schema import scale_of
from duixian.population.sql import text
from duixian.rulebook.expression.types import Label
from duixian.rulebook.vocabulary.model import Fact, FactKind
from duixian.rulebook.vocabulary.values import (
    FIRST_YEAR,
    LAST_YEAR,
    LONGEST_TEXT,
    MOST_MONEY,
)

LARGEST = 2**63 - 1
_DIGITS = 12
_MOST_DECIMALS = 6
_WIDTH = 18
_MILLION = 10**6
_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_MODULUS = len(_ALPHABET)
_INTEGERS = {"TINYINT", "SMALLINT", "INTEGER", "BIGINT"}
_DECIMAL = re.compile(r"DECIMAL\([0-9]+,([0-9]+)\)")


def type_of(column: Column) -> str:
    """The type of the values of a column."""
    match column.fact.kind:
        case FactKind.MONEY | FactKind.QUANTITY | FactKind.RATE:
            return "BIGINT"
        case FactKind.DATE:
            return "DATE"
        case FactKind.FLAG:
            return "BOOLEAN"
        case FactKind.LEVEL | FactKind.TEXT | FactKind.REFERENCE | FactKind.CODE:
            return "VARCHAR"


def digits(column: Column, piece: str) -> str:
    """The number that the text begins with, NULL where it is none or the column holds none."""
    if type_of(column) != "BIGINT":
        return "NULL"
    places = _MOST_DECIMALS if column.fact.kind is FactKind.RATE else _places(_factor(column.fact))
    bare = f"RTRIM({piece}, '%')" if column.fact.kind is FactKind.RATE else piece
    return f"TRY_CAST({bare} AS DECIMAL({_DIGITS + places}, {places}))"


def typed_value(column: Column, kind: str, piece: str, number: str) -> str | None:
    """The value of a cell that the file holds in a type of its own; None where text decides.

    It is the value of the same cell as text, NULL where Python has to tell. `number` is as below.
    """
    match column.fact.kind:
        case FactKind.FLAG if kind == "BOOLEAN":
            return piece
        case FactKind.DATE if kind == "DATE":
            return f"CASE WHEN {_has_known_year(piece)} THEN {piece} END"
        case FactKind.MONEY | FactKind.QUANTITY if exact_factor(column.fact, kind):
            return _inside(number, _factor(column.fact), bounds(column.fact))
        case _:
            return None


def exact_factor(fact: Fact, kind: str) -> int | None:
    """By what every number of that type becomes whole; None where its decimals are too many."""
    factor, decimals = _factor(fact), _DECIMAL.fullmatch(kind)
    few = kind in _INTEGERS or (decimals is not None and int(decimals[1]) <= _places(factor))
    return factor.numerator if few and factor.denominator == 1 else None


def in_bounds(piece: str, factor: int, within: tuple[int, int]) -> str:
    """Whether a number as written is within bounds of it as kept."""
    low, high = (_decimal(bound, factor, _places(Fraction(factor))) for bound in within)
    return f"({piece} BETWEEN {low} AND {high})"


def plain_value(column: Column, piece: str, number: str, firms: str = "") -> str:
    """The value of the text `piece` where it is written plainly, else NULL.

    `number` is the column with its digits: read once, it is used several times. `firms`, if any, is
    the query for codes that are known to be right.
    """
    if column.holds_firm:
        return _code(piece, firms)
    match column.fact.kind:
        case FactKind.MONEY | FactKind.QUANTITY:
            low, high = bounds(column.fact)
            return _scaled(piece, number, "", _factor(column.fact), (low, high))
        case FactKind.RATE:
            return _rate(column.fact, piece, number)
        case FactKind.DATE:
            return _day(piece)
        case FactKind.FLAG:
            return (
                f"CASE WHEN {piece} IN ('是', 'TRUE', 'true') THEN TRUE"
                f" WHEN {piece} IN ('否', 'FALSE', 'false') THEN FALSE END"
            )
        case FactKind.LEVEL:
            return _level(column.fact, piece)
        case FactKind.TEXT | FactKind.REFERENCE | FactKind.CODE:
            padded = f"REGEXP_MATCHES({piece}, '^{BLANK}|{BLANK}$')"
            short = f"LENGTH({piece}) <= {LONGEST_TEXT}"
            return f"CASE WHEN NOT {padded} AND {short} THEN {piece} END"


def bounds(fact: Fact) -> tuple[int, int]:
    """The least and the largest value of a number as it is kept."""
    most = fact.maximum
    if most is None and fact.kind is FactKind.MONEY:
        most = MOST_MONEY
    scale = scale_of(fact)
    low = -LARGEST if fact.minimum is None else -(-fact.minimum * scale // 1)
    high = LARGEST if most is None else most * scale // 1
    return max(int(low), -LARGEST), min(int(high), LARGEST)


def _factor(fact: Fact) -> Fraction:
    """By what a number as written becomes one as it is kept."""
    return (fact.unit.scale if fact.unit else Fraction(1)) * scale_of(fact)


def _places(factor: Fraction) -> int:
    """As many decimals as the factor makes whole."""
    if factor.denominator != 1:
        return 0
    return next(n for n in range(_MOST_DECIMALS, -1, -1) if factor.numerator % 10**n == 0)


def _rate(fact: Fact, piece: str, number: str) -> str:
    """Up to one as it is, else with its sign."""
    low, high = bounds(fact)
    upto = max(low, -_MILLION), min(high, _MILLION)
    bare = _scaled(piece, number, "", Fraction(_MILLION), upto)
    signed = _scaled(piece, number, "%", Fraction(_MILLION, 100), (low, high))
    return f"COALESCE({bare}, {signed})"


def _scaled(piece: str, number: str, sign: str, factor: Fraction, within: tuple[int, int]) -> str:
    """Plain digits, with no more decimals than the factor makes whole."""
    if factor.denominator != 1:
        return "CAST(NULL AS BIGINT)"
    places = _places(factor)
    decimals = f"([.][0-9]{{1,{places}}})?" if places else ""
    written = f"REGEXP_FULL_MATCH({piece}, '-?[0-9]{{1,{_DIGITS}}}{decimals}{sign}')"
    return f"CASE WHEN {written} THEN {_inside(number, factor, within)} END"


def _inside(number: str, factor: Fraction, within: tuple[int, int]) -> str:
    """The number as it is kept, NULL where it is not within the bounds."""
    whole, places = factor.numerator, _places(factor)
    # The product still has its decimals, and 18 digits; a larger number is left to Python.
    most = (10**_WIDTH - 1) // 10**places
    low, high = (_decimal(max(-most, min(bound, most)), whole, places) for bound in within)
    inside = f"{number} BETWEEN {low} AND {high}"
    return f"CASE WHEN {inside} THEN CAST({number} * {whole} AS BIGINT) END"


def _decimal(bound: int, whole: int, places: int) -> str:
    """The bound divided by the factor, as a decimal on the inner side of it."""
    scaled = Fraction(bound * 10**places, whole)
    found = scaled // 1 if bound > 0 else -(-scaled // 1)
    digits = f"{abs(found):0{places + 1}d}"
    sign = "-" if found < 0 else ""
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else f"{sign}{digits}"


def _day(piece: str) -> str:
    written = f"REGEXP_FULL_MATCH({piece}, '[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}')"
    value = f"TRY_CAST({piece} AS DATE)"
    return f"CASE WHEN {written} AND {_has_known_year(value)} THEN {value} END"


def _has_known_year(day: str) -> str:
    return f"YEAR({day}) BETWEEN {FIRST_YEAR} AND {LAST_YEAR}"


def _level(fact: Fact, piece: str) -> str:
    levels = fact.type.levels if isinstance(fact.type, Label) else ()
    if not levels:
        return "CAST(NULL AS VARCHAR)"
    listed = ", ".join(text(level) for level in levels)
    return f"CASE WHEN {piece} IN ({listed}) THEN {piece} END"


def _code(piece: str, firms: str) -> str:
    """A firm's code with the right check digit, or the number of a person.

    Summing up the digits is what costs: a code that is known to be right is not summed up again.
    """
    weighed = " + ".join(
        f"(STRPOS('{_ALPHABET}', SUBSTR({piece}, {place + 1}, 1)) - 1) * {pow(3, place, _MODULUS)}"
        for place in range(17)
    )
    digit = f"SUBSTR('{_ALPHABET}', ({_MODULUS} - ({weighed}) % {_MODULUS}) % {_MODULUS} + 1, 1)"
    sound = f"REGEXP_FULL_MATCH({piece}, '{FORM.pattern}') AND SUBSTR({piece}, 18, 1) = {digit}"
    person = f"REGEXP_FULL_MATCH({piece}, '{PERSON.pattern}')"
    known = f"WHEN {piece} IN ({firms}) THEN {piece} " if firms else ""
    return f"CASE {known}WHEN {sound} OR {person} THEN {piece} END"
