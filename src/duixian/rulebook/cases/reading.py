"""Reads case files; run by tests and by `duixian check`."""

from duixian.rulebook.assessment import Verdict
from duixian.rulebook.cases.dossiers import DossierReading
from duixian.rulebook.cases.form import CASES, NO_DEFINITIONS
from duixian.rulebook.cases.model import UNBOUNDED, Case, CaseKind, Expected
from duixian.rulebook.cases.values import Values
from duixian.rulebook.documents.conform import conforming
from duixian.rulebook.documents.fields import Fields
from duixian.rulebook.documents.reading import read_tree
from duixian.rulebook.documents.tree import MappingNode, ScalarNode
from duixian.rulebook.dossier import Stage
from duixian.rulebook.library.model import Library
from duixian.rulebook.policy.model import Policy
from duixian.rulebook.policy.source import measure_name
from duixian.rulebook.problems import Problem

_UNBOUNDED = "无上限"
_FITTING = {
    CaseKind.GETS: {Verdict.GRANTED, Verdict.PENDING},
    CaseKind.DENIED: {
        Verdict.REFUSED,
        Verdict.NOT_IN_FORCE,
        Verdict.EXHAUSTED,
        Verdict.DISPLACED,
    },
    CaseKind.UNKNOWN: {Verdict.UNKNOWN, Verdict.PENDING},
}


def read_cases(
    text: str, file: str, library: Library, policy: Policy
) -> tuple[tuple[Case, ...], tuple[Problem, ...]]:
    """The cases of one file about `policy`, and everything wrong with the file.

    A case with a problem is left out; the others can be run.
    """
    node, problems = read_tree(text, file)
    found = list(problems)
    kept = conforming(node, CASES, NO_DEFINITIONS, found) if node is not None else None
    if not isinstance(kept, MappingNode):
        return (), tuple(found)
    root = Fields(kept)
    defaults = root.below("defaults")
    cases = []
    names: set[str] = set()
    for fields in root.each("cases"):
        values = Values(library.vocabulary)
        layers = (fields, defaults) if defaults else (fields,)
        case = _case(DossierReading(layers, library, policy, values))
        if case.name in names:
            values.refuse("duplicate-name", fields.place_of("name"), case.name, "已有同名的例子")
        names.add(case.name)
        found.extend(values.problems)
        if not values.problems:
            cases.append(case)
    return tuple(cases), tuple(dict.fromkeys(found))


def _case(reading: DossierReading) -> Case:
    fields, values = reading.layers[0], reading.values
    if reading.first("on", lambda layer: layer.day("on")) is None:
        says = "没有写评估日", "", "on: 2022-06-30，或写在 defaults 中"
        values.refuse("key-missing", fields.place, fields.text("name"), *says)
    kind = CaseKind(fields.text("kind", CaseKind.OTHER.value))
    expected = tuple(_expected(each, reading) for each in fields.each("expect"))
    if not expected:
        values.refuse("key-missing", fields.place, fields.text("name"), "没有写应有结果")
    _refuse_unfitting(kind, expected, reading)
    stage = reading.first("stage", lambda layer: layer.text("stage"))
    return Case(
        name=fields.text("name"),
        kind=kind,
        policy=reading.policy.code,
        measure=reading.measure,
        on=reading.on,
        stage=Stage(stage or Stage.DECLARED.value),
        dossier=reading.dossier(),
        expected=expected,
        place=fields.place,
    )


def _refuse_unfitting(
    kind: CaseKind, expected: tuple[Expected, ...], reading: DossierReading
) -> None:
    """A case of a kind must show what the kind promises, in at least one of its results."""
    own = [each for each in expected if each.measure == reading.measure]
    verdicts = {each.verdict for each in own if each.verdict}
    absent = kind is CaseKind.DENIED and any(each.absent for each in own)
    fitting = _FITTING.get(kind)
    if fitting and not absent and not verdicts & fitting:
        fields = reading.layers[0]
        names = "、".join(sorted(fitting))
        what = f"种类是{kind.value}，应有结果却不是 {names}"
        reading.values.refuse("case-kind", fields.place_of("kind"), kind.value, what)


def _expected(fields: Fields, reading: DossierReading) -> Expected:
    values = reading.values
    policy = fields.text("policy", reading.policy.code)
    code = fields.text("measure", reading.measure)
    if reading.library.measure(policy, code) is None:
        values.refuse("measure-unknown", fields.place, code, f"{policy} 没有这项措施")
    exact = values.money(fields.scalar("amount"))
    year = fields.text("support_year")
    verdict = fields.text("verdict")
    displaced = fields.text("displaced_by")
    return Expected(
        policy=policy,
        measure=code,
        place=fields.place,
        verdict=Verdict(verdict) if verdict else None,
        row=fields.text("row") or None,
        support_year=int(year) if year else None,
        low=exact if exact is not None else values.money(fields.scalar("low")),
        high=exact if exact is not None else _high(fields.scalar("high"), values),
        effect_low=values.money(fields.scalar("effect_low")),
        effect_high=_high(fields.scalar("effect_high"), values),
        missing=fields.texts("missing"),
        failed=fields.texts("failed"),
        displaced_by=measure_name(displaced, policy) if displaced else None,
        shares=_amounts(fields.below("shares"), values),
        instalments=_amounts(fields.below("instalments"), values),
        contested=fields.flag("contested") if "contested" in fields else None,
        absent=fields.flag("absent"),
    )


def _high(node: ScalarNode | None, values: Values) -> int | None:
    if node is not None and node.text == _UNBOUNDED:
        return UNBOUNDED
    return values.money(node)


def _amounts(fields: Fields | None, values: Values) -> tuple[tuple[str, int], ...]:
    found = []
    for name, node in fields.others() if fields else ():
        amount = values.money(node) if isinstance(node, ScalarNode) else None
        if amount is not None:
            found.append((name.text, amount))
    return tuple(found)
