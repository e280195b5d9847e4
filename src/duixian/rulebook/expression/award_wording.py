"""A grant in the words of an official document."""

from dataclasses import replace

from duixian.rulebook.expression import tree
from duixian.rulebook.expression.tree import BracketMode, Expression
from duixian.rulebook.expression.wording import in_words


def award_words(grant: Expression) -> str:
    """A grant in words: a case whose sum is nothing reads 不予奖补."""
    return in_words(_promised(grant))


def _promised(grant: Expression) -> Expression:
    match grant:
        case tree.Quantity(value=0):
            return tree.Word("不予奖补")
        case tree.Conditional(condition, then, otherwise):
            return tree.Conditional(condition, _promised(then), _promised(otherwise))
        case tree.ByLevel(key, table, otherwise):
            levels = tuple((level, _promised(value)) for level, value in table)
            return tree.ByLevel(key, levels, _promised(otherwise) if otherwise else None)
        case tree.ByBracket(mode=BracketMode.SINGLE, brackets=brackets):
            told = tuple(replace(each, value=_promised(each.value)) for each in brackets)
            return replace(grant, brackets=told)
        case _:
            return grant
