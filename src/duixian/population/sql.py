"""Pieces of SQL text in DuckDB's dialect; what is known when compiling is settled here.

Every piece is closed: a name, a literal, a call or a text in brackets, so that pieces join without
regard to precedence. Conditions are Kleene, as AND, OR and NOT are in SQL. Nothing here turns a
NULL into a number or a yes: the only ways out of NULL are `known`, `is_true` and `is_false`.
"""

import re
from collections.abc import Iterable
from datetime import date

from duixian.rulebook.assessment import Verdict

Sql = str
"""A closed piece of a statement."""

TRUE, FALSE, NULL = "TRUE", "FALSE", "NULL"
VERDICT = f"ENUM({', '.join(repr(str(verdict)) for verdict in Verdict)})"
"""The type of a verdict in the answer: words that are kept as small numbers."""

WIDE = "HUGEINT"
_DECIDED = (" IS NULL)", " IS NOT NULL)", " IS TRUE)", " IS FALSE)")
"""How pieces end that are never NULL: of such a one and its opposite, one holds."""
_NAME = re.compile(r'"(?:[^"]|"")+"')
_MARKS = re.compile(r"""'(?:[^']|'')*'|"(?:[^"]|"")*"|[()]""")
"""Brackets, and the texts and names in which they are none."""


def text(value: str) -> Sql:
    """A text literal."""
    return "'" + value.replace("'", "''") + "'"


def verdict(value: Verdict) -> Sql:
    """A verdict."""
    return f"CAST({text(value)} AS {VERDICT})"


def day(value: date) -> Sql:
    """A date literal."""
    return f"CAST('{value.isoformat()}' AS DATE)"


def name(identifier: str) -> Sql:
    """A name in quotes."""
    return '"' + identifier.replace('"', '""') + '"'


def names_in(piece: Sql) -> list[str]:
    """The names in quotes that a piece uses, each as often as it stands there."""
    return [found[1:-1].replace('""', '"') for found in _NAME.findall(piece)]


def flag(value: bool) -> Sql:  # noqa: FBT001 — the value itself
    """TRUE or FALSE."""
    return TRUE if value else FALSE


def both(*parts: Sql) -> Sql:
    """且."""
    return _joined("AND", parts, neutral=TRUE, settling=FALSE)


def either(*parts: Sql) -> Sql:
    """或."""
    return _joined("OR", parts, neutral=FALSE, settling=TRUE)


def _joined(word: str, parts: Iterable[Sql], *, neutral: Sql, settling: Sql) -> Sql:
    left = [part for part in dict.fromkeys(parts) if part != neutral]
    decided = [part for part in left if part.endswith(_DECIDED)]
    if settling in left or any(negated(part) in left for part in decided):
        return settling
    if not left:
        return neutral
    return left[0] if len(left) == 1 else "(" + f" {word} ".join(left) + ")"


def negated(part: Sql) -> Sql:
    """非. What was negated before is itself again."""
    settled = {TRUE: FALSE, FALSE: TRUE, NULL: NULL}
    if part in settled:
        return settled[part]
    inside = part[len("(NOT ") : -1] if part.startswith("(NOT ") else ""
    if _is_closed(inside):
        return inside
    for one, other in ((" IS NULL)", " IS NOT NULL)"), (" IS NOT NULL)", " IS NULL)")):
        if part.endswith(one) and _is_closed(part[1 : -len(one)]):
            return f"{part[: -len(one)]}{other}"
    return f"(NOT {part})"


def _is_closed(part: str) -> bool:
    """Whether a text is one name or one piece in brackets."""
    if _NAME.fullmatch(part):
        return True
    if not part.startswith("("):
        return False
    depth = 0
    for mark in _MARKS.finditer(part):
        depth += {"(": 1, ")": -1}.get(mark[0], 0)
        if depth == 0:
            return mark.end() == len(part)
    return False


def known(part: Sql) -> Sql:
    """Whether a value is there."""
    if part == NULL:
        return FALSE
    return TRUE if is_literal(part) else f"({part} IS NOT NULL)"


def unknown(part: Sql) -> Sql:
    """Whether a value is missing."""
    return negated(known(part)) if known(part) in (TRUE, FALSE) else f"({part} IS NULL)"


def is_true(part: Sql) -> Sql:
    """Whether a condition is surely true."""
    return {TRUE: TRUE, FALSE: FALSE, NULL: FALSE}.get(part) or f"({part} IS TRUE)"


def is_false(part: Sql) -> Sql:
    """Whether a condition is surely false."""
    return {TRUE: FALSE, FALSE: TRUE, NULL: FALSE}.get(part) or f"({part} IS FALSE)"


def is_literal(part: Sql) -> bool:
    """Whether the piece is a literal other than NULL."""
    written = part.startswith(("'", "CAST('"))
    return part in (TRUE, FALSE) or written or is_whole(part)


def is_whole(part: Sql) -> bool:
    """Whether the piece is a written whole number."""
    return part.lstrip("-").isdigit()


def compared(sign: str, left: Sql, right: Sql) -> Sql:
    """A comparison; two numbers that are written are compared here."""
    if NULL in (left, right):
        return NULL
    if is_whole(left) and is_whole(right):
        a, b = int(left), int(right)
        found = {"=": a == b, "<>": a != b, "<": a < b, "<=": a <= b, ">": a > b, ">=": a >= b}
        return flag(found[sign])
    return f"({left} {sign} {right})"


def among(left: Sql, words: Iterable[str]) -> Sql:
    """Whether a text is one of some words."""
    options = ", ".join(text(word) for word in words)
    return f"({left} IN ({options}))" if options else both(FALSE, known(left))


def when(cases: Iterable[tuple[Sql, Sql]], otherwise: Sql) -> Sql:
    """The value of the first case that surely holds."""
    left: list[tuple[Sql, Sql]] = []
    for condition, value in cases:
        if condition in (FALSE, NULL) or any(condition == before for before, _ in left):
            continue
        if condition == TRUE:
            otherwise = value
            break
        left.append((condition, value))
    while left and left[-1][1] == otherwise:
        left.pop()
    if not left:
        return otherwise
    written = " ".join(f"WHEN {condition} THEN {value}" for condition, value in left)
    return f"CASE {written} ELSE {otherwise} END"


def plus(left: Sql, right: Sql) -> Sql:
    """A sum of whole numbers."""
    if is_whole(left) and is_whole(right):
        return str(int(left) + int(right))
    if "0" in (left, right):
        return right if left == "0" else left
    return f"({left} + {right})"


def minus(left: Sql, right: Sql) -> Sql:
    """A difference of whole numbers."""
    if is_whole(left) and is_whole(right):
        return str(int(left) - int(right))
    return left if right == "0" else f"({left} - {right})"


def times(left: Sql, right: Sql) -> Sql:
    """A product of whole numbers, in 128 bits."""
    if is_whole(left) and is_whole(right):
        return str(int(left) * int(right))
    if "0" in (left, right):
        return "0"
    if "1" in (left, right):
        return right if left == "1" else left
    return f"({left} * {right})"


def whole_part(left: Sql, right: Sql) -> Sql:
    """A quotient of whole numbers cut to the whole; the caller sees to 0 ≤ left and 0 < right."""
    if is_whole(left) and is_whole(right):
        return str(int(left) // int(right))
    return left if right == "1" else f"({left} // {right})"


def wide(part: Sql) -> Sql:
    """A whole number in 128 bits."""
    return f"CAST({part} AS {WIDE})"


def union(*words: Sql) -> Sql:
    """The codes of several bit sets in one."""
    left = [word for word in dict.fromkeys(words) if word != "0"]
    if not left:
        return "0"
    return left[0] if len(left) == 1 else "(" + " | ".join(left) + ")"
