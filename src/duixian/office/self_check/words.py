"""The words that policies compare a fact of text with: offered while typing, never imposed."""

from collections import defaultdict

from duixian.rulebook.expression.tree import Belongs, Compare, FactRef, Word
from duixian.rulebook.library.model import Library
from duixian.rulebook.library.used_facts import all_parts

Words = dict[tuple[str, str], tuple[str, ...]]


def words_of(library: Library) -> Words:
    """By (subject, fact), the words in the order in which the policies name them."""
    found: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for part in all_parts(library):
        match part:
            case Belongs(FactRef() as fact, options):
                found[fact.subject, fact.fact] |= dict.fromkeys(options)
            case Compare(_, FactRef() as fact, Word(text)):
                found[fact.subject, fact.fact][text] = None
            case _:
                pass
    return {name: tuple(words) for name, words in found.items()}
