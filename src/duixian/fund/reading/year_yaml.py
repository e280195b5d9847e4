"""Reads year.yaml: the fund, its items, versions, forms, sheets, reviews and narrative."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from duixian.fund.model.fund import Approval, Fund, Item
from duixian.fund.model.lines import Version
from duixian.fund.model.records import Review, Section, Silence
from duixian.fund.model.scores import Aggregation, Criterion, Sheet
from duixian.fund.model.targets import Form
from duixian.fund.reading.grid import Refused, money
from duixian.fund.reading.year_form import NO_DEFINITIONS, YEAR
from duixian.rulebook.documents.conform import conforming
from duixian.rulebook.documents.fields import NO_DAY, Fields
from duixian.rulebook.documents.reading import read_tree
from duixian.rulebook.documents.tree import MappingNode, ScalarNode
from duixian.rulebook.library.model import Library
from duixian.rulebook.problems import Problem, error

PASS_MARKS = (("优", 90), ("良", 80), ("中", 60), ("差", 0))
"""财预〔2020〕10号: each band begins with its number."""


@dataclass(frozen=True, slots=True)
class Head:
    """What year.yaml says; `aliases` are short names of policies."""

    fund: Fund
    aliases: Mapping[str, str]
    approvals: tuple[Approval, ...]
    items: tuple[Item, ...]
    versions: tuple[Version, ...]
    forms: tuple[Form, ...]
    sheets: tuple[Sheet, ...]
    reviews: tuple[Review, ...]
    narrative: tuple[Section, ...]
    nothing: tuple[tuple[str, str], ...]
    silences: tuple[Silence, ...]


def read_head(text: str, file: str, library: Library, problems: list[Problem]) -> Head | None:
    """The head of the year, or None where the file cannot be read at all."""
    node, found = read_tree(text, file)
    problems.extend(found)
    kept = conforming(node, YEAR, NO_DEFINITIONS, problems) if node else None
    if not isinstance(kept, MappingNode):
        return None
    root = Fields(kept)
    aliases = _aliases(root, library, problems)
    versions = tuple(_version(each) for each in root.each("versions"))
    head = Head(
        _fund(root, aliases),
        aliases,
        tuple(
            Approval(_whole(e, "year"), _money(e, "sum"), e.text("source"), e.place)
            for e in root.each("approved")
        ),
        tuple(_item(each) for each in root.each("items")),
        versions,
        tuple(_form(each) for each in root.each("forms")),
        tuple(_sheet(each) for each in root.each("sheets")),
        tuple(_review(each) for each in root.each("reviews")),
        tuple(
            Section(e.text("heading"), e.texts("text"), e.place, e.text("paper"))
            for e in root.each("narrative")
        ),
        tuple((e.text("heading"), e.text("said_by")) for e in root.each("nothing")),
        tuple(_silence(each) for each in root.each("accepted")),
    )
    _refuse_disorder(head, root, problems)
    return head


def _aliases(root: Fields, library: Library, problems: list[Problem]) -> dict[str, str]:
    below = root.below("policies")
    aliases = {}
    for name, node in below.others() if below else ():
        if isinstance(node, ScalarNode):
            aliases[name.text] = node.text
            if library.policy(node.text) is None:
                what = "政策库没有这份文件"
                problems.append(error("policy-unknown", node.place, node.text, what))
    return aliases


def _fund(root: Fields, aliases: Mapping[str, str]) -> Fund:
    first, last = root.day("from"), root.day("to")
    below = root.below("sources")
    sources = tuple(
        (name.text, int(node.text))
        for name, node in (below.others() if below else ())
        if isinstance(node, ScalarNode) and node.text.isdigit()
    )
    return Fund(
        root.text("fund"),
        root.text("unit"),
        root.text("department"),
        root.text("level"),
        root.text("region"),
        _whole(root, "year"),
        tuple(aliases.values()),
        sources,
        root.text("purpose"),
        (first, last) if first and last else None,
        tuple(aliases.items()),
        root.text("illustrative"),
    )


def _item(fields: Fields) -> Item:
    return Item(
        _whole(fields, "number"),
        fields.text("name"),
        fields.text("office"),
        fields.flag("new"),
        fields.text("goal"),
        fields.text("scope"),
        fields.place,
    )


def _version(fields: Fields) -> Version:
    return Version(
        fields.text("name"),
        _day(fields),
        fields.text("by"),
        _money(fields, "round") if "round" in fields else 1,
        tuple((_whole(each, "item"), each.texts("title")) for each in fields.each("merged")),
        tuple((_whole(each, "item"), each.text("because")) for each in fields.each("reasons")),
        fields.place,
    )


def _form(fields: Fields) -> Form:
    return Form(fields.text("name"), fields.text("version"), fields.flag("official"), fields.place)


def _sheet(fields: Fields) -> Sheet:
    bands = tuple((e.text("name"), Fraction(e.text("from", "0"))) for e in fields.each("bands"))
    usual = tuple((name, Fraction(marks)) for name, marks in PASS_MARKS)
    criteria = tuple(
        Criterion(
            each.text("code"),
            each.text("name"),
            Fraction(each.text("marks", "0")),
            each.text("parent"),
            each.text("shared") or each.text("either"),
            "either" in each,
            each.place,
        )
        for each in fields.each("criteria")
    )
    how = Aggregation(fields.text("scorers", Aggregation.MEAN))
    return Sheet(fields.text("name"), criteria, bands or usual, how)


def _review(fields: Fields) -> Review:
    return Review(
        fields.text("kind"),
        fields.day("day"),
        fields.text("basis"),
        fields.texts("panel"),
        tuple((e.text("about"), e.text("says")) for e in fields.each("verdicts")),
        tuple((e.text("heading"), e.texts("says")) for e in fields.each("opinions")),
        fields.texts("signatures"),
        fields.place,
        fields.text("summary"),
        fields.text("scores") or fields.text("kind"),
    )


def _silence(fields: Fields) -> Silence:
    return Silence(
        fields.text("check"),
        fields.text("about"),
        fields.text("because"),
        fields.text("by"),
        _day(fields),
        fields.place,
    )


def _refuse_disorder(head: Head, root: Fields, problems: list[Problem]) -> None:
    numbers = [item.number for item in head.items]
    if numbers != sorted(set(numbers)):
        what = "政策项的序号应从小到大，不重复"
        problems.append(error("items-disordered", root.place_of("items"), "", what))
    names = [version.name for version in head.versions]
    days = [version.day for version in head.versions]
    if len(set(names)) < len(names) or days != sorted(days):
        what = "版本名称不重复，日期从早到晚"
        problems.append(error("versions-disordered", root.place_of("versions"), "", what))
    written = [(section.paper, section.heading) for section in head.narrative]
    for section in head.narrative:
        if written.count((section.paper, section.heading)) > 1:
            what = "同一份文件的同一标题写了两次正文"
            problems.append(error("section-twice", section.place, section.heading, what))
    for version in head.versions:
        for number in (*dict(version.merged), *dict(version.reasons)):
            if number not in numbers:
                what = "没有这个政策项"
                problems.append(error("item-unknown", version.place, str(number), what))


def _whole(fields: Fields, key: str) -> int:
    text = fields.text(key, "0")
    return int(text) if text.isdigit() else 0


def _money(fields: Fields, key: str) -> int:
    try:
        return money(fields.text(key))
    except Refused:
        return 0  # the form has refused it already


def _day(fields: Fields) -> date:
    return fields.day("day") or NO_DAY
