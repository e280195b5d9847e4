"""Why a condition is false, as codes: of 且 the false parts, of 或 all, of 非 the whole."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from duixian.population.codes import BITS, Words, only_if, together
from duixian.population.forms import kept, plain
from duixian.population.frame import Frame
from duixian.population.sql import both, is_false, is_true, known, unknown
from duixian.rulebook.expression import tree
from duixian.rulebook.expression.tree import Expression

NEAR = tree.Named("临近", tree.YesNo(value=True))
"""Not a reason, but a mark beside the reasons: all of them are near their lines."""


@dataclass(slots=True)
class Failures:
    """The reasons of one measure, in the order in which the steps look at them."""

    reasons: list[Expression] = field(default_factory=list)

    def reason(self, expression: Expression) -> Words:
        """The bit of a reason, a new one each time."""
        self.reasons.append(expression)
        word, bit = divmod(len(self.reasons) - 1, BITS)
        return {f"failed_{word + 1}": str(1 << bit)}

    def of(self, expression: Expression, frame: Frame) -> Words:
        """The bits of what makes the condition false; none where it is not."""
        inside = self._inside(expression, frame)
        return kept(frame, only_if(is_false(plain(expression, frame).sql), inside))

    def _inside(self, expression: Expression, frame: Frame) -> Words:
        match expression:
            case tree.All(parts) | tree.AnyOf(parts) | tree.AtLeastOf(_, parts):
                return together(*(self.of(part, frame) for part in parts))
            case tree.Named(_, body):
                return self._inside(body, frame)
            case tree.Conditional(condition, then, otherwise):
                test = plain(condition, frame).sql
                return together(
                    only_if(is_true(test), self.of(then, frame)),
                    only_if(both(known(test), is_false(test)), self.of(otherwise, frame)),
                    only_if(unknown(test), self.reason(expression)),
                )
            case _:
                return self.reason(expression)

    @property
    def near(self) -> tuple[str, int] | None:
        """The word and the bit of the mark of a near miss, where rows are marked."""
        if NEAR not in self.reasons:
            return None
        word, bit = divmod(self.reasons.index(NEAR), BITS)
        return f"failed_{word + 1}", 1 << bit

    @property
    def words(self) -> Sequence[str]:
        """The names of the words in use."""
        return [f"failed_{place // BITS + 1}" for place in range(0, len(self.reasons), BITS)]
