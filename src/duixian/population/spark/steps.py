"""The relations of a statement taken apart into steps, each a view of Spark's.

Spark lays out a query again for every use of a view, and its time for that grows faster than the
query. So a step is kept, written out once, where more than one later step uses it or where it and
the views that it is written on would make a long query.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import sqlglot
from sqlglot import exp

from duixian.population.spark.dialect import ported

_LONGEST = 12_000
"""Characters of a query, those of its views included, beyond which a step is kept."""


@dataclass(frozen=True, slots=True)
class Step:
    """A view: its name, its query in Spark's dialect, the kept ones nothing needs after it."""

    title: str
    query: str
    is_kept: bool
    done_with: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Piece:
    title: str
    query: str
    used: tuple[str, ...]


def steps_of(relations: Sequence[tuple[str, str]]) -> list[Step]:
    """The steps in their order; the last is the answer, and kept."""
    pieces = list(_pieces(relations))
    uses = Counter(title for piece in pieces for title in piece.used)
    lengths: dict[str, int] = {}
    rests_on: dict[str, set[str]] = {}
    last_user: dict[str, str] = {}
    steps = []
    for piece in pieces:
        length = len(piece.query) + sum(lengths[title] for title in piece.used)
        is_kept = uses[piece.title] != 1 or length > _LONGEST
        below = {kept for title in piece.used for kept in rests_on[title]}
        lengths[piece.title] = 0 if is_kept else length
        rests_on[piece.title] = {piece.title} if is_kept else below
        if is_kept:
            last_user |= dict.fromkeys(below, piece.title)
        steps.append(Step(piece.title, piece.query, is_kept))
    done: dict[str, list[str]] = {}
    for title, user in last_user.items():
        done.setdefault(user, []).append(title)
    return [replace(step, done_with=tuple(done.get(step.title, ()))) for step in steps]


def _pieces(relations: Sequence[tuple[str, str]]) -> Iterator[_Piece]:
    """Every table expression as a relation of its own. Their names differ in one statement."""
    made: set[str] = set()
    for title, query in relations:
        tree = ported(sqlglot.parse_one(query, dialect="duckdb"))
        with_ = tree.args.pop("with_", None)
        for part in with_.expressions if with_ else ():
            yield _piece(part.alias, part.this, made)
        yield _piece(title, tree, made)


def _piece(title: str, tree: exp.Expr, made: set[str]) -> _Piece:
    if title in made:
        raise ValueError(title)
    used = tuple(table.name for table in tree.find_all(exp.Table) if table.name in made)
    made.add(title)
    return _Piece(title, tree.sql("spark", identify=True), used)
