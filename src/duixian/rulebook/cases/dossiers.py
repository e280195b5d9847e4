"""Builds the dossier of a case from its own keys and the defaults of its file."""

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from duixian.rulebook.cases.values import UNKNOWN, Values
from duixian.rulebook.documents.fields import NO_DAY, Fields
from duixian.rulebook.documents.scalars import day_of
from duixian.rulebook.documents.tree import MappingNode, Node, ScalarNode
from duixian.rulebook.dossier import (
    Award,
    DecisionRow,
    Dossier,
    Firm,
    Listing,
    Outcome,
    ReviewRow,
    Row,
    Scalar,
    Value,
)
from duixian.rulebook.library.model import Library
from duixian.rulebook.policy.model import Policy
from duixian.rulebook.vocabulary.model import FactKind, Subject

OWN = "本企业"
"""The code of the firm a case is about; a reference in a row may name it."""

FIRM = "企业"
DISTRICT = "本区"
_ABSENT = "缺"
_Read = TypeVar("_Read")


class DossierReading:
    """One case: its own mapping, the defaults of its file, and the policy it is a case of."""

    def __init__(
        self, layers: tuple[Fields, ...], library: Library, policy: Policy, values: Values
    ) -> None:
        """`layers`: the case first, then the defaults."""
        self.layers = layers
        self.library = library
        self.policy = policy
        self.values = values
        self.measure = layers[0].text("measure")
        self.on = self.first("on", lambda fields: fields.day("on")) or NO_DAY

    def first(self, key: str, read: Callable[[Fields], _Read | None]) -> _Read | None:
        """What the case says under the key, else what the defaults say."""
        return next((read(layer) for layer in self.layers if key in layer), None)

    def merged(self, key: str) -> list[tuple[ScalarNode, Node]]:
        """The entries of a mapping, those of the case in the place of the defaults'."""
        found: dict[str, tuple[ScalarNode, Node]] = {}
        for layer in reversed(self.layers):
            below = layer.below(key)
            for name, node in below.others() if below else ():
                found[name.text] = (name, node)
        return list(found.values())

    def dossier(self) -> Dossier:
        """Everything the case says is known."""
        sources = self.first("sources", lambda fields: fields.texts("sources"))
        history = self._history()
        return Dossier(
            firm=self._firm(OWN, self.merged("firm")),
            others=self._others(),
            tables=self._tables(),
            history=history,
            sources=frozenset(sources or ((DISTRICT,) if history is not None else ())),
            reviews=tuple(self._review(each) for each in self._each("reviews")),
            decisions=tuple(self._decision(each) for each in self._each("decisions")),
            lists={
                name.text: day
                for name, node in self.merged("lists")
                if isinstance(node, ScalarNode) and (day := day_of(node.text))
            },
            listings=tuple(self._listing(each) for each in self._each("listings")),
        )

    def _each(self, key: str) -> tuple[Fields, ...]:
        return self.first(key, lambda fields: fields.each(key)) or ()

    def _subject(self, name: ScalarNode) -> Subject | None:
        subject = self.library.vocabulary.subject(name.text)
        if subject is None or subject.name == FIRM:
            self.values.refuse("subject-unknown", name.place, name.text, "不是有行的主体")
            return None
        return subject

    def _others(self) -> dict[str, Firm]:
        found = {}
        for name, node in self.merged("others"):
            if isinstance(node, MappingNode):
                found[name.text] = self._firm(name.text, list(Fields(node).others()))
        return found

    def _firm(self, code: str, entries: list[tuple[ScalarNode, Node]]) -> Firm:
        subject = self.library.vocabulary.subject(FIRM)
        values: dict[str, Value] = {}
        yearly: dict[tuple[str, int], Scalar] = {}
        for name, node in entries if subject else ():
            fact = self.values.fact(subject, name) if subject else None
            if fact is None or (isinstance(node, ScalarNode) and node.text == UNKNOWN):
                continue
            if fact.yearly:
                yearly.update(self.values.yearly(fact, node))
                continue
            value = self.values.value(fact, node)
            if value is not None:
                values[fact.name] = value
        return Firm(code, values, yearly)

    def _tables(self) -> dict[str, tuple[Row, ...]]:
        tables: dict[str, tuple[Row, ...]] = {
            subject.name: () for subject in self.library.vocabulary.subjects if subject.name != FIRM
        }
        for name, node in self.merged("rows"):
            subject = self._subject(name)
            if subject is None:
                continue
            if isinstance(node, ScalarNode):
                if node.text == _ABSENT:
                    del tables[subject.name]
                continue
            rows = tuple(self._row(subject, each) for each in _mappings(node))
            tables[subject.name] = rows
            self._refuse_repeated(subject, rows, name)
        return tables

    def _refuse_repeated(self, subject: Subject, rows: tuple[Row, ...], name: ScalarNode) -> None:
        keys = [row.key for row in rows]
        for key in dict.fromkeys(key for key in keys if keys.count(key) > 1):
            what = f"「{subject.name}」有两行用同一个{subject.key}"
            self.values.refuse("duplicate-key", name.place, key, what)

    def _row(self, subject: Subject, fields: Fields) -> Row:
        values: dict[str, Value] = {}
        for name, node in fields.others():
            fact = self.values.fact(subject, name)
            value = self.values.value(fact, node) if fact else None
            if fact is None or value is None:
                continue
            own = fact.kind is FactKind.REFERENCE and value == FIRM
            values[fact.name] = OWN if own else value
        for needed in (subject.key, subject.date):
            if needed not in values:
                what = f"「{subject.name}」的一行没有{needed}"
                self.values.refuse("row-unidentified", fields.place, "", what)
        values.setdefault(subject.firm, OWN)
        return Row(subject.name, str(values.get(subject.key)), str(values[subject.firm]), values)

    def _history(self) -> tuple[Award, ...] | None:
        if self.first("history", lambda fields: fields.text("history")) == _ABSENT:
            return None
        return tuple(self._award(each) for each in self._each("history"))

    def _award(self, fields: Fields) -> Award:
        policy = fields.text("policy", self.policy.code)
        code = fields.text("measure")
        measure = self.library.measure(policy, code)
        subject = fields.text("subject") or (measure.subject if measure else FIRM)
        decided = fields.day("decided") or NO_DAY
        year = fields.text("support_year")
        return Award(
            policy=policy,
            measure=code,
            payee=fields.text("payee", OWN),
            subject=subject,
            row=fields.text("row"),
            event=fields.day("event") or decided,
            decided=decided,
            amount=self.values.money(fields.scalar("amount")) or 0,
            recovered=self.values.money(fields.scalar("recovered")) or 0,
            support_year=int(year) if year else None,
            rung=self.values.money(fields.scalar("rung")),
            class_=fields.text("class") or (measure.class_ if measure else ""),
            cycle=fields.text("cycle"),
            source=fields.text("source", DISTRICT),
            remembered=self._remembered(subject, fields.below("remembered")),
        )

    def _remembered(self, subject_name: str, fields: Fields | None) -> dict[str, Scalar]:
        subject = self.library.vocabulary.subject(subject_name)
        found = {}
        for name, node in fields.others() if fields and subject else ():
            fact = self.values.fact(subject, name) if subject else None
            value = self.values.scalar(fact, node) if fact else None
            if value is not None:
                found[name.text] = value
        return found

    def _review(self, fields: Fields) -> ReviewRow:
        return ReviewRow(
            policy=fields.text("policy", self.policy.code),
            measure=fields.text("measure", self.measure),
            row=fields.text("row"),
            kind=fields.text("kind"),
            outcome=Outcome(fields.text("outcome", Outcome.PASSED.value)),
            day=self._day(fields, "day"),
            amount=self.values.money(fields.scalar("amount")),
            rate=self.values.rate(fields.scalar("rate")),
        )

    def _decision(self, fields: Fields) -> DecisionRow:
        return DecisionRow(
            policy=fields.text("policy", self.policy.code),
            measure=fields.text("measure"),
            row=fields.text("row"),
            name=fields.text("name"),
            applies=fields.flag("applies", default=True),
            by=fields.text("by"),
            reason=fields.text("reason"),
            day=self._day(fields, "day"),
        )

    def _day(self, fields: Fields, key: str) -> date:
        return fields.day(key) or self.on

    def _listing(self, fields: Fields) -> Listing:
        firm = fields.text("firm", OWN)
        since = fields.day("since") or NO_DAY
        return Listing(fields.text("list"), firm, since, fields.day("until"))


def _mappings(node: Node) -> tuple[Fields, ...]:
    items = (node,) if isinstance(node, MappingNode) else getattr(node, "items", ())
    return tuple(Fields(item) for item in items if isinstance(item, MappingNode))
