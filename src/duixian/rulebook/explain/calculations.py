"""How a sum came about: the formula that applied, the figures in it, and the result."""

from collections.abc import Iterator
from fractions import Fraction

from duixian.rulebook.assessment import Step
from duixian.rulebook.explain.reasons import named_value
from duixian.rulebook.explain.values import exact_value, value_text
from duixian.rulebook.expression import tree
from duixian.rulebook.expression.wording import in_words
from duixian.rulebook.expression.written_numbers import bracket_words
from duixian.rulebook.vocabulary.model import Vocabulary

_READ = tree.FactRef | tree.OverYears | tree.OverRows | tree.MomentRef | tree.FromHistory
_CHOSEN = 2  # the key and the value that was chosen


def calculation(step: Step, vocabulary: Vocabulary) -> str:
    """The sum in one clause: 总投入的 10% = 200 万元（总投入 2,000 万元）."""
    match step.expression:
        case tree.ByLevel() | tree.Conditional() | tree.ByBracket() if len(step.below) == _CHOSEN:
            key, chosen = step.below
            return f"{_choice(step, key, vocabulary)}，{calculation(chosen, vocabulary)}"
        case tree.Named() if step.below:
            return calculation(step.below[0], vocabulary)
        case tree.Quantity():
            return value_text(step, vocabulary)
        case tree.Review():
            known = exact_value(step) is not None
            return (
                f"评审核定 {value_text(step, vocabulary)}" if known else in_words(step.expression)
            )
        case _:
            return _formula(step, vocabulary)


def figures(step: Step, vocabulary: Vocabulary) -> tuple[str, ...]:
    """What was read for the sum, each with its value, named parts included, once each."""
    return tuple(dict.fromkeys(_figures(step, vocabulary)))


def _formula(step: Step, vocabulary: Vocabulary) -> str:
    formula, value = in_words(step.expression), value_text(step, vocabulary)
    if isinstance(step.expression, _READ):
        return f"{formula} {value}"
    read = "，".join(figures(step, vocabulary))
    equals = "，即 " if isinstance(step.expression, tree.Extreme) else " = "
    return f"{formula}{equals}{value}" + (f"（{read}）" if read else "")


def _figures(step: Step, vocabulary: Vocabulary) -> Iterator[str]:
    match step.expression:
        case tree.FactRef() | tree.OverYears() | tree.OverRows() | tree.FromHistory():
            yield named_value(step, vocabulary)
            return
        case tree.Named() | tree.Published():
            yield named_value(step, vocabulary)
        case tree.Review():
            if exact_value(step) is not None:
                yield f"评审核定 {value_text(step, vocabulary)}"
            return
        case _:
            pass
    for part in step.below:
        yield from _figures(part, vocabulary)


def _choice(step: Step, key: Step, vocabulary: Vocabulary) -> str:
    match step.expression:
        case tree.Conditional(condition):
            held = in_words(condition) if key.value else in_words(tree.Not(condition))
            return f"{held}的情形"
        case tree.ByBracket(brackets=brackets):
            amount = exact_value(key)
            inside = [b for b in brackets if amount is not None and _holds(b, amount)]
            label = f"，属于{bracket_words(inside[0])}档" if len(inside) == 1 else ""
            return named_value(key, vocabulary) + label
        case _:
            return f"{in_words(key.expression)}为{value_text(key, vocabulary)}"


def _holds(bracket: tree.Bracket, amount: Fraction) -> bool:
    low = bracket.low.value if bracket.low else None
    high = bracket.high.value if bracket.high else None
    above = low is None or amount > low or (bracket.low_included and amount == low)
    below = high is None or amount < high or (bracket.high_included and amount == high)
    return above and below
