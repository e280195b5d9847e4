"""One scan of a relation: every value that rules ask of its rows is a column, worked out once.

Columns are laid in layers, because a column can only look at columns of the layer before; a layer
is named after the step it reaches (facts, scope, conditions …). Equal expressions share a column;
a column that is used once, or costs little, is written into its users.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from duixian.population.sql import Sql, is_literal, name

_NAME = re.compile(r'"((?:[^"]|"")+)"')
_OPERATION = re.compile(r"\b(CASE|AND|OR|NOT|IS|IN)\b| [-+*|<>=/&]+ ")
_OF_TEXTS = re.compile(r" (?:=|<>|<|>|<=|>=) '")
_DEARER = 4
"""How much more a comparison of texts costs than one operation on numbers."""
_LONGEST_INLINE = 1500
_WORTH_A_COLUMN = 3
"""Operations that must be saved a row: a column is carried through all layers to its last user."""
Statements = list[tuple[str, str]]
"""Common table expressions in order: their names and texts."""


@dataclass(slots=True)
class _Column:
    expression: Sql
    step: int
    uses: list[str]


class Sheet:
    """The columns of one relation. `steps` are the names of the steps in their order."""

    def __init__(
        self, title: str, source: str, steps: Sequence[str], identity: Sequence[str] = ()
    ) -> None:
        """`source` is the FROM clause to which `join` adds; `identity` names a row among all."""
        self.title = title
        self.identity = tuple(identity)
        self.folds: dict[object, object] = {}
        self.steps = tuple(steps)
        self.step = 0
        self.source = source
        self._joins: dict[str, str | Callable[[], str]] = {}
        self._base: dict[str, Sql] = {}
        self._late: dict[str, Sql] = {}
        self._late_joins: list[str] = []
        self._before: Statements = []
        self._before_last: list[Callable[[], Statements]] = []
        self._columns: dict[str, _Column] = {}
        self._known: dict[Sql, str] = {}

    @property
    def rows(self) -> str:
        """The name of the relation with the entered columns."""
        return f"{self.title}_rows"

    def begin(self, step: str) -> None:
        """Columns from here on belong to the step, unless an earlier one has them."""
        self.step = self.steps.index(step)

    def join(self, alias: str, clause: str | Callable[[], str]) -> str:
        """Join a relation once; gives its alias. A clause may be written when all is known."""
        if self._joins.setdefault(alias, clause) != clause:
            raise ValueError(alias)
        return alias

    def entered(self, column: str, expression: Sql) -> Sql:
        """A column of the relation itself or of what is joined to it."""
        if self._base.setdefault(column, expression) != expression:
            raise ValueError(column)
        return name(column)

    def after(self, statements: "Statements | Callable[[], Statements]", clause: str) -> None:
        """Statements that look at the rows, and the clause that joins what they found to them.

        Those that are written when all is known come behind the others, which they may look at.
        """
        if callable(statements):
            self._before_last.append(statements)
        else:
            self._before += statements
        self._late_joins.append(clause)

    def found(self, column: str, expression: Sql) -> Sql:
        """A column of what was joined by `after`."""
        self._late[column] = expression
        return name(column)

    def define(self, expression: Sql) -> Sql:
        """A column worked out from others; a literal or a name stays what it is."""
        if is_literal(expression) or expression == "NULL" or _NAME.fullmatch(expression):
            return expression
        found = self._known.get(expression)
        if found is None:
            found = f"c{len(self._columns)}"
            uses = [used for used in _NAME.findall(expression) if self._has(used)]
            self._columns[found] = _Column(expression, self.step, uses)
            self._known[expression] = found
        return name(found)

    def meaning(self, piece: Sql) -> Sql:
        """What a column is worked out from; any other piece is what it is."""
        found = _NAME.fullmatch(piece)
        column = self._columns.get(found[1]) if found else None
        return column.expression if column else piece

    def _has(self, column: str) -> bool:
        return column in self._columns or column in self._base or column in self._late

    def statements(self, outputs: Mapping[str, Sql]) -> Statements:
        """The layers, of which the last has the outputs under their names."""
        texts = dict(outputs)
        wanted = self._wanted(texts.values())
        expressions, texts = self._inlined(wanted, texts)
        layers = self._layers(expressions)
        order = sorted(set(layers.values()))
        statements = [(self.rows, self._base_statement())]
        needed = _needs_by_layer(expressions, layers, texts, order)
        before = self.rows
        if self._late:
            before = f"{self.title}_with_items"
            statements += [*self._before, *(each for last in self._before_last for each in last())]
            statements.append((before, self._late_statement()))
        for place, layer in enumerate(order):
            title = self._layer_title(layer)
            new = {column for column, at in layers.items() if at == layer}
            carried = needed[place] - new
            parts = [name(column) for column in sorted(carried)]
            parts += [f"{expressions[c]} AS {name(c)}" for c in expressions if c in new]
            statements.append((title, f"SELECT {', '.join(parts)} FROM {name(before)}"))
            before = title
        last = ", ".join(f"{expression} AS {name(out)}" for out, expression in texts.items())
        statements.append((self.title, f"SELECT {last} FROM {name(before)}"))
        return statements

    def _layer_title(self, layer: tuple[int, int]) -> str:
        step, depth = layer
        return f"{self.title}_{self.steps[step]}" + (f"_{depth}" if depth > 1 else "")

    def _base_statement(self) -> str:
        columns = ", ".join(f"{text} AS {name(column)}" for column, text in self._base.items())
        joins = " ".join(each if isinstance(each, str) else each() for each in self._joins.values())
        return f"SELECT {columns} FROM {self.source} {joins}"

    def _late_statement(self) -> str:
        columns = ", ".join(f"{text} AS {name(column)}" for column, text in self._late.items())
        joins = " ".join(self._late_joins)
        return f"SELECT o.*, {columns} FROM {self.rows} AS o {joins}"

    def _wanted(self, outputs: Iterable[Sql]) -> list[str]:
        """The columns that the outputs need, in the order in which they were defined."""
        found: set[str] = set()
        waiting = [used for text in outputs for used in _NAME.findall(text)]
        while waiting:
            column = waiting.pop()
            if column in self._columns and column not in found:
                found.add(column)
                waiting.extend(self._columns[column].uses)
        return [column for column in self._columns if column in found]

    def _inlined(
        self, wanted: list[str], outputs: dict[str, Sql]
    ) -> tuple[dict[str, Sql], dict[str, Sql]]:
        copies = self._copies(wanted, outputs.values())
        expressions: dict[str, Sql] = {}
        inline: dict[str, Sql] = {}

        def written(text: Sql) -> Sql:
            return _NAME.sub(lambda match: inline.get(match[1], match[0]), text)

        for column in wanted:
            text = written(self._columns[column].expression)
            if _is_light(text, copies[column]):
                inline[column] = text
            else:
                expressions[column] = text
        return expressions, {out: written(text) for out, text in outputs.items()}

    def _copies(self, wanted: Sequence[str], outputs: Iterable[Sql]) -> Counter[str]:
        """How often each column would be written where its light users are written out."""
        copies = Counter(used for text in outputs for used in _NAME.findall(text))
        for column in reversed(wanted):
            expression = self._columns[column].expression
            times = copies[column] if _is_light(expression, copies[column]) else 1
            for used in self._columns[column].uses:
                copies[used] += times
        return copies

    def _layers(self, expressions: Mapping[str, Sql]) -> dict[str, tuple[int, int]]:
        """Each column as late as its users allow, so that few columns are carried far.

        A layer is named after the latest step that it or a layer before it has a part in.
        """
        levels = _levels(expressions)
        layers: dict[int, tuple[int, int]] = {}
        step, depth = -1, 0
        for level in sorted(set(levels.values()), reverse=True):
            latest = max(self._columns[each].step for each, at in levels.items() if at == level)
            step, depth = (latest, 1) if latest > step else (step, depth + 1)
            layers[level] = step, depth
        return {column: layers[level] for column, level in levels.items()}


def _levels(expressions: Mapping[str, Sql]) -> dict[str, int]:
    """How many layers there must be from each column to the end."""
    levels: dict[str, int] = {}
    for column in reversed(list(expressions)):
        level = levels.setdefault(column, 1)
        for used in _NAME.findall(expressions[column]):
            if used in expressions:
                levels[used] = max(levels.get(used, 1), level + 1)
    return levels


def _is_light(expression: Sql, copies: int) -> bool:
    """Whether it costs less to write an expression into each of its users than to keep a column."""
    cost = len(_OPERATION.findall(expression)) + _DEARER * len(_OF_TEXTS.findall(expression))
    saved = cost * (copies - 1)
    return saved <= _WORTH_A_COLUMN and len(expression) < _LONGEST_INLINE


def _needs_by_layer(
    expressions: Mapping[str, Sql],
    layers: Mapping[str, tuple[int, int]],
    outputs: Mapping[str, Sql],
    order: Sequence[tuple[int, int]],
) -> list[set[str]]:
    """Per layer, the columns that it must hold for the layers after it."""
    needs: list[set[str]] = []
    later = {used for text in outputs.values() for used in _NAME.findall(text)}
    for layer in reversed(order):
        needs.append(set(later))
        for column, text in expressions.items():
            if layers[column] == layer:
                later |= set(_NAME.findall(text))
        later -= {column for column, at in layers.items() if at == layer}
    return needs[::-1]
