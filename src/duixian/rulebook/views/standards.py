"""The table of standards: what a fund promises in a year, in the nine columns of its office."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from duixian.rulebook.library.model import Library
from duixian.rulebook.meaning.force import force_rule
from duixian.rulebook.policy.model import Measure, Policy, Share
from duixian.rulebook.views.changes import Kind, compare
from duixian.rulebook.views.describe import Aspect, Section, describe

COLUMNS = (
    "政策分类",
    "责任科室",
    "政策项",
    "扶持明细",
    "与上年比较",
    "政策文件名称",
    "申请条件",
    "扶持标准",
    "资金来源",
)
_STANDARD = (Aspect.STANDARD, Aspect.CAP, Aspect.LIMITS, Aspect.INSTALMENTS)
_CONDITIONS = (Aspect.CONDITIONS,)


@dataclass(frozen=True, slots=True)
class StandardRow:
    """One measure in the table. `items` is the number of 政策项 of its class of policies.

    `core_conditions` and `core_standard` leave out what names mean and what excludes what.
    """

    category: str
    office: str
    items: int
    item: str
    detail: str
    compared: str
    document: str
    conditions: str
    standard: str
    funding: str
    measure: tuple[str, str]
    core_conditions: str
    core_standard: str

    @property
    def cells(self) -> tuple[str, ...]:
        """The nine columns as text, the count in front of the item."""
        return (
            self.category,
            self.office,
            f"{self.item}（本类 {self.items} 项）",
            self.detail,
            self.compared,
            self.document,
            self.conditions,
            self.standard,
            self.funding,
        )


def standards_table(
    library: Library, policies: Sequence[str] | None = None, on: date | None = None
) -> tuple[StandardRow, ...]:
    """A row a measure, grouped by 政策分类 and 政策项 in the order in which they first occur.

    `policies` are numbers (文号); None takes all of the library. `on` leaves out what is not law on
    that day: out of its term, or superseded by a later policy.
    """
    chosen = [p for p in library.policies if policies is None or p.code in policies]
    compared = {policy.code: _compared(policy, library) for policy in chosen}
    rows = [
        _row(measure, policy, compared[policy.code].get(measure.code, ""))
        for policy in chosen
        for measure in policy.measures
        if on is None or not force_rule(library, policy, measure).against(on)[0]
    ]
    categories = list(dict.fromkeys(row.category for row in rows))
    items = list(dict.fromkeys((row.category, row.item) for row in rows))
    counts = {name: sum(category == name for category, _ in items) for name in categories}
    ordered = sorted(
        rows,
        key=lambda row: (categories.index(row.category), items.index((row.category, row.item))),
    )
    return tuple(_counted(row, counts[row.category]) for row in ordered)


def _row(measure: Measure, policy: Policy, compared: str) -> StandardRow:
    described = measure.described
    sections = describe(measure, policy)
    core = [
        replace(section, lines=tuple(line for line in section.lines if not line.minor))
        for section in sections
    ]
    everywhere = {discretion.name for discretion in policy.may}
    return StandardRow(
        category=described.category or "未分类",
        office=described.office,
        items=0,
        item=described.item or measure.title,
        detail=measure.title,
        compared=described.compared or compared,
        document=f"《{policy.title}》（{policy.code}）",
        conditions=_said(sections, _CONDITIONS, everywhere) or "符合适用范围",
        standard=described.standard or _said(sections, _STANDARD, everywhere),
        funding=funding_words(measure.shares or policy.shares),
        measure=measure.name,
        core_conditions=_said(core, _CONDITIONS, everywhere) or "符合适用范围",
        core_standard=described.standard or _said(core, _STANDARD, everywhere),
    )


def _counted(row: StandardRow, items: int) -> StandardRow:
    return replace(row, items=items)


def _said(
    sections: Sequence[Section], aspects: tuple[Aspect, ...], without: Collection[str]
) -> str:
    """What the sections say, numbered; `without` the titles of what holds for a whole policy."""
    wanted = [section for section in sections if section.aspect in aspects]
    lines = [line.text for section in wanted for line in section.lines if line.title not in without]
    if len(lines) == 1:
        return lines[0]
    return "\n".join(f"{number}. {text}" for number, text in enumerate(lines, 1))


def funding_words(shares: tuple[Share, ...]) -> str:
    """Who carries it, as offices write it: 区：镇（8:2）, one bearer by its name alone."""
    if len(shares) <= 1:
        return shares[0].bearer if shares else "区"
    tenths = [share.part * 10 for share in shares]
    ratio = (
        tenths if all(part.denominator == 1 for part in tenths) else [part * 10 for part in tenths]
    )
    bearers = "：".join(share.bearer for share in shares)
    return f"{bearers}（{':'.join(str(part) for part in ratio)}）"


def _compared(policy: Policy, library: Library) -> dict[str, str]:
    """★新增 and ★变动 against the policy whose place this one takes, where its rules are held."""
    held = [library.policy(succession.policy) for succession in policy.succeeds]
    before = next((old for old in held if old is not None and old.measures), None)
    if before is None:
        return {}
    words = {}
    for difference in compare(before, policy):
        if difference.right is None:
            continue
        if difference.kind is Kind.ADDED:
            words[difference.right.code] = "★新增"
        if difference.kind is Kind.CHANGED:
            changes = "；".join(change.sentence for change in difference.changes)
            words[difference.right.code] = f"★变动（{changes}）"
    return words
