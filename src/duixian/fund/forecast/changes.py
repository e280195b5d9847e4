"""What if: a rate, standard or cap of a policy, a pass rate or a driver, changed before reading.

Written as people say it: 5号 7.1 比例=8%, 7号 4.1 标准 贯标=25 万元, 5号 6 上限=800 万元,
通过率 评审=80%, 市级通过率=80%.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from duixian.fund.forecast.substitution import with_cap, with_grant
from duixian.fund.model.year import Year
from duixian.fund.reading.grid import Grid
from duixian.fund.reading.standards import NoStandardError, standard
from duixian.rulebook.language import read_quantity
from duixian.rulebook.language.scope import nearest
from duixian.rulebook.library.model import Library
from duixian.rulebook.policy.model import Policy
from duixian.rulebook.problems import Place

_RULE = re.compile(r"(\S+) (\S+) (比例|标准|上限|单价)(?: (\S+))?")
_STAGE = re.compile(r"通过率 (\S+)")
LIKE = "5号 7.1 比例=8%、5号 6 上限=800 万元、通过率 评审=80%、驱动因素名=数"
CAP = "上限"


class NoChangeError(Exception):
    """Why a change cannot be made, in Chinese; `instead` is what to write."""

    def __init__(self, what: str, instead: str = "") -> None:
        super().__init__(what)
        self.what, self.instead = what, instead


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table to be changed: the row whose `key` column holds `name`."""

    table: str
    key: str
    name: str
    column: str
    text: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A library as changed, and the cells to be changed before the year is read again."""

    library: Library
    cells: tuple[Cell, ...]


def changed(year: Year, library: Library, texts: Sequence[str]) -> Changed:
    """All changes together; raises `NoChangeError` at the first that cannot be made."""
    cells: list[Cell] = []
    for text in texts:
        left, equals, right = (part.strip() for part in text.partition("="))
        if not equals or not left or not right:
            raise NoChangeError(f"「{text}」不是「什么=多少」", LIKE)
        rule, stage = _RULE.fullmatch(left), _STAGE.fullmatch(left)
        if rule is not None:
            library = _rule(year, library, rule, right)
        elif stage is not None:
            _known(stage[1], [each.name for each in year.stages], "阶段")
            cells.append(Cell("stages", "阶段", stage[1], "通过率", right))
        else:
            _known(left, [each.name for each in year.drivers], "驱动因素")
            cells.append(Cell("drivers", "名称", left, "值", right))
    return Changed(library, tuple(cells))


def edited(grids: Mapping[str, Grid], cells: Iterable[Cell]) -> dict[str, Grid]:
    """The tables with these cells changed."""
    found = dict(grids)
    for cell in cells:
        grid = found.get(cell.table)
        if grid is not None:
            found[cell.table] = _edited(grid, cell)
    return found


def _edited(grid: Grid, cell: Cell) -> Grid:
    key, at = _column(grid, cell.key), _column(grid, cell.column)
    if key is None or at is None:
        return grid  # reading names the missing column
    rows = [
        (number, [*texts[:at], cell.text, *texts[at + 1 :]])
        if key < len(texts) and texts[key] == cell.name
        else (number, texts)
        for number, texts in grid.rows
    ]
    return replace(grid, rows=rows)


def _column(grid: Grid, name: str) -> int | None:
    return grid.headings.index(name) if name in grid.headings else None


def _known(name: str, names: Sequence[str], word: str) -> None:
    if name not in names:
        instead = nearest(name, names) or "、".join(names) or LIKE
        raise NoChangeError(f"没有「{name}」这个{word}", instead)


def _rule(year: Year, library: Library, match: re.Match[str], text: str) -> Library:
    written, code, kind, level = match.groups()
    policy = _policy(written, year, library)
    measure = library.measure(policy.code, code)
    if measure is None:
        known = "、".join(each.code for each in policy.measures)
        raise NoChangeError(f"{policy.code} 没有措施 {code}", known)
    value, problems = read_quantity(text, Place("--set"), library.vocabulary.units)
    if value is None:
        raise NoChangeError(f"「{text}」{problems[0].what}", problems[0].instead)
    if value.value < 0:
        raise NoChangeError(f"「{text}」为负")
    address = " ".join(part for part in (kind, policy.code, code, level) if part)
    try:
        found = standard(address, library, {})
    except NoStandardError as no:
        other = with_cap(policy, measure, value) if kind == CAP else None
        if other is None:
            raise NoChangeError(str(no)) from no
        return _with(library, other)
    old = found[0] if found else value
    if old.dimension != value.dimension:
        raise NoChangeError(f"「{text}」的单位与现行的不同", "8% 或 300 万元")
    if kind == "比例" and value.value > 1:
        raise NoChangeError(f"「{text}」超过 100%")
    capped = with_cap(policy, measure, value) if kind == CAP else None
    return _with(library, capped or with_grant(policy, measure, (old, value), level or ""))


def _policy(written: str, year: Year, library: Library) -> Policy:
    held = [p for code in year.fund.policies if (p := library.policy(code)) is not None]
    exact = [policy for policy in held if policy.code == written]
    ends = exact or [policy for policy in held if policy.code.endswith(f"〕{written}")]
    if len(ends) != 1:
        known = "、".join(policy.code for policy in held)
        raise NoChangeError(f"这一年没有承载「{written}」这份政策", known)
    return ends[0]


def _with(library: Library, policy: Policy) -> Library:
    policies = tuple(policy if each.code == policy.code else each for each in library.policies)
    return replace(library, policies=policies, version=f"{library.version}，改动")
