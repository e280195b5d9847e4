"""A fact that makes the key of a limit, a group or a ladder must not be missing."""

from collections.abc import Callable, Sequence
from typing import Any

from duixian.population.refusals import DataError
from duixian.population.schema import key_names
from duixian.population.slots import Slots, numbers
from duixian.population.statement import Statement
from duixian.rulebook.meaning.program import program_of
from duixian.rulebook.meaning.windows import PAYEE

Ask = Callable[[str], Sequence[Sequence[Any]]]


def refuse_missing_keys(statement: Statement, ask: Ask) -> None:
    """DataError names a row of `live` that lacks one; `ask` gives the rows of a query."""
    shared = program_of(statement.library).shared
    names = key_names(statement.library)
    for together in (
        *(ladder.rows for ladder in shared.ladders),
        *(limit.together for limit in shared.limits),
        *(group.together for group in shared.groups),
        *(times.together for times in shared.times),
    ):
        placed = numbers(
            Slots(statement.library, statement.shape, together, statement.branches).placed
        )
        for title in together.per:
            if title == PAYEE:
                continue
            found = ask(
                f"SELECT branch, row_key FROM live WHERE branch IN ({placed})"
                f" AND key_{names.index(title) + 1} IS NULL LIMIT 1"
            )
            for branch, row in found:
                measure = statement.branches[branch - 1].measure
                raise DataError(
                    f"{measure.subject} {row}：「{title}」用来划分限额或互斥范围"
                    f"（{' '.join(measure.name)}），不能缺；没有就写“无”"
                )
