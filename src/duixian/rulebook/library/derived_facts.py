"""Derived facts: expressions over other facts of the row, and class tables such as 中小企业划型.

A class table gives for each industry the floors of the upper classes, one fact a line; it becomes
an ordinary expression: by industry, the highest class all of whose floors are reached, else `rest`
(中小企业划型标准规定: an upper class needs every indicator of the industry).
"""

from dataclasses import replace
from itertools import groupby

from duixian.rulebook.documents.fields import NO_DAY, Fields, items_of
from duixian.rulebook.documents.tree import MappingNode, Node, ScalarNode
from duixian.rulebook.expression.parts import walk
from duixian.rulebook.expression.tree import (
    All,
    ByLevel,
    Comparator,
    Compare,
    Conditional,
    Expression,
    FactRef,
    FromHistory,
    OverYears,
    Recall,
    Review,
    Word,
)
from duixian.rulebook.expression.type_of import type_of
from duixian.rulebook.expression.types import Label, Number
from duixian.rulebook.language import Scope, read_expression, read_quantity
from duixian.rulebook.library.vocabulary_file import Draft, words_of
from duixian.rulebook.vocabulary.model import Derivation, Fact, Vocabulary

FactName = tuple[str, str]


def with_derivations(draft: Draft) -> Vocabulary:
    """The finished vocabulary; problems of the derivations are added to the draft."""
    plain = draft.vocabulary
    found: dict[FactName, tuple[Derivation, ...]] = {}
    by_fact = sorted(draft.derivations, key=lambda each: each[:2])
    for name, group in groupby(by_fact, key=lambda each: each[:2]):
        found[name] = _derivations(draft, plain, name, [fields for _, _, fields in group])
    _refuse_circles(draft, found)
    subjects = (
        replace(
            subject,
            facts=tuple(
                replace(fact, derived=found.get((subject.name, fact.name), ()))
                for fact in subject.facts
            ),
        )
        for subject in plain.subjects
    )
    return replace(plain, subjects=tuple(subjects))


def _derivations(
    draft: Draft, vocabulary: Vocabulary, name: FactName, written: list[Fields]
) -> tuple[Derivation, ...]:
    subject = vocabulary.subject(name[0])
    fact = subject.fact(name[1]) if subject else None
    if fact is None:
        return ()
    reader = _Derived(draft, Scope(vocabulary, name[0]), fact)
    found = [reader.derivation(fields) for fields in written]
    days = [each.since for each in found]
    if days != sorted(set(days)):
        says = ("推算方法应按 from 从早到晚，日期不重复",)
        draft.refuse("derivation-order", draft.places[".".join(name)], fact.name, *says)
    return tuple(found)


class _Derived:
    """Reads the derivations of one fact."""

    def __init__(self, draft: Draft, scope: Scope, fact: Fact) -> None:
        self.draft = draft
        self.scope = scope
        self.fact = fact
        self.lines: dict[str, Expression] = {}

    def derivation(self, fields: Fields) -> Derivation:
        """One dated derivation, by `is` or by `classes`."""
        if ("is" in fields) == ("classes" in fields):
            says = ("要写且只写 is、classes 中的一个",)
            self.draft.refuse("derivation-kind", fields.place, self.fact.name, *says)
        table = fields.below("classes")
        read = self._classes(table) if table else self._line(fields.scalar("is"), self.fact)
        return Derivation(fields.day("from") or NO_DAY, read, fields.text("cites"))

    def _line(self, node: ScalarNode | None, expected: Fact | None = None) -> Expression:
        if node is None:
            return Word("")
        if node.text not in self.lines:
            wanted = expected.type if expected else None
            read, problems = read_expression(node.text, node.place, self.scope, wanted)
            self.draft.problems.extend(problems)
            if read is not None:
                self._refuse_of_measure(read, node)
            self.lines[node.text] = Word("") if read is None else read
        return self.lines[node.text]

    def _refuse_of_measure(self, read: Expression, node: ScalarNode) -> None:
        """A fact is the same for all measures, so it cannot ask what was set or paid under one."""
        for part in walk(read):
            if isinstance(part, Review):
                what = "评审"
            elif isinstance(part, FromHistory) and not all(code for code, _ in part.measures):
                what = "已奖补"
            elif isinstance(part, FromHistory) and part.recall is Recall.BEST:
                what = "已奖补最高"
            else:
                continue
            says = (
                f"推算方法里不能写没有指明政策的{what}",
                "一个事实对所有措施相同，不知道是哪一条措施的",
                "写在措施里；已奖补可以指明政策，如 已奖补(「文号 代码」)",
            )
            self.draft.refuse("derivation-of-measure", node.place, node.text, *says)

    def _classes(self, fields: Fields) -> Expression:
        levels = words_of(fields, "levels")
        rest = fields.text("rest")
        own = self.fact.type.levels if isinstance(self.fact.type, Label) else ()
        for level in (*levels, rest):
            if level not in own:
                says = f"不是「{self.fact.name}」的等级", "", "、".join(own)
                self.draft.refuse("unknown-level", fields.place_of("levels"), level, *says)
        key = self._line(fields.scalar("by"))
        rows = fields.others("by", "levels", "rest")
        table = tuple((row.text, self._industry(node, levels, rest)) for row, node in rows)
        self._refuse_incomplete(fields, key, {row.text for row, _ in rows})
        return ByLevel(key, table, None)

    def _refuse_incomplete(self, fields: Fields, key: Expression, written: set[str]) -> None:
        kind = type_of(key, self.scope.vocabulary)
        levels = set(kind.levels) if isinstance(kind, Label) else set()
        for name in sorted(levels ^ written):
            what = "没有写下限" if name in levels else "不是这里的一行"
            self.draft.refuse("table-incomplete", fields.place_of("by"), name, what)

    def _industry(self, node: Node, levels: tuple[str, ...], rest: str) -> Expression:
        reached: dict[str, list[Expression]] = {level: [] for level in levels}
        if isinstance(node, MappingNode):
            for fact, floors in Fields(node).others():
                self._add_floors(reached, fact, items_of(floors))
        read: Expression = Word(rest)
        for level in reversed(levels):
            parts = tuple(reached[level])
            if not parts:
                continue
            read = Conditional(parts[0] if len(parts) == 1 else All(parts), Word(level), read)
        return read

    def _add_floors(
        self, reached: dict[str, list[Expression]], fact: ScalarNode, floors: tuple[Node, ...]
    ) -> None:
        if len(floors) != len(reached):
            says = (f"下限应有 {len(reached)} 个，从高到低",)
            self.draft.refuse("floors-count", fact.place, fact.text, *says)
        left = self._line(fact)
        wanted = type_of(left, self.scope.vocabulary)
        for level, floor in zip(reached, floors, strict=False):
            if not isinstance(floor, ScalarNode):
                continue
            units = self.scope.vocabulary.units
            quantity, problems = read_quantity(floor.text, floor.place, units)
            self.draft.problems.extend(problems)
            if quantity is None:
                continue
            if wanted != Number(quantity.dimension):
                says = (f"单位与「{fact.text}」不同",)
                self.draft.refuse("unlike-units", floor.place, floor.text, *says)
            reached[level].append(Compare(Comparator.AT_LEAST, left, quantity))


def _refuse_circles(draft: Draft, derived: dict[FactName, tuple[Derivation, ...]]) -> None:
    needs = {
        name: {used for each in found for used in _facts_in(each.expression)} & derived.keys()
        for name, found in derived.items()
    }
    settled: set[FactName] = set()
    while ready := {name for name in needs if name not in settled and needs[name] <= settled}:
        settled |= ready
    for name in sorted(needs.keys() - settled):
        says = "由自己推算自己", "推算方法绕回到这个事实", "改正推算方法"
        draft.refuse("derivation-circle", draft.places[".".join(name)], name[1], *says)


def _facts_in(expression: Expression) -> set[FactName]:
    return {
        (part.subject, part.fact)
        for part in walk(expression)
        if isinstance(part, FactRef | OverYears)
    }
