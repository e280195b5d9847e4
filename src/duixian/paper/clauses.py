"""The clauses of a text: where each stands, what it says, its pin, and the amounts in it.

A clause ends at 。 or ； or where a new heading, article or item begins. The numbers of headings
and articles are not part of it. Heading words without a full stop stay with the sentence after
them, because prints differ in whether they break the line there: 「（一）鼓励创新对获得…」 and
the same over two lines have one pin.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from duixian.paper.addresses import Address, Part
from duixian.paper.amounts import Amount, amounts
from duixian.paper.lines import Line, lines
from duixian.paper.outline import Outline
from duixian.paper.reading import compact, kept, pin
from duixian.paper.tables import cells

_BOUNDARY = re.compile(r"(?<=[。;])|(?<=:)(?=1[.、)](?!\d)|\([一1]\)|一、)")


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause. Its address has a sentence number, counted within the innermost part."""

    address: Address
    text: str
    pin: str
    amounts: tuple[Amount, ...]

    @property
    def place(self) -> Address:
        """The address without the sentence number, as it is usually cited."""
        return Address(self.address.parts)


def clauses(text: str) -> tuple[Clause, ...]:
    """Every clause of a document, tables included, in order.

    A document inside a longer text is first cut out with `documents.find`.
    """
    reader = _Reader()
    for is_table, group in groupby(lines(text), key=lambda line: bool(line.cells)):
        if is_table:
            reader.table(list(group))
        else:
            for line in group:
                reader.line(line)
    reader.flush()
    return tuple(reader.found)


@dataclass(slots=True)
class _Reader:
    outline: Outline = field(default_factory=Outline)
    inner: tuple[Part, ...] = ()
    found: list[Clause] = field(default_factory=list)
    _open: list[str] = field(default_factory=list)
    _sentence: int = 1
    _rows: dict[tuple[Part, ...], int] = field(default_factory=dict)

    def line(self, line: Line) -> None:
        if self._open and (line.heading or self.outline.opens(line.text)):
            self.flush()
        self._add(line.text)

    def table(self, rows: Sequence[Line]) -> None:
        """Each cell is read like a small text of its own, its items numbered within the cell."""
        self.flush()
        place = tuple(self.outline.parts)
        first = self._rows.get(place, 0) + 1
        for cell in cells(rows, first):
            reader = _Reader(inner=(*place, *cell.parts))
            reader._add(cell.text)
            reader.flush()
            self.found += reader.found
            self._rows[place] = max(
                self._rows.get(place, 0), cell.parts[0].number if cell.parts else 0
            )

    def flush(self) -> None:
        """End the clause that is open."""
        text = compact("\n".join(self._open))
        if kept(text):
            self.found.append(Clause(self._address(), text, pin(text), amounts(text)))
        self._open = []

    def _add(self, text: str) -> None:
        first, *more = _BOUNDARY.split(text if self._open else self._begin(text))
        self._open.append(first)
        for piece in more:
            ended = self._open[-1].endswith("。")
            self.flush()
            self._sentence += ended
            self._open = [self._begin(piece)] if piece else []

    def _begin(self, text: str) -> str:
        if not self.outline.opens(text):
            return text
        self._sentence = 1
        return self.outline.open(text)

    def _address(self) -> Address:
        parts = (*self.inner, *self.outline.parts)
        return Address(parts or self.outline.address().parts, self._sentence)
