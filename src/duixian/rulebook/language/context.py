"""What every part of the reader shares while one expression is turned from syntax into a tree."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from duixian.rulebook.expression.tree import Expression, Quantity
from duixian.rulebook.expression.types import Flag, Label, Number, Type
from duixian.rulebook.language.dimension_words import (
    dimension_in_words,
    example_unit,
    type_in_words,
)
from duixian.rulebook.language.scope import Scope
from duixian.rulebook.language.source import Source, Span
from duixian.rulebook.language.syntax import Syntax
from duixian.rulebook.language.units import COUNTS
from duixian.rulebook.problems import Problem
from duixian.rulebook.units import PURE, Dimension
from duixian.rulebook.vocabulary.model import Subject

MOST_PROBLEMS = 20


@dataclass(frozen=True, slots=True)
class Typed:
    """An expression with its type and where it was written."""

    expression: Expression
    type: Type
    span: Span

    @property
    def dimension(self) -> Dimension | None:
        """The dimension of a number, None for anything else."""
        return self.type.dimension if isinstance(self.type, Number) else None

    @property
    def lacks_unit(self) -> bool:
        """Whether this is a bare number: no unit, no per cent."""
        expression = self.expression
        return (
            isinstance(expression, Quantity)
            and expression.unit is None
            and expression.dimension.is_pure
            and not set(expression.text) & set("%‰:")
        )


@dataclass(frozen=True, slots=True)
class Context:
    """The text, what names mean, and the problems so far; `item` is the subject being summed."""

    source: Source
    scope: Scope
    reader: "Callable[[Syntax, Context], Typed | None]"
    problems: list[Problem] = field(default_factory=list)
    item: Subject | None = None

    def read(self, node: Syntax) -> Typed | None:
        """The meaning of a piece of syntax; None when it has a problem, which is then recorded."""
        # Enough problems are enough: the time spent on a wrong text stays bounded.
        return None if len(self.problems) >= MOST_PROBLEMS else self.reader(node, self)

    def inside(self, item: Subject) -> "Context":
        """The context of a value or condition about one row of `item`."""
        return replace(self, item=item)

    def refuse(self, span: Span, code: str, what: str, why: str = "", instead: str = "") -> None:
        """Record a problem with a piece of the text."""
        problem = self.source.problem(span, code, what, why, instead)
        if len(self.problems) < MOST_PROBLEMS and problem not in self.problems:
            self.problems.append(problem)

    def piece(self, span: Span) -> str:
        """A piece of the text."""
        return self.source.piece(span)

    def read_condition(self, node: Syntax) -> Typed | None:
        """The meaning of a piece that must be a condition."""
        typed = self.read(node)
        if typed is None or isinstance(typed.type, Flag):
            return typed
        written = self.piece(typed.span)
        instead = f"{written} = …" if isinstance(typed.type, Label) else f"{written} ≥ …"
        self.refuse(
            typed.span, "not-a-condition", f"是{type_in_words(typed.type)}，不是条件", "", instead
        )
        return None

    def read_number(self, node: Syntax) -> Typed | None:
        """The meaning of a piece that must be a number."""
        typed = self.read(node)
        if typed is None or isinstance(typed.type, Number):
            return typed
        self.refuse(typed.span, "not-a-number", f"是{type_in_words(typed.type)}，这里要一个数")
        return None

    def alike(self, left: Typed, right: Typed, doing: str) -> bool:
        """Whether two numbers have one dimension; if not, the problem is recorded."""
        if left.dimension is None or right.dimension is None or left.dimension == right.dimension:
            return True
        if right.lacks_unit or left.lacks_unit:
            self._refuse_bare(*((right, left) if right.lacks_unit else (left, right)))
            return False
        self.refuse(
            (left.span[0], right.span[1]),
            "unlike-units",
            f"把{dimension_in_words(left.dimension)}与{dimension_in_words(right.dimension)}{doing}",
            f"「{self.piece(left.span)}」和「{self.piece(right.span)}」不是同一种量",
            _recounted(left, right) or self._of_one_kind(left, right, doing),
        )
        return False

    def _of_one_kind(self, left: Typed, right: Typed, doing: str) -> str:
        """A rate taken of something, or a written number in the unit of the other side."""
        sums = [each for each in (left, right) if each.dimension != PURE]
        if len(sums) == 1 and doing != "相比":
            rate = left if sums == [right] else right
            return f"比率先乘上基数：{self.piece(rate.span)} × …"
        for written, other in ((right, left), (left, right)):
            if isinstance(written.expression, Quantity) and other.dimension:
                unit = example_unit(other.dimension)
                return f"写以{unit}计的数，如 100 {unit}" if unit else "写比率，如 10%"
        return ""

    def _refuse_bare(self, bare: Typed, other: Typed) -> None:
        dimension = other.dimension or PURE
        unit, number = example_unit(dimension), self.piece(bare.span)
        self.refuse(
            bare.span,
            "unit-missing",
            "缺少单位",
            f"「{self.piece(other.span)}」是{dimension_in_words(dimension)}，"
            "没有单位的数无法与它相比、相加减",
            f"{number} {unit}" if unit else f"{number}%",
        )

    def expect(self, typed: Typed, expected: Type) -> bool:
        """Whether the value is of the type wanted; if not, the problem is recorded."""
        if type(typed.type) is type(expected) and (
            not isinstance(expected, Number) or typed.type == expected
        ):
            return True
        if isinstance(expected, Number) and typed.lacks_unit:
            unit = example_unit(expected.dimension)
            wanted = dimension_in_words(expected.dimension)
            instead = f"{self.piece(typed.span)} {unit}"
            self.refuse(typed.span, "unit-missing", "缺少单位", f"这里要{wanted}", instead)
            return False
        self.refuse(
            typed.span,
            "type-mismatch",
            f"是{type_in_words(typed.type)}，这里要{type_in_words(expected)}",
        )
        return False


def _recounted(left: Typed, right: Typed) -> str:
    """A written count with the counting word of the other side: 3 项 for 3 件."""
    for written, other in ((right, left), (left, right)):
        number = written.expression
        if isinstance(number, Quantity) and {written.dimension, other.dimension} <= COUNTS:
            return f"{number.value} {example_unit(other.dimension or PURE)}"
    return ""
