"""Reads vocabulary files: units, subjects, facts; derived facts are read once all names are known.

Several files make one vocabulary: the first is the shared one, later ones add units, subjects,
facts and levels.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from duixian.rulebook.documents.conform import conforming
from duixian.rulebook.documents.fields import Fields
from duixian.rulebook.documents.reading import read_tree
from duixian.rulebook.documents.tree import MappingNode, ScalarNode
from duixian.rulebook.expression.types import Day, Flag, Label, Number, Type
from duixian.rulebook.language import STANDARD_UNITS, read_unit
from duixian.rulebook.library.vocabulary_form import NO_DEFINITIONS, VOCABULARY
from duixian.rulebook.problems import Place, Problem, error
from duixian.rulebook.units import MONEY, PURE, Unit, dimension
from duixian.rulebook.vocabulary.amounts import split_amount
from duixian.rulebook.vocabulary.model import Fact, FactKind, Subject, Vocabulary

FIRM = "企业"
_NO_UNIT = Unit("", Fraction(1), PURE)


@dataclass(slots=True)
class Draft:
    """A vocabulary while its files are read, with the place of every name, and open derivations."""

    problems: list[Problem] = field(default_factory=list)
    units: dict[str, Unit] = field(default_factory=dict)
    subjects: dict[str, Subject] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    derivations: list[tuple[str, str, Fields]] = field(default_factory=list)

    def refuse(self, code: str, node: ScalarNode | Place, found: str, *says: str) -> None:
        """Note an error."""
        place = node if isinstance(node, Place) else node.place
        self.problems.append(error(code, place, found, *says))

    @property
    def vocabulary(self) -> Vocabulary:
        """What has been read so far."""
        return Vocabulary(tuple(self.units.values()), tuple(self.subjects.values()))


def draft_of(files: Mapping[str, str]) -> Draft:
    """The vocabulary of these files, in their order, derived facts still without expressions."""
    draft = Draft()
    for file, text in files.items():
        node, problems = read_tree(text, file)
        draft.problems.extend(problems)
        kept = conforming(node, VOCABULARY, NO_DEFINITIONS, draft.problems) if node else None
        if isinstance(kept, MappingNode):
            _add_file(draft, Fields(kept))
    return draft


def _add_file(draft: Draft, root: Fields) -> None:
    for name, unit in root.mappings("units"):
        _add_unit(draft, name, unit)
    for name, subject in root.mappings("subjects"):
        if name.text in draft.subjects:
            says = "已经声明过", "一个主体只能声明一次", "在 extend 下增加事实"
            draft.refuse("duplicate-subject", name, name.text, *says)
        else:
            _add_subject(draft, name, subject)
    for name, extension in root.mappings("extend"):
        _extend(draft, name, extension)


def _add_unit(draft: Draft, name: ScalarNode, fields: Fields) -> None:
    if name.text in draft.units or name.text in STANDARD_UNITS:
        draft.refuse("duplicate-unit", name, name.text, "这个单位已经有了", "", "删去")
        return
    number, _, other = fields.text("is").partition(" ")
    split = split_amount(number)
    if split and split[0] == 1 and other == name.text:
        draft.units[name.text] = Unit(name.text, Fraction(1), dimension(name.text))
        return
    unit = read_unit(other, draft.units.values())
    if split is None or split[1] or unit is None or split[0] <= 0:
        says = "不是已知单位的倍数", "", f"1 {name.text}（新的计数单位）或 10000 家"
        draft.refuse("unit-unknown", fields.place_of("is"), fields.text("is"), *says)
        return
    draft.units[name.text] = Unit(name.text, split[0] * unit.scale, unit.dimension)


def _add_subject(draft: Draft, name: ScalarNode, fields: Fields) -> None:
    unit = read_unit(fields.text("counted_in", "个"), draft.units.values())
    if unit is None:
        says = "不是单位", "", "写标准单位，或在 units 下声明"
        draft.refuse(
            "unit-unknown", fields.place_of("counted_in"), fields.text("counted_in"), *says
        )
    draft.places[name.text] = name.place
    for key in ("key", "date", "firm"):
        draft.places[f"{name.text}/{key}"] = fields.place_of(key)
    draft.subjects[name.text] = Subject(
        name=name.text,
        code=fields.text("code"),
        key=fields.text("key"),
        date=fields.text("date"),
        firm=fields.text("firm"),
        counted_in=unit or _NO_UNIT,
        facts=(),
        note=fields.text("note"),
    )
    _add_facts(draft, name.text, fields)


def _add_facts(draft: Draft, subject: str, fields: Fields) -> None:
    known = draft.subjects[subject]
    facts = list(known.facts)
    for name, fact in fields.mappings("facts"):
        if any(name.text == other.name for other in facts):
            draft.refuse("duplicate-fact", name, name.text, f"「{subject}」已经有这个事实")
            continue
        draft.places[f"{subject}.{name.text}"] = name.place
        facts.append(_fact(draft, subject, name, fact))
        draft.derivations += [(subject, name.text, each) for each in fact.each("derived")]
    draft.subjects[subject] = replace(known, facts=tuple(facts))


def _fact(draft: Draft, subject: str, name: ScalarNode, fields: Fields) -> Fact:
    kind = FactKind(fields.text("kind", FactKind.TEXT.value))
    unit = _unit(draft, name, kind, fields)
    kind_type = _type(draft, name, kind, unit, fields)
    bounded = isinstance(kind_type, Number)
    scale = unit or _NO_UNIT
    least = Fraction(0) if bounded else None
    return Fact(
        name=name.text,
        code=fields.text("code"),
        subject=subject,
        kind=kind,
        type=kind_type,
        unit=unit,
        minimum=_bound(draft, fields, "minimum", scale, least) if bounded else None,
        maximum=_bound(draft, fields, "maximum", scale, None) if bounded else None,
        yearly=fields.flag("yearly"),
        staged=fields.flag("staged"),
        tax=fields.text("tax"),
        required=fields.flag("required"),
        sensitive=fields.flag("sensitive"),
        source=fields.text("source"),
        note=fields.text("note"),
    )


def _unit(draft: Draft, name: ScalarNode, kind: FactKind, fields: Fields) -> Unit | None:
    numeric = kind in {FactKind.MONEY, FactKind.QUANTITY}
    node = fields.scalar("unit")
    if node is None:
        if numeric:
            says = f"是{kind.value}，没有写单位", "没有单位的数不能读", "unit: 万元"
            draft.refuse("unit-missing", name, name.text, *says)
        return None
    unit = read_unit(node.text, draft.units.values())
    if unit is None:
        says = "不是单位", "", "写标准单位，或在 units 下声明"
        draft.refuse("unit-unknown", node, node.text, *says)
    elif not numeric:
        draft.refuse("unit-needless", node, node.text, f"{kind.value}没有单位", "", "删去 unit")
    elif (kind is FactKind.MONEY) != (unit.dimension == MONEY):
        says = f"不是{kind.value}的单位", "", "金额用元、万元；别的量用数量"
        draft.refuse("unit-of-kind", node, node.text, *says)
    return unit if numeric else None


def _type(
    draft: Draft, name: ScalarNode, kind: FactKind, unit: Unit | None, fields: Fields
) -> Type:
    levels = words_of(fields, "levels")
    if (kind is FactKind.LEVEL) != bool(levels):
        says = (("是等级，没有写 levels" if not levels else "不是等级，不能写 levels"),)
        draft.refuse("levels-of-kind", name, name.text, *says)
    if len(set(levels)) < len(levels):
        draft.refuse("duplicate-level", fields.place_of("levels"), name.text, "有重复的等级")
    match kind:
        case FactKind.MONEY:
            return Number(MONEY)
        case FactKind.QUANTITY:
            return Number(unit.dimension if unit else PURE)
        case FactKind.RATE:
            return Number(PURE)
        case FactKind.DATE:
            return Day()
        case FactKind.FLAG:
            return Flag()
        case FactKind.LEVEL:
            return Label(levels, fields.flag("ordered"))
    return Label()


def words_of(fields: Fields, key: str) -> tuple[str, ...]:
    """The words of a list; one item may hold several, separated by 、."""
    return tuple(word.strip() for text in fields.texts(key) for word in text.split("、") if word)


def _bound(
    draft: Draft, fields: Fields, key: str, unit: Unit, default: Fraction | None
) -> Fraction | None:
    node = fields.scalar(key)
    if node is None:
        return default
    if node.text == "无":
        return None
    split = split_amount(node.text)
    written = read_unit(split[1], draft.units.values()) if split and split[1] else unit
    if split is None or written is None or written.dimension != unit.dimension:
        says = "不是这个事实的数和单位", "", f"写成 数 {unit.name}"
        draft.refuse("bound-unreadable", node, node.text, *says)
        return default
    return split[0] * written.scale


def _extend(draft: Draft, name: ScalarNode, fields: Fields) -> None:
    subject, _, fact_name = name.text.partition(".")
    known = draft.subjects.get(subject)
    fact = known.fact(fact_name) if known else None
    if known is None or (fact_name and fact is None):
        draft.refuse("extend-unknown", name, name.text, "没有声明过", "", "主体，或 主体.事实")
    elif fact is None:
        _add_facts(draft, subject, fields)
    else:
        facts = (_extended(draft, name, f, fields) if f is fact else f for f in known.facts)
        draft.subjects[subject] = replace(known, facts=tuple(facts))


def _extended(draft: Draft, name: ScalarNode, fact: Fact, fields: Fields) -> Fact:
    """The fact with more levels, or one that every row must have from now on."""
    fact = replace(fact, required=fact.required or fields.flag("required"))
    if "levels" not in fields:
        return fact
    if not isinstance(fact.type, Label) or not fact.type.levels:
        draft.refuse("extend-unknown", name, name.text, "不是等级，不能增加等级")
        return fact
    return replace(fact, type=_longer(draft, name, fact.type, fields))


def _longer(draft: Draft, name: ScalarNode, label: Label, fields: Fields) -> Label:
    new = [word for word in words_of(fields, "levels") if word not in label.levels]
    beside = fields.text("above") or fields.text("below")
    if label.ordered and beside not in label.levels:
        says = "等级有高低，没有写明新等级的位置", "", "above: 或 below: 已有的一级"
        draft.refuse("level-position", name, name.text, *says)
        return label
    at = len(label.levels)
    if beside in label.levels:
        at = label.levels.index(beside) + ("above" in fields)
    return replace(label, levels=(*label.levels[:at], *new, *label.levels[at:]))
