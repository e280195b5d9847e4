"""Expressions of a year's tables: the policies' own language over named drivers."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from functools import lru_cache

from duixian.rulebook.expression.tree import Arithmetic, Expression, Extreme, Named, Quantity
from duixian.rulebook.expression.type_of import type_of
from duixian.rulebook.expression.types import Number, Type
from duixian.rulebook.language import Scope, read_expression
from duixian.rulebook.language.grammar import read_syntax
from duixian.rulebook.language.scope import nearest
from duixian.rulebook.language.source import read_source
from duixian.rulebook.language.syntax import Name, pieces_of
from duixian.rulebook.language.units import COUNTS
from duixian.rulebook.policy.fixed import fixed_value
from duixian.rulebook.problems import Place, Problem, error
from duixian.rulebook.units import PURE, Dimension, Unit
from duixian.rulebook.vocabulary.model import Vocabulary

NOTHING = Vocabulary((), ())
SUBJECT = "年度"
MOST_SHARE = 1
PERCENT = "%"
_NEGATIVE = re.compile(r"[-−－–]\s*[\d.]")


@lru_cache(maxsize=4096)
def names_in(text: str) -> tuple[str, ...]:
    """The names an expression uses; none where it cannot be read."""
    source, _ = read_source(text, Place(""))
    node = read_syntax(source)[0] if source else None
    pieces = pieces_of(node) if node else ()
    return tuple(piece.text for piece in pieces if isinstance(piece, Name))


class Expressions:
    """Reads expressions whose names are drivers; remembers what was written alike.

    `refused` are names whose own row was told to be wrong: who uses them is not told again.
    """

    def __init__(
        self,
        drivers: Mapping[str, Expression],
        problems: list[Problem],
        refused: Collection[str] = (),
    ) -> None:
        self.drivers = drivers
        self.problems = problems
        self.refused = refused
        self._known: dict[tuple[str, Type | None], Expression] = {}

    def read(
        self, text: str, place: Place, expected: Type | None = None, more: Iterable[str] = ()
    ) -> Expression | None:
        """The expression, or None after noting what is wrong. `more` are further names to offer."""
        if not text:
            return None
        known = self._known.get((text, expected))
        if known is not None:
            return known
        if _NEGATIVE.match(text):
            self.problems.append(error("expression-negative", place, text, "不能为负"))
            return None
        unknown = [name for name in names_in(text) if name not in self.drivers]
        if unknown:
            untold = [name for name in unknown if name not in self.refused]
            self._refuse(untold, place, (*self.drivers, *more))
            return None
        used = {name: self.drivers[name] for name in names_in(text)}
        read, problems = read_expression(text, place, Scope(NOTHING, SUBJECT, used), expected)
        if read is None:
            self.problems.extend(replace(problem, place=place) for problem in problems)
            return None
        value = fixed_value(read)
        if value is None:
            what = "算不出一个数"
            instead = "只用驱动因素、数和 + − × ÷"
            self.problems.append(error("expression-open", place, text, what, "", instead))
            return None
        if value < 0:
            self.problems.append(error("expression-negative", place, text, "结果为负"))
            return None
        self._known[text, expected] = read
        return read

    def share(self, text: str, place: Place) -> Expression | None:
        """A rate of at most one."""
        read = self.read(text, place, Number(PURE))
        value = None if read is None else fixed_value(read)
        if value is not None and value > MOST_SHARE:
            self.problems.append(error("share-above-one", place, text, "比例超过 100%"))
            return None
        return read

    def _refuse(self, names: list[str], place: Place, known: Iterable[str]) -> None:
        for name in names:
            near = nearest(name, known)
            what = "没有这个驱动因素"
            instead = near or "先写进驱动因素表"
            self.problems.append(error("driver-unknown", place, name, what, "", instead))


def dimension_of(expression: Expression) -> Dimension | None:
    """The dimension of a number; None for anything else."""
    found = type_of(expression, NOTHING)
    return found.dimension if isinstance(found, Number) else None


def unit_of(expression: Expression) -> Unit | None:
    """The first unit written that has the dimension of the whole, if any."""
    match expression:
        case Quantity(unit=unit):
            return unit
        case Named(_, body):
            return unit_of(body)
        case Arithmetic(_, left, right):
            found = unit_of(left), unit_of(right)
            return next((unit for unit in found if unit is not None), None)
        case Extreme(_, parts):
            return unit_of(parts[0])
    return None


def counts_things(expression: Expression) -> bool:
    """Whether this is a number of things: 30 家, or 30 alone; neither 30% nor 30 年 nor 30 万元."""
    found = dimension_of(expression)
    return found in COUNTS or (found == PURE and not _is_rate(expression))


def _is_rate(expression: Expression) -> bool:
    match expression:
        case Quantity(unit=unit, text=text):
            return unit is not None or text.endswith(PERCENT)
        case Named(_, body):
            return _is_rate(body)
    return False
