"""Builds measures from mappings whose form has been checked."""

from dataclasses import replace
from fractions import Fraction

from duixian.rulebook.documents.fields import NO_DAY, Fields
from duixian.rulebook.documents.tree import MappingNode, Node, ScalarNode, SequenceNode
from duixian.rulebook.expression.parts import walk
from duixian.rulebook.expression.tree import Expression
from duixian.rulebook.expression.types import MONEY_TYPE, PURE_TYPE, Day, Flag
from duixian.rulebook.policy.expressions import UNREADABLE, Expressions
from duixian.rulebook.policy.model import (
    Condition,
    Deadline,
    Described,
    Discretion,
    Each,
    Earlier,
    Effect,
    Instalment,
    Measure,
    Need,
    Payee,
    Procedure,
    Rung,
    Share,
    Term,
    Uplift,
    YearKind,
)
from duixian.rulebook.policy.our_readings import readings_in
from duixian.rulebook.policy.source import Source, cap_of, cites_of, parts_of
from duixian.rulebook.policy.uplifting import uplifted
from duixian.rulebook.vocabulary.model import FactKind

FIRM = "企业"
_EFFECTS = {"waive": Effect.WAIVE, "limit": Effect.REFUSE, "admit": Effect.ADMIT}


def names_of(fields: Fields, source: Source) -> Expressions:
    """The names a measure's expressions may use: those of its subject, and its `let`."""
    subject = fields.text("for")
    if subject and source.vocabulary.subject(subject) is None:
        known = "、".join(each.name for each in source.vocabulary.subjects)
        source.refuse("subject-unknown", fields.place_of("for"), subject, "没有这个主体", "", known)
    names = Expressions(source, source.scope(subject, each="each" in fields))
    lets: dict[str, Expression] = {}
    unread: set[str] = set()
    let = fields.below("let")
    for name, node in let.others("because") if let else ():
        names.scope = replace(names.scope, lets=dict(lets), unread=frozenset(unread))
        part = names.read(node)
        if UNREADABLE in walk(part):
            unread.add(name.text)
        else:
            lets[name.text] = part
    names.scope = replace(names.scope, lets=lets, unread=frozenset(unread))
    return names


def measure_of(fields: Fields, defaults: Fields, source: Source) -> tuple[Measure, Expressions]:
    """The measure, and the names its limits may use. `defaults` is the policy's own mapping."""
    names = names_of(fields, source)
    if "cap" in fields:
        source.places[cap_of(fields.text("code"))] = fields.place_of("cap")
    paid, shares = (fields if key in fields else defaults for key in ("paid", "shares"))
    cited = (paid.below("paid"), shares.below("shares"), *fields.each("scope_without"))
    measure = Measure(
        policy=source.policy,
        code=fields.text("code"),
        title=fields.text("title"),
        cites=cites_of(fields),
        place=fields.place,
        subject=fields.text("for"),
        grant=names.read(fields.node("grant"), MONEY_TYPE),
        term=term_of(fields.below("in_force"), source) if "in_force" in fields else None,
        each=_each(fields.below("each"), names),
        payee=_payee(fields, names),
        when=names.conditions(fields.node("when")),
        without_scope=tuple(
            (each.text("title"), each.text("because")) for each in fields.each("scope_without")
        ),
        may=tuple(discretion_of(each, names) for each in fields.each("may")),
        needs=needs_of(fields, names),
        after=_after(fields.below("after"), source),
        within=_within(fields.below("within"), names),
        uplifts=tuple(_uplift(each, names) for each in fields.each("uplift")),
        floor=names.optional(fields.node("floor"), MONEY_TYPE),
        caps=tuple(names.read(node, MONEY_TYPE) for node in _caps(fields.node("cap"))),
        rung=_rung(fields),
        once_per=fields.texts("once_per"),
        again=fields.flag("again"),
        class_=fields.text("class"),
        paid=instalments_of(paid, source),
        shares=shares_of(shares, source),
        remember=fields.texts("remember"),
        described=_described(fields, defaults),
        readings=readings_in(fields),
        further_cites=tuple(cite for piece in cited if piece for cite in cites_of(piece)),
    )
    if measure.uplifts:
        names.fit(uplifted(measure), fields.place_of("uplift"))
    return measure, names


def term_of(fields: Fields | None, source: Source) -> Term:
    """First and last day; the last may not lie before the first."""
    if fields is None:
        return Term(NO_DAY, None)
    start, end = fields.day("from") or NO_DAY, fields.day("to")
    if end and end < start:
        says = f"早于 from（{start}）", "最后一天不能早于第一天", "改正日期"
        source.refuse("term-backwards", fields.place_of("to"), fields.text("to"), *says)
    return Term(start, end)


def discretion_of(fields: Fields, names: Expressions) -> Discretion:
    """A condition that a recorded decision can lift or apply."""
    written = [key for key in _EFFECTS if key in fields]
    if len(written) != 1:
        says = ("要写且只写 waive、limit、admit 中的一个",)
        names.source.refuse("discretion-kind", fields.place, fields.text("name"), *says)
    key = written[0] if written else "waive"
    node = fields.node(key)
    test = names.condition(node) if node else Condition(names.read(None), fields.place)
    titled = replace(
        test,
        title=test.title or fields.text("name"),
        cites=(*test.cites, *cites_of(fields)),
        because=test.because or fields.text("because"),
    )
    return Discretion(fields.text("name"), _EFFECTS[key], titled)


def needs_of(fields: Fields, names: Expressions) -> tuple[Need, ...]:
    """Reviews and recognitions, each a kind alone or a mapping."""
    found = []
    for node in fields.items("needs"):
        if isinstance(node, ScalarNode):
            found.append(Need(node.text))
        elif isinstance(node, MappingNode):
            found.append(_need(Fields(node), names))
    return tuple(found)


def _need(fields: Fields, names: Expressions) -> Need:
    if "failed" in fields and "met" not in fields:
        says = "写了 failed，没有写 met", "只知道何时不通过，不知道何时通过", "加上 met"
        names.source.refuse("need-half", fields.place, fields.text("kind"), *says)
    return Need(
        fields.text("kind"),
        names.together(fields.node("when")),
        names.together(fields.node("met")),
        names.together(fields.node("failed")),
    )


def _each(fields: Fields | None, names: Expressions) -> Each | None:
    if fields is None:
        return None
    written = [kind for kind in YearKind if kind.value in fields]
    if len(written) != 1:
        says = "要写且只写 支持年度、自然年度 中的一个", "", "支持年度: 1 至 3"
        names.source.refuse("each-kind", fields.place, "", *says)
        return None
    kind = written[0]
    first, _, last = fields.text(kind.value).partition(" 至 ")
    if int(last or 1) < int(first or 1):
        says = "起止颠倒", "", f"{last} 至 {first}"
        names.source.refuse("each-backwards", fields.place_of(kind), fields.text(kind), *says)
    if kind is YearKind.SUPPORT and "start" in fields:
        says = "只用于自然年度", "", "删去"
        names.source.refuse("each-start", fields.place_of("start"), "start", *says)
    day = names.read(fields.node("from"), Day())
    return Each(kind, int(first or 1), int(last or 1), day, fields.text("start") == "次年")


def _payee(fields: Fields, names: Expressions) -> Payee:
    node = fields.node("to")
    if node is None:
        return Payee()
    if isinstance(node, ScalarNode):
        _check_payee(node, names)
        return Payee(node.text)
    below = fields.below("to")
    if below is None:
        return Payee()
    for key in ("then", "else"):
        scalar = below.scalar(key)
        if scalar:
            _check_payee(scalar, names)
    test = names.read(below.node("if"), Flag())
    condition = Condition(
        test, below.place_of("if"), cites=cites_of(below), because=below.text("because")
    )
    return Payee(below.text("else", FIRM), condition, below.text("then"))


def _check_payee(node: ScalarNode, names: Expressions) -> None:
    row = names.scope.row
    if node.text == FIRM or row is None:
        return
    fact = row.fact(node.text)
    if fact is None or fact.kind is not FactKind.REFERENCE:
        references = [each.name for each in row.facts if each.kind is FactKind.REFERENCE]
        choices = "、".join(dict.fromkeys((FIRM, *references)))
        says = f"不是企业，也不是「{row.name}」的引用", "", choices
        names.source.refuse("payee-unknown", node.place, node.text, *says)


def _after(fields: Fields | None, source: Source) -> Earlier | None:
    if fields is None:
        return None
    measures = source.names(fields.scalars("measures"))
    return Earlier(measures, source.months(fields.scalar("within")), cites_of(fields))


def _within(fields: Fields | None, names: Expressions) -> Deadline | None:
    if fields is None:
        return None
    months = names.source.months(fields.scalar("period")) or 0
    since = names.read(fields.node("since"), Day())
    return Deadline(months, since, cites_of(fields), fields.text("because"))


def _uplift(fields: Fields, names: Expressions) -> Uplift:
    if ("by" in fields) == ("points" in fields) or ("points" in fields) != ("of" in fields):
        says = "要写 by，或者 points 和 of", "", "by: 20%"
        names.source.refuse("uplift-kind", fields.place, "", *says)
    rate = names.read(fields.node("by") or fields.node("points"), PURE_TYPE)
    base = names.optional(fields.node("of"), MONEY_TYPE)
    when = names.together(fields.node("when"))
    return Uplift(when or Condition(names.read(None), fields.place), rate, base)


def _caps(node: Node | None) -> tuple[Node, ...]:
    if isinstance(node, SequenceNode):
        return node.items
    return () if node is None else (node,)


def _rung(fields: Fields) -> Rung | None:
    below = fields.below("ladder")
    if below:
        counts = below.flag("counts", default=True)
        return Rung(below.text("name"), counts, below.text("because"))
    return Rung(fields.text("ladder")) if "ladder" in fields else None


def instalments_of(fields: Fields, source: Source) -> tuple[Instalment, ...]:
    """The instalments under `paid`."""
    below = fields.below("paid")
    parts: tuple[tuple[str, Fraction], ...] = parts_of(below, source)
    cites = cites_of(below) if below else ()
    return tuple(Instalment(name, part, cites) for name, part in parts)


def shares_of(fields: Fields, source: Source) -> tuple[Share, ...]:
    """Who carries which part."""
    below = fields.below("shares")
    cites = cites_of(below) if below else ()
    return tuple(Share(name, part, cites) for name, part in parts_of(below, source))


def _described(fields: Fields, defaults: Fields) -> Described:
    def text(key: str) -> str:
        return fields.text(key) or defaults.text(key)

    return Described(
        summary=fields.text("summary"),
        category=text("category"),
        item=fields.text("item"),
        office=text("office"),
        procedure=Procedure(text("procedure") or Procedure.APPLICATION.value),
        prepare=fields.texts("prepare"),
        contact=text("contact"),
        compared=fields.text("compared"),
        standard=fields.text("standard"),
    )
