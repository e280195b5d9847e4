"""The year-end self-evaluation: 预算执行 10, 产出 50, 效益 30, 满意度 10, by rule from the data.

The weights are those of 财预〔2020〕10号 unless the year has a score sheet of its own named
`SHEET`. 成本 stands under 产出, as in the older tree.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from duixian.fund.figure import COUNT, Figure, count, half_up, ratio, total
from duixian.fund.model.scores import Sheet
from duixian.fund.model.targets import Form, Target
from duixian.fund.performance.marking import STEP, Marks, TargetMarks, mark
from duixian.fund.performance.measured import DECEMBER, spent_points
from duixian.fund.performance.monitoring import authorised
from duixian.fund.wording import plain
from duixian.fund.work.book import Book
from duixian.rulebook.units import PURE

SHEET = "项目支出绩效自评表"
EXECUTION, OUTPUT, EFFECT, CONTENT = "执行", "产出", "效益", "满意"
HEADS = (
    (EXECUTION, "预算执行率", Fraction(10)),
    (OUTPUT, "产出指标", Fraction(50)),
    (EFFECT, "效益指标", Fraction(30)),
    (CONTENT, "满意度指标", Fraction(10)),
)
BANDS = (("优", Fraction(90)), ("良", Fraction(80)), ("中", Fraction(60)), ("差", Fraction(0)))


@dataclass(frozen=True, slots=True)
class Head:
    """A part of the sheet: its most, its marks, and the targets in it."""

    code: str
    name: str
    most: Figure
    marks: Marks
    targets: tuple[TargetMarks, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The whole sheet for one target form. `grade` names two bands where both are possible."""

    form: Form
    heads: tuple[Head, ...]
    total: Marks
    grade: str
    budget: Figure | None
    spent: Figure | None
    rate: Figure | None


def evaluate(book: Book, form: Form) -> Evaluation:
    """The self-evaluation of a form, from everything entered of the year."""
    sheet = next((each for each in book.year.sheets if each.name == SHEET), None)
    targets = [each for each in book.year.targets if each.form == form.name]
    most, note = _most(sheet, {head_of(each) for each in targets})
    budget, spent, whole = executed(book)
    rate = ratio("预算执行率", spent, budget) if spent and budget else None
    heads = []
    for code, name, _ in HEADS:
        own = tuple(each for each in targets if head_of(each) == code)
        if code == EXECUTION:
            marks = _execution(most[code], rate, whole=whole)
            heads.append(Head(code, name, most[code], marks, ()))
        elif most[code].value:
            heads.append(_head(book, form, code, name, most[code], own, note))
    low = count("自评总分（最低）", [each.marks.low for each in heads])
    high = count("自评总分（最高）", [each.marks.high for each in heads])
    grade = _grade(low.value, high.value, sheet.bands if sheet is not None else BANDS)
    return Evaluation(form, tuple(heads), Marks(low, high), grade, budget, spent, rate)


def head_of(target: Target) -> str:
    """Under which head a target stands; 满意度 is a head of its own wherever the form puts it."""
    if any("满意" in text for text in (*target.levels, target.name)):
        return CONTENT
    return EFFECT if target.levels[0].startswith("效益") else OUTPUT


def _most(sheet: Sheet | None, used: set[str]) -> tuple[dict[str, Figure], str]:
    """What each head can give; marks of a head without targets go to the others in proportion."""
    usual = {code: marks for code, _, marks in HEADS}
    own = {each.code: each.marks for each in sheet.criteria} if sheet is not None else {}
    marks = {code: own.get(code, least) for code, least in usual.items()}
    idle = [code for code in marks if code not in {*used, EXECUTION}]
    kept = [code for code in marks if code in used]
    spare = sum((marks[code] for code in idle), Fraction(0))
    base = sum((marks[code] for code in kept), Fraction(0))
    if not spare or not base:
        return {code: _points(code, value) for code, value in marks.items()}, ""
    shared = _split(spare, [marks[code] for code in kept])
    for code in idle:
        marks[code] = Fraction(0)
    for code, more in zip(kept, shared, strict=True):
        marks[code] += more
    names = "、".join(name for code, name, _ in HEADS if code in idle)
    note = f"没有{names}，其 {plain(spare)} 分按比例分到其他各部分"
    return {code: _points(code, value) for code, value in marks.items()}, note


def _points(name: str, value: Fraction) -> Figure:
    return Figure(f"{name}分值", value, PURE, "", (), "自评表", COUNT)


def _split(whole: Fraction, weights: Iterable[Fraction]) -> list[Fraction]:
    """`whole` by weight, each cut to a hundredth of a mark; what is left goes to the first."""
    kept = list(weights)
    base = sum(kept, Fraction(0))
    parts = [int(whole * each / base / STEP) * STEP for each in kept]
    return [parts[0] + whole - sum(parts, Fraction(0)), *parts[1:]]


def _head(  # noqa: PLR0913, PLR0917 - a head and all that bears on it
    book: Book,
    form: Form,
    code: str,
    name: str,
    most: Figure,
    targets: tuple[Target, ...],
    note: str,
) -> Head:
    if not targets:
        return Head(code, name, most, Marks(_points(name, Fraction(0)), most), (), note)
    rows = tuple(
        mark(book, form, target, weight)
        for target, weight in zip(targets, weights(targets, most), strict=True)
    )
    low = count(f"{name}得分", [each.marks.low for each in rows])
    high = count(f"{name}得分", [each.marks.high for each in rows])
    return Head(code, name, most, Marks(low, high), rows, note)


def weights(targets: tuple[Target, ...], most: Figure) -> list[Figure]:
    """The marks of each target: its own weight; those without one share equally what is left."""
    given = sum((each.weight for each in targets if each.weight is not None), Fraction(0))
    free = [each for each in targets if each.weight is None]
    left = max(Fraction(0), most.value - given)
    shared = iter(_split(left, [Fraction(1)] * len(free)) if free else ())
    found = []
    for each in targets:
        own = each.weight
        how = f"{most.name} {plain(most.value)} 中没有写权重的各项平均" if own is None else ""
        value = next(shared) if own is None else own
        source = "" if own is None else "目标表的权重"
        found.append(Figure(f"{each.name}分值", value, PURE, how, (), source, COUNT, each.place))
    return found


def executed(book: Book) -> tuple[Figure | None, Figure | None, bool]:
    """Budget and spending of the year, and whether the spending is known to its end."""
    budgets, spent, whole = [], [], True
    last = date(book.year.fund.year, DECEMBER, 31)
    for item in book.year.items:
        budget = authorised(book, item.number)
        points = spent_points(book, item.number, last)
        if budget is not None and budget.value:
            budgets.append(budget)
            whole = whole and bool(points) and points[-1].day == last
        if points:
            spent.append(points[-1].figure)
    year = book.year.fund.year
    budget = total(f"{year} 年预算", budgets) if budgets else None
    return budget, total(f"{year} 年已知支出", spent) if spent else None, whole


def _execution(most: Figure, rate: Figure | None, *, whole: bool) -> Marks:
    """财预〔2020〕10号: marks × rate, at most all of them; so far, where December is not known."""
    if rate is None:
        nothing = Figure("预算执行率得分", Fraction(0), PURE, "支出未知", (most,), "", COUNT)
        return Marks(nothing, most)
    value = half_up(most.value * min(rate.value, Fraction(1)), STEP)
    how = "分值 × 执行率，至多满分，四舍五入到 0.01"
    low = Figure("预算执行率得分", value, PURE, how, (most, rate), "", COUNT)
    return Marks(low, low if whole else most)


def _grade(low: Fraction, high: Fraction, bands: Iterable[tuple[str, Fraction]]) -> str:
    kept = tuple(bands)
    worst, best = (next((n for n, least in kept if value >= least), "") for value in (low, high))
    return best if worst == best else f"未定（{worst}至{best}）"
