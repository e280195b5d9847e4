"""How the database itself reads the cells that are written plainly; the others are for Python.

Each pattern gives the value as the population keeps it, and NULL for whatever it does not know for
certain. It must never give another value than `exact_value`.
"""

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


def plain_value(column: Column, piece: str, number: str) -> str:
    """The value of the text `piece` where it is written plainly, else NULL.

    `number` is the column with its digits: read once, it is used several times.
    """
    if column.holds_firm:
        return _code(piece)
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
    whole, places = factor.numerator, _places(factor)
    # The product still has its decimals, and 18 digits; a larger number is left to Python.
    most = (10**_WIDTH - 1) // 10**places
    low, high = (_decimal(max(-most, min(bound, most)), whole, places) for bound in within)
    decimals = f"([.][0-9]{{1,{places}}})?" if places else ""
    written = f"REGEXP_FULL_MATCH({piece}, '-?[0-9]{{1,{_DIGITS}}}{decimals}{sign}')"
    inside = f"{number} BETWEEN {low} AND {high}"
    return f"CASE WHEN {written} AND {inside} THEN CAST({number} * {whole} AS BIGINT) END"


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
    years = f"YEAR({value}) BETWEEN {FIRST_YEAR} AND {LAST_YEAR}"
    return f"CASE WHEN {written} AND {years} THEN {value} END"


def _level(fact: Fact, piece: str) -> str:
    levels = fact.type.levels if isinstance(fact.type, Label) else ()
    if not levels:
        return "CAST(NULL AS VARCHAR)"
    listed = ", ".join(text(level) for level in levels)
    return f"CASE WHEN {piece} IN ({listed}) THEN {piece} END"


def _code(piece: str) -> str:
    """A firm's code with the right check digit, or the number of a person."""
    weighed = " + ".join(
        f"(STRPOS('{_ALPHABET}', SUBSTR({piece}, {place + 1}, 1)) - 1) * {pow(3, place, _MODULUS)}"
        for place in range(17)
    )
    digit = f"SUBSTR('{_ALPHABET}', ({_MODULUS} - ({weighed}) % {_MODULUS}) % {_MODULUS} + 1, 1)"
    sound = f"REGEXP_FULL_MATCH({piece}, '{FORM.pattern}') AND SUBSTR({piece}, 18, 1) = {digit}"
    return f"CASE WHEN {sound} OR REGEXP_FULL_MATCH({piece}, '{PERSON.pattern}') THEN {piece} END"
