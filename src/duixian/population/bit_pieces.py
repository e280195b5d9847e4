"""Pieces that give bits, read back: of what they are the union, and what they give at most."""

import re
from collections.abc import Iterator

from duixian.population.sql import Sql

_MARKS = re.compile(r"""'(?:[^']|'')*'|"(?:[^"]|"")*"|[()|]|\b(?:CASE|WHEN|THEN|ELSE|END)\b""")
_DEEPER = {"(": 1, "CASE": 1, ")": -1, "END": -1}


def members(piece: Sql) -> list[Sql]:
    """The pieces that `(a | b | c)` joins; another piece is its only one."""
    if not piece.startswith("("):
        return [piece]
    bars = [at for mark, at in _outermost(piece) if mark == "|"]
    starts = [1, *(at + 1 for at in bars)]
    ends = [*bars, len(piece) - 1]
    found = [piece[a:b].strip() for a, b in zip(starts, ends, strict=True)]
    return found if bars else [piece]


def at_most(piece: Sql) -> Sql | None:
    """The bits of `CASE WHEN … THEN bits ELSE 0 END`, None for any other piece."""
    if not (piece.startswith("CASE ") and piece.endswith(" ELSE 0 END")):
        return None
    marks = list(_outermost(piece))
    if [mark for mark, _ in marks] != ["WHEN", "THEN", "ELSE"]:
        return None
    (_, _), (_, then), (_, otherwise) = marks
    return piece[then + len("THEN") : otherwise].strip()


def _outermost(piece: Sql) -> Iterator[tuple[str, int]]:
    """The marks that stand in no inner brackets and no inner CASE, with their places."""
    depth = 0
    for found in _MARKS.finditer(piece):
        depth += _DEEPER.get(found[0], 0)
        if depth == 1 and found[0] in ("|", "WHEN", "THEN", "ELSE"):
            yield found[0], found.start()
