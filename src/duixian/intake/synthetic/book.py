"""The sheets of a district and the kinds of their columns, gathered once."""

from collections.abc import Mapping
from dataclasses import dataclass

from duixian.intake.workbook.layout import SheetLayout, layouts
from duixian.intake.workbook.template import label
from duixian.rulebook.vocabulary.model import FactKind, Subject, Vocabulary


@dataclass(frozen=True, slots=True)
class Book:
    """The layouts in their order; of each sheet the kind of every column, by its label."""

    vocabulary: Vocabulary
    layouts: tuple[SheetLayout, ...]
    kinds: Mapping[str, Mapping[str, FactKind]]

    def subject(self, name: str) -> Subject:
        """The subject of that name; KeyError for any other."""
        found = self.vocabulary.subject(name)
        if found is None:
            raise KeyError(name)
        return found


def book(vocabulary: Vocabulary) -> Book:
    """The sheets of a vocabulary."""
    found = layouts(vocabulary)
    kinds = {
        layout.name: {
            label(column): column.fact.kind for column in (*layout.columns, *layout.extras)
        }
        for layout in found
    }
    return Book(vocabulary, found, kinds)
