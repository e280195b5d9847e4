"""The statements as Spark says them: the same relations, in numbers at least as wide.

What DuckDB keeps in 128 bits is DECIMAL(38, 0) here. An overflow of either is an error; Spark's own
`div` is not used, because a quotient of decimals beyond 63 bits wraps there.
"""

from collections.abc import Callable

import sqlglot
from sqlglot import exp

_WIDE = "DECIMAL(38, 0)"
_SMALL = 10**7
_AT_ONCE = f"CAST((a - a % b) / b AS {_WIDE})"
_IN_TWO = (
    f"CAST((a - a % (b * {_SMALL})) / (b * {_SMALL}) AS {_WIDE}) * {_SMALL}"
    f" + CAST((a % (b * {_SMALL}) - a % b) / b AS {_WIDE})"
)


def in_spark(query: str) -> str:
    """The query in the dialect of Spark."""
    return ported(sqlglot.parse_one(query, dialect="duckdb")).sql("spark", identify=True)


def ported(tree: exp.Expr) -> exp.Expr:
    """The tree of a query, changed in place, with what Spark does otherwise said its way."""
    for node in reversed(list(tree.find_all(*_FORMS))):
        node.replace(_FORMS[type(node)](node))
    return tree


def _type(node: exp.Expr) -> exp.Expr:
    kinds = {exp.DataType.Type.INT128: _WIDE, exp.DataType.Type.ENUM: "STRING"}
    return exp.DataType.build(kinds[node.this]) if node.this in kinds else node.copy()


def _wide(node: exp.Expr) -> exp.Expr:
    return exp.cast(node.copy(), _WIDE)


def _quotient(node: exp.Expr) -> exp.Expr:
    """What divides without rest is divided: the quotient of decimals is then exact.

    It has 32 digits at most, so by a small divisor the first digits are divided before the last.
    """
    a, b = _wide(node.this), _wide(node.expression)
    divisor = node.expression.unnest()
    if divisor.is_int:
        form = _IN_TWO if abs(divisor.to_py()) < _SMALL else _AT_ONCE
    else:
        small = f"b BETWEEN {1 - _SMALL} AND {_SMALL - 1}"
        form = f"CASE WHEN {small} THEN {_IN_TWO} ELSE {_AT_ONCE} END"
    found: exp.Expr = exp.maybe_parse(form, dialect="spark")
    for column in list(found.find_all(exp.Column)):
        column.replace((a if column.name == "a" else b).copy())
    return exp.paren(found)


def _negative(node: exp.Expr) -> exp.Expr:
    """Spark's minus of one number rounds to 34 digits without a word; that of two is exact."""
    if node.this.is_number:
        return node.copy()
    return exp.paren(exp.Sub(this=exp.Literal.number(0), expression=node.this.copy()))


def _sum(node: exp.Expr) -> exp.Expr:
    """DuckDB adds up in 128 bits, Spark in the type that it is given."""
    return exp.Sum(this=_wide(node.this))


def _whole(node: exp.Expr) -> exp.Expr:
    """Years, days and places are 64-bit in DuckDB, 32-bit in Spark."""
    return exp.cast(node.copy(), "BIGINT")


def _place(node: exp.Expr) -> exp.Expr:
    return _whole(node) if isinstance(node.this, exp.RowNumber) else node.copy()


def _day(node: exp.Expr) -> exp.Expr:
    """MAKE_DATE takes 32-bit numbers; a larger one is an error."""
    parts = {part: exp.cast(node.args[part].copy(), "INT") for part in ("year", "month", "day")}
    return exp.DateFromParts(**parts)


def _found_by(node: exp.Expr) -> exp.Expr:
    """MIN_BY and MAX_BY pass over rows whose value is missing; in Spark they would find it."""
    there = exp.Not(this=exp.Is(this=node.this.copy(), expression=exp.Null()))
    key = exp.Case(ifs=[exp.If(this=there, true=node.expression.copy())])
    return type(node)(this=node.this.copy(), expression=key)


_FORMS: dict[type[exp.Expr], Callable[[exp.Expr], exp.Expr]] = {
    exp.DataType: _type,
    exp.IntDiv: _quotient,
    exp.Neg: _negative,
    exp.Sum: _sum,
    exp.Extract: _whole,
    exp.Window: _place,
    exp.DateFromParts: _day,
    exp.DateDiff: _whole,
    exp.ArgMin: _found_by,
    exp.ArgMax: _found_by,
}
