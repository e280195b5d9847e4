"""Limits, exclusive groups, choices, ladders and the cycle: what binds several grants together."""

from collections.abc import Iterable

from duixian.rulebook.documents.fields import Fields
from duixian.rulebook.documents.tree import MappingNode, Node, ScalarNode
from duixian.rulebook.expression.types import MONEY_TYPE, Day
from duixian.rulebook.policy.expressions import Expressions
from duixian.rulebook.policy.keys import PAYEE, keys_of
from duixian.rulebook.policy.model import (
    Cycle,
    CycleKind,
    Group,
    Keep,
    Ladder,
    Limit,
    Measure,
    WhenOver,
    Window,
    WindowKind,
)
from duixian.rulebook.policy.source import MeasureName, Source, cites_of

MONTHS_A_YEAR = 12


def window_of(node: Node | None, names: Expressions) -> Window:
    """The window of a limit or group; 累计 where none is written."""
    if isinstance(node, MappingNode):
        fields = Fields(node)
        since = names.read(fields.node("since"), Day())
        years = int(fields.text("years", "1"))
        return Window(WindowKind.SINCE, since, years * MONTHS_A_YEAR)
    if isinstance(node, ScalarNode):
        return Window(WindowKind(node.text))
    return Window(WindowKind.EVER)


def limit_of(
    fields: Fields, measures: tuple[MeasureName, ...], names: Expressions, default_name: str
) -> Limit:
    """A limit over these measures."""
    source = names.source
    if ("sum" in fields) == ("times" in fields):
        says = ("限额要写且只写 sum（金额）、times（次数）中的一个",)
        source.refuse("limit-kind", fields.place, fields.text("name"), *says)
    times = fields.text("times")
    name = fields.text("name") or default_name
    source.places[name] = fields.place
    return Limit(
        name=name,
        measures=measures,
        per=keys_of(fields, "per"),
        window=window_of(fields.node("window"), names),
        amount=names.optional(fields.node("sum"), MONEY_TYPE),
        times=int(times) if times else None,
        inside=fields.text("inside"),
        when_over=WhenOver(fields.text("when_over", WhenOver.IN_ORDER.value)),
        cites=cites_of(fields),
        because=fields.text("because"),
    )


def group_of(fields: Fields, members: tuple[MeasureName, ...], names: Expressions) -> Group:
    """An exclusive group; which row stays must be said."""
    if "keep" not in fields:
        says = (
            "没有写哪一项保留",
            "互斥的措施没有先后，就无从决定付哪一项",
            "keep: 就高，或 keep: 依次",
        )
        names.source.refuse("exclusive-without-order", fields.place, fields.text("name"), *says)
    names.source.places[fields.text("name")] = fields.place
    return Group(
        name=fields.text("name"),
        members=members,
        per=keys_of(fields, "per"),
        window=window_of(fields.node("window"), names),
        keep=Keep(fields.text("keep", Keep.HIGHEST.value)),
        over_time=fields.flag("over_time", default=True),
        top_up=fields.flag("top_up"),
        sources=fields.texts("sources"),
        cites=cites_of(fields),
        because=fields.text("because"),
    )


def choices_of(
    chosen: Iterable[tuple[Measure, Fields, Expressions]], source: Source
) -> tuple[Group, ...]:
    """The groups of forms (rent or purchase) between which the firm chooses, by name."""
    found: dict[str, Group] = {}
    for measure, fields, names in chosen:
        name = fields.text("name")
        source.places[name] = fields.place
        form = names.read(fields.node("form"))
        per = keys_of(fields, "per", (PAYEE,))
        group = found.get(name) or Group(
            name, (), per, Window(WindowKind.EVER), form=form, because=fields.text("because")
        )
        if group.per != per or group.form != form:
            says = f"与「{name}」的其他方式不一致", "form 和 per 应当相同", "写成同样的 form 和 per"
            source.refuse("choice-unlike", fields.place, name, *says)
        found[name] = Group(
            name,
            (*group.members, measure.name),
            per,
            group.window,
            form=group.form,
            forms=(*group.forms, (measure.name, fields.text("is"))),
            cites=(*group.cites, *cites_of(fields)),
            because=group.because or fields.text("because"),
        )
    return tuple(found.values())


def ladder_of(fields: Fields, payee: Expressions) -> Ladder:
    """A ladder of titles, of which only the difference is paid."""
    payee.source.places[fields.text("name")] = fields.place
    return Ladder(
        name=fields.text("name"),
        key=keys_of(fields, "key", (PAYEE,)),
        since=payee.optional(fields.node("since"), Day()),
        awards=payee.source.names(fields.scalars("awards")),
        cites=cites_of(fields),
        because=fields.text("because"),
    )


def cycle_of(fields: Fields | None, names: Expressions) -> Cycle | None:
    """The execution cycle: the policy's term, the calendar year, or a fact of the row."""
    if fields is None:
        return None
    written = fields.text("of")
    kinds = {CycleKind.TERM.value, CycleKind.CALENDAR_YEAR.value}
    kind = CycleKind(written) if written in kinds else CycleKind.FACT
    fact = names.read(fields.node("of")) if kind is CycleKind.FACT else None
    return Cycle(kind, fact, cites_of(fields), fields.text("because"))
