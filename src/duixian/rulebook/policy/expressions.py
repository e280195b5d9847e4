"""Expressions, value tables and conditions of one scope, from nodes of the policy file.

What cannot be read becomes a problem and `UNREADABLE`: the file is refused in the end, but the rest
of it is still read so that all its problems are told at once.
"""

from duixian.rulebook.documents.fields import Fields, items_of
from duixian.rulebook.documents.tree import MappingNode, Node, ScalarNode
from duixian.rulebook.expression.parts import walk
from duixian.rulebook.expression.tree import (
    All,
    AnyOf,
    AtLeastOf,
    Bracket,
    BracketMode,
    ByBracket,
    ByLevel,
    Expression,
    Word,
)
from duixian.rulebook.expression.type_of import type_of
from duixian.rulebook.expression.types import Flag, Label, Number, Type
from duixian.rulebook.expression.width import ENDLESS, widest_bits
from duixian.rulebook.language import Scope, read_expression
from duixian.rulebook.language.brackets import read_brackets
from duixian.rulebook.policy.model import Condition
from duixian.rulebook.policy.source import Source, cites_of
from duixian.rulebook.problems import Place
from duixian.rulebook.units import Dimension

UNREADABLE = Word("")
"""Stands where an expression could not be read."""

WIDEST = 126
"""Bits of the widest intermediate: what HUGEINT and DECIMAL(38, 0) both hold."""


class Expressions:
    """Reads the expressions that stand in one scope."""

    def __init__(self, source: Source, scope: Scope) -> None:
        self.source = source
        self.scope = scope

    def read(self, node: Node | None, expected: Type | None = None) -> Expression:
        """The expression or value table, of the expected type where one is expected."""
        if node is None:
            return UNREADABLE
        read = self._read(node, expected)
        self.fit(read, node.place, node.text if isinstance(node, ScalarNode) else "")
        return read

    def fit(self, read: Expression, place: Place, found: str = "") -> None:
        """Refuse what may pass the width that every engine computes in; `found` is its text."""
        if UNREADABLE not in walk(read):
            bits = widest_bits(read, self.scope.vocabulary)
            if bits > WIDEST:
                self.source.refuse("too-wide", place, found, *_too_wide(bits))

    def _read(self, node: Node, expected: Type | None) -> Expression:
        if isinstance(node, ScalarNode):
            return self._line(node, expected)
        if isinstance(node, MappingNode):
            return self._table(node, expected)
        return UNREADABLE

    def optional(self, node: Node | None, expected: Type | None = None) -> Expression | None:
        """The same, None where nothing is written."""
        return None if node is None else self.read(node, expected)

    def condition(self, node: Node) -> Condition:
        """One condition: an expression, or a mapping with `if`, `any`, `all` or `at_least`."""
        if not isinstance(node, MappingNode):
            return Condition(self.read(node, Flag()), node.place)
        fields = Fields(node)
        return Condition(
            self._test(fields),
            node.place,
            fields.text("title"),
            cites_of(fields),
            fields.text("because"),
        )

    def conditions(self, node: Node | None) -> tuple[Condition, ...]:
        """A condition, or a list of conditions all of which must hold."""
        return tuple(self.condition(item) for item in items_of(node))

    def together(self, node: Node | None) -> Condition | None:
        """A condition or list of conditions as one; None where nothing is written."""
        if node is None:
            return None
        found = self.conditions(node)
        if len(found) == 1:
            return found[0]
        return Condition(All(tuple(each.test for each in found)), node.place)

    def _test(self, fields: Fields) -> Expression:
        kinds = [kind for kind in ("if", "any", "all", "at_least") if kind in fields]
        if len(kinds) != 1:
            says = "条件要写且只写 if、any、all、at_least 中的一个", "", "if: 式子"
            self.source.refuse("condition-kind", fields.place, "、".join(kinds), *says)
            return UNREADABLE
        if kinds == ["if"]:
            return self.read(fields.node("if"), Flag())
        if kinds == ["at_least"]:
            return self._at_least(fields)
        parts = self._tests(fields, kinds[0])
        if len(parts) == 1:
            return parts[0]
        return AnyOf(parts) if kinds == ["any"] else All(parts)

    def _tests(self, fields: Fields, key: str) -> tuple[Expression, ...]:
        parts = tuple(self.condition(item).test for item in fields.items(key))
        if not parts:
            says = "没有条件", "", "至少写一项"
            self.source.refuse("condition-empty", fields.place_of(key), key, *says)
            return (UNREADABLE,)
        return parts

    def _at_least(self, fields: Fields) -> Expression:
        parts = self._tests(fields, "of")
        count = int(fields.text("at_least", "1"))
        if count > len(parts):
            says = (f"of 中只有 {len(parts)} 项，不能至少成立 {count} 项",)
            self.source.refuse("condition-count", fields.place_of("at_least"), str(count), *says)
        return AtLeastOf(count, parts)

    def _line(self, node: ScalarNode, expected: Type | None) -> Expression:
        read, problems = read_expression(node.text, node.place, self.scope, expected)
        self.source.problems.extend(problems)
        return UNREADABLE if read is None else read

    def _table(self, node: MappingNode, expected: Type | None) -> Expression:
        fields = Fields(node)
        key = self.read(fields.node("by"))
        if key is UNREADABLE:
            for _, value in fields.others("by", "mode", "because"):
                self._read(value, expected)
            return UNREADABLE
        match type_of(key, self.scope.vocabulary):
            case Number(dimension):
                return self._brackets(fields, key, dimension, expected)
            case Flag():
                return self._levels(fields, key, ("是", "否"), expected)
            case Label(levels):
                return self._levels(fields, key, levels, expected)
        says = "不能按日期取值", "", "用 若(条件, 甲, 乙)"
        self.source.refuse("table-key", fields.place_of("by"), fields.text("by"), *says)
        return UNREADABLE

    def _levels(
        self, fields: Fields, key: Expression, levels: tuple[str, ...], expected: Type | None
    ) -> Expression:
        written = fields.others("by", "else", "mode", "because")
        for name, _ in written:
            if levels and name.text not in levels:
                says = "不是这里的一档", "", "、".join(levels)
                self.source.refuse("unknown-level", name.place, name.text, *says)
        self._refuse_incomplete(fields, levels, {name.text for name, _ in written})
        if "mode" in fields:
            what = "只用于分区间的取值"
            self.source.refuse("mode-without-brackets", fields.place_of("mode"), "mode", what)
        table = tuple((name.text, self._read(value, expected)) for name, value in written)
        other = fields.node("else")
        otherwise = None if other is None else self._read(other, expected)
        self._refuse_mixed(fields, [value for _, value in table], expected)
        return ByLevel(key, table, otherwise)

    def _refuse_incomplete(
        self, fields: Fields, levels: tuple[str, ...], written: set[str]
    ) -> None:
        missing = [level for level in levels if level not in written]
        if "else" not in fields and (missing or not levels):
            what = f"没有写 {'、'.join(missing)}" if missing else "没有写其余各档"
            says = what, "每一档都要有值，或写明其余", "补上，或写 else: 0 元"
            self.source.refuse("table-incomplete", fields.place, "", *says)

    def _refuse_mixed(
        self, fields: Fields, values: list[Expression], expected: Type | None
    ) -> None:
        """Where no type is expected (in `let`), all entries of a table have one."""
        known = [value for value in values if UNREADABLE not in walk(value)]
        if expected is None and len({type_of(value, self.scope.vocabulary) for value in known}) > 1:
            says = "各档不是同一种量", "", "写成同样的单位"
            self.source.refuse("table-mixed", fields.place, "", *says)

    def _brackets(
        self, fields: Fields, key: Expression, dimension: Dimension, expected: Type | None
    ) -> Expression:
        mode = BracketMode(fields.text("mode", BracketMode.SINGLE.value))
        if mode is BracketMode.PROGRESSIVE and isinstance(expected, Number):
            expected = Number(expected.dimension / dimension)
        if "else" in fields:
            says = "分区间取值不写 else", "区间要不重不漏地写全", "删去，补全区间"
            self.source.refuse("else-with-brackets", fields.place_of("else"), "else", *says)
        written = fields.others("by", "else", "mode", "because")
        values = [self._read(value, expected) for _, value in written]
        self._refuse_mixed(fields, values, expected)
        keys = tuple((name.text, name.place) for name, _ in written)
        bounds, problems = read_brackets(keys, key, self.scope)
        self.source.problems.extend(problems)
        if bounds is None:
            return UNREADABLE
        brackets = tuple(
            Bracket(each.low, each.low_included, each.high, each.high_included, value)
            for each, value in zip(bounds, values, strict=True)
        )
        return ByBracket(key, brackets, mode)


def _too_wide(bits: int) -> tuple[str, str, str]:
    if bits == ENDLESS:
        return (
            "按行合计两个事实的商，位数没有上限",
            "每一行可能带来新的分母，无法在全部引擎中精确计算",
            "先分别合计再相除，或除以写明的数",
        )
    return (
        f"计算中会出现 {bits} 位的数，超过 {WIDEST} 位",
        "过大的数无法在全部引擎中精确计算",
        "减少相乘的因子，或在词汇表中写明 maximum",
    )
