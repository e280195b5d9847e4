"""Reads one policy file: form, pieces, and what must hold between them; all problems at once."""

from collections.abc import Iterable, Iterator, Mapping

from duixian.rulebook.documents.conform import conforming
from duixian.rulebook.documents.fields import NO_DAY, Fields
from duixian.rulebook.documents.reading import read_tree
from duixian.rulebook.documents.tree import MappingNode
from duixian.rulebook.expression.types import MONEY_TYPE
from duixian.rulebook.policy.check import check_policy
from duixian.rulebook.policy.expressions import Expressions
from duixian.rulebook.policy.forms import DEFINITIONS
from duixian.rulebook.policy.measure_reader import (
    FIRM,
    discretion_of,
    instalments_of,
    measure_of,
    names_of,
    needs_of,
    shares_of,
    term_of,
)
from duixian.rulebook.policy.model import (
    ByDecision,
    Group,
    LawDay,
    Limit,
    Measure,
    NotEncoded,
    Obligation,
    Policy,
    Rounding,
    RoundingMode,
    Succession,
    Supplement,
)
from duixian.rulebook.policy.our_readings import readings_in
from duixian.rulebook.policy.policy_form import POLICY
from duixian.rulebook.policy.source import MeasureName, Source, cites_of
from duixian.rulebook.policy.windows import (
    choices_of,
    cycle_of,
    group_of,
    ladder_of,
    limit_of,
)
from duixian.rulebook.problems import Problem, has_errors
from duixian.rulebook.units import Unit
from duixian.rulebook.vocabulary.model import Vocabulary

STUB = "存目"
Built = tuple[Measure, Fields, Expressions]


def read_policy(
    text: str,
    file: str,
    vocabulary: Vocabulary,
    *,
    catalogues: Iterable[str] | None = None,
    series: Mapping[str, Unit] | None = None,
) -> tuple[Policy | None, tuple[Problem, ...]]:
    """The policy of one file, None when it has errors; and everything wrong with it.

    `catalogues` and `series` are those the library declares; None leaves such names unchecked.
    """
    node, problems = read_tree(text, file)
    found = list(problems)
    kept = conforming(node, POLICY, DEFINITIONS, found) if node is not None else None
    if not isinstance(kept, MappingNode):
        return None, tuple(found)
    fields = Fields(kept)
    declared = None if catalogues is None else frozenset(catalogues)
    source = Source(fields.text("policy"), vocabulary, declared, series, found)
    policy = _PolicyReading(fields, source).policy()
    check_policy(policy, source)
    unique = tuple(sorted(dict.fromkeys(found), key=lambda problem: problem.place))
    return (None if has_errors(unique) else policy), unique


class _PolicyReading:
    """One policy being built from its root mapping."""

    def __init__(self, fields: Fields, source: Source) -> None:
        self.fields = fields
        self.source = source
        self.payee = Expressions(source, source.scope(FIRM, payee=True))
        self.built: list[Built] = [_built(each, fields, source) for each in fields.each("measures")]

    def policy(self) -> Policy:
        """The whole policy."""
        fields, source = self.fields, self.source
        term = term_of(fields.below("in_force"), source)
        return Policy(
            code=fields.text("policy"),
            title=fields.text("title"),
            region=fields.text("region"),
            place=fields.place,
            term=term,
            law_day=self._law_day(),
            counts_from=fields.day("counts_from") or term.start,
            source=fields.text("source", "原文"),
            text_title=fields.text("text_title"),
            issuer=fields.text("issuer"),
            interprets=fields.texts("interprets"),
            awaits=fields.texts("awaits"),
            succeeds=tuple(_succession(each) for each in fields.each("succeeds")),
            supplements=tuple(self._supplements()),
            scope=self.payee.conditions(fields.node("scope")),
            may=tuple(discretion_of(each, self.payee) for each in fields.each("may")),
            ladders=tuple(ladder_of(each, self.payee) for each in fields.each("ladders")),
            limits=self._limits(),
            groups=self._groups(),
            cycle=cycle_of(fields.below("cycle"), self._first_names()),
            rounding=self._rounding(),
            shares=shares_of(fields, source),
            paid=instalments_of(fields, source),
            obligations=tuple(self._obligation(each) for each in fields.each("obligations")),
            by_decision=tuple(self._by_decision(each) for each in fields.each("by_decision")),
            not_encoded=tuple(_not_encoded(each) for each in fields.each("not_encoded")),
            readings=readings_in(fields, frozenset({"measures"})),
            measures=tuple(measure for measure, _, _ in self.built),
        )

    def _first_names(self) -> Expressions:
        return self.built[0][2] if self.built else self.payee

    def _law_day(self) -> LawDay:
        fields = self.fields
        if "law_day" not in fields and fields.text("source") != STUB:
            says = "没有写 law_day", "哪一天决定适用的文件，没有默认值", "law_day: 事项日"
            self.source.refuse("key-missing", fields.place, "", *says)
        if not self.built and not fields.each("supplements") and fields.text("source") != STUB:
            says = "没有措施", "", "写 measures，或 source: 存目"
            self.source.refuse("measures-missing", fields.place, "", *says)
        return LawDay(fields.text("law_day", LawDay.EVENT.value))

    def _members(self, fields: Fields, key: str) -> tuple[MeasureName, ...]:
        """The measures under `key`, or those of the class named under `class`."""
        of_class = fields.below(key) or fields
        wanted = of_class.scalar("class")
        if wanted is None:
            return self.source.names(fields.scalars(key))
        found = tuple(m.name for m, _, _ in self.built if m.class_ == wanted.text)
        if not found:
            says = "没有一项措施属于这个类别", "", f"在措施里写 class: {wanted.text}"
            self.source.refuse("class-unknown", wanted.place, wanted.text, *says)
        return found

    def _names_for(self, members: tuple[MeasureName, ...]) -> Expressions:
        own = (names for measure, _, names in self.built if measure.name in members)
        return next(own, self._first_names())

    def _limits(self) -> tuple[Limit, ...]:
        shared: list[Limit] = []
        for each in self.fields.each("limits"):
            members = self._members(each, "measures")
            if not members:
                says = "没有写适用的措施", "", "measures: 或 class:"
                self.source.refuse("limit-without-measures", each.place, each.text("name"), *says)
            name = each.text("name") or f"共用限额{len(shared) + 1}"
            shared.append(limit_of(each, members, self._names_for(members), name))
        own = [
            limit_of(each, (measure.name,), names, f"{measure.code} 限额{number}")
            for measure, fields, names in self.built
            for number, each in enumerate(fields.each("limits"), 1)
        ]
        return (*shared, *own)

    def _groups(self) -> tuple[Group, ...]:
        groups = []
        for each in self.fields.each("exclusive"):
            members = self._members(each, "among")
            groups.append(group_of(each, members, self._names_for(members)))
        chosen = [
            (measure, choice, names)
            for measure, fields, names in self.built
            if (choice := fields.below("choice"))
        ]
        return (*groups, *choices_of(chosen, self.source))

    def _rounding(self) -> Rounding:
        fields = self.fields.below("rounding")
        if fields is None:
            return Rounding()
        mode = RoundingMode(fields.text("how", RoundingMode.HALF_UP.value))
        node = fields.scalar("to")
        fen = self.source.money(node) if node else 1
        return Rounding(fen or 1, mode)

    def _supplements(self) -> Iterator[Supplement]:
        for each in self.fields.each("supplements"):
            codes = tuple(filter(None, (each.text("measure"), *each.texts("measures"))))
            alone = [key for key in ("when", "needs", "grant") if key in each]
            if not codes:
                says = "没有写补充哪项措施", "", "measure: 或 measures:"
                self.source.refuse("supplement-without-measure", each.place, "", *says)
            if alone and ("measures" in each or not each.text("for")):
                says = "条件、评审和金额逐项补充，要写事项", "", "measure: 和 for:"
                self.source.refuse("supplement-alone", each.place, alone[0], *says)
            yield from (self._supplement(each, code) for code in codes)

    def _supplement(self, fields: Fields, code: str) -> Supplement:
        names = names_of(fields, self.source)
        return Supplement(
            policy=fields.text("policy"),
            measure=code,
            subject=fields.text("for"),
            place=fields.place,
            cites=cites_of(fields),
            when=names.conditions(fields.node("when")),
            needs=needs_of(fields, names),
            grant=names.optional(fields.node("grant"), MONEY_TYPE),
            paid=instalments_of(fields, self.source),
            shares=shares_of(fields, self.source),
            because=fields.text("because"),
        )

    def _obligation(self, fields: Fields) -> Obligation:
        return Obligation(
            fields.text("title"),
            cites_of(fields),
            self.source.months(fields.scalar("for")),
            fields.text("on_breach"),
            fields.texts("measures"),
        )

    def _by_decision(self, fields: Fields) -> ByDecision:
        cap = self.payee.optional(fields.node("cap"), MONEY_TYPE)
        code, title = fields.text("code"), fields.text("title")
        return ByDecision(code, title, cites_of(fields), cap, fields.text("because"))


def _built(fields: Fields, defaults: Fields, source: Source) -> Built:
    measure, names = measure_of(fields, defaults, source)
    return measure, fields, names


def _succession(fields: Fields) -> Succession:
    return Succession(
        fields.text("policy"),
        fields.texts("measures"),
        fields.day("from") or NO_DAY,
        fields.text("because"),
    )


def _not_encoded(fields: Fields) -> NotEncoded:
    return NotEncoded(cites_of(fields), fields.texts("amounts"), fields.text("because"))
