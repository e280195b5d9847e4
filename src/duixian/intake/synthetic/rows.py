"""The rows that firms have: recognitions, projects, leases and whatever else the plan names."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from duixian.intake.synthetic.book import Book
from duixian.intake.synthetic.plan import District, Matter, Written
from duixian.intake.synthetic.values import Place, value
from duixian.rulebook.dossier import Stage
from duixian.rulebook.vocabulary.model import Subject

ROW = "j"
FARTHEST = 1000
"""Places of one block: columns draw from the first, missing facts from the last."""


@dataclass(frozen=True, slots=True)
class Block:
    """Rows of one sheet that are made alike: expressions by label of column, over a source.

    `row` is the number of a row in the source; draws begin at `place`.
    """

    source: str
    columns: Mapping[str, str]
    row: str = ROW
    place: int = 0


def rows(district: District, book: Book) -> dict[str, list[Block]]:
    """The blocks of every subject that has rows."""
    found: dict[str, list[Block]] = defaultdict(list)
    for matter in district.matters:
        for sheet in matter.rows:
            found[sheet].append(block(district, book, matter, sheet))
    return found


def block(district: District, book: Book, matter: Matter, sheet: str) -> Block:
    """The rows of a matter on one sheet."""
    subject = book.subject(sheet)
    place = place_of(matter, sheet)
    columns = {subject.key: key_of(matter, sheet), subject.firm: firm_of(district, matter)}
    kinds = book.kinds[sheet]
    for at, (written, text) in enumerate(matter.rows[sheet].items(), 1):
        name = labelled(subject, written)
        columns[name] = _value(
            text, Place(ROW, matter.count, place + at, kinds[name]), columns, district
        )
    return Block(source(matter.count), columns, ROW, place)


def source(count: int) -> str:
    """So many rows, numbered from 0 in the column `j`."""
    return f"(SELECT range AS {ROW} FROM range({count}))"


def place_of(matter: Matter, sheet: str) -> int:
    """Where the draws of a matter on a sheet begin."""
    return (matter.number * 10 + list(matter.rows).index(sheet) + 1) * FARTHEST


def key_of(matter: Matter, sheet: str) -> str:
    """The key of a row, unlike that of any other row of the district."""
    letter = "ABC"[list(matter.rows).index(sheet)]
    return f"'{matter.number:02d}{letter}-' || lpad({ROW}::VARCHAR, 8, '0')"


def firm_of(district: District, matter: Matter) -> str:
    """The code of the firm of a row."""
    if matter.first is None:
        return f"credit_code(draw({ROW}, {matter.number}, {district.firms}) + 1)"
    return f"credit_code({district.number_at(f'({matter.first} + {ROW}) % {district.firms}')})"


def labelled(subject: Subject, written: str) -> str:
    """The label of a column; a staged fact without a stage is the declared figure."""
    fact = subject.fact(written)
    return f"{written}·{Stage.DECLARED.value}" if fact is not None and fact.staged else written


def _value(text: str, place: Place, columns: Written, district: District) -> str:
    if text.startswith("="):
        return columns[text[1:]]
    if text.startswith("@"):
        named = district.matter(text[1:])
        return firm_of(district, named).replace(ROW, f"({ROW} % {named.count})")
    return value(text, place)
