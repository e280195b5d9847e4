"""Lines and measures, clauses never used, sub-items without money, shares of bearers, validity."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from duixian.fund.figure import Figure, half_up
from duixian.fund.reading.bearers import DISTRICT
from duixian.fund.ties.finding import UNWRITTEN, Finding, Stand, apart, stand
from duixian.fund.wording import rate, said
from duixian.fund.work.book import Book
from duixian.fund.work.budget import LineFigures
from duixian.fund.work.shares import shares_of, stated_shares
from duixian.rulebook.policy.model import Policy
from duixian.rulebook.problems import Severity


def lines_without_measure(book: Book) -> Iterator[Finding]:
    """A line that no measure of a policy stands behind."""
    for line in book.year.lines:
        if not line.measures and not line.charged_to:
            yield Finding(
                Severity.WARNING,
                "明细没有措施",
                line.code,
                Stand(line.name, str(line.place)),
                Stand(UNWRITTEN, "政策库"),
                "缺措施",
                f"{line.name}没有对应的政策措施",
            )


def measures_without_line(book: Book) -> Iterator[Finding]:
    """A measure in force in the year that no line pays for."""
    paid = {name for line in book.year.lines for name in line.measures}
    first, last = date(book.year.fund.year, 1, 1), date(book.year.fund.year, 12, 31)
    for policy in _policies(book):
        replaced = _replaced(book, policy.code, first)
        for measure in policy.measures:
            if measure.name in paid or measure.code in replaced:
                continue
            if policy.term.start <= last and (policy.term.end is None or policy.term.end >= first):
                yield Finding(
                    Severity.WARNING,
                    "措施没有明细",
                    f"{policy.code} {measure.code}",
                    Stand(measure.title, f"{policy.code} {measure.code}"),
                    Stand(UNWRITTEN, "明细表"),
                    "缺明细",
                    f"{policy.code} {measure.code}「{measure.title}」没有预算明细",
                )


def _replaced(book: Book, policy: str, day: date) -> set[str]:
    return {
        code
        for other in book.library.policies
        for succession in other.succeeds
        if succession.policy == policy and succession.start <= day
        for code in succession.measures
    }


def unused_clauses(book: Book) -> Iterator[Finding]:
    """A clause listed as carried out to which no money goes; a note where the reason is written.

    A clause without measures gives no money by its own words: its reason is enough.
    """
    funded = _funded(book)
    for clause in book.year.clauses:
        idle = not clause.measures if clause.unused else False
        if idle or set(clause.measures) & funded:
            continue
        reason = f"：{clause.unused}" if clause.unused else "，也没有写原因"
        yield Finding(
            Severity.NOTE if clause.unused else Severity.WARNING,
            "从未使用的条款",
            f"{clause.item} {clause.name}",
            Stand(clause.name, str(clause.place)),
            Stand("0", "各版本预算"),
            "缺资金" if clause.unused else "缺资金和原因",
            f"政策条「{clause.name}」列为落实的条款，但没有资金{reason}",
        )


def _funded(book: Book) -> set[tuple[str, str]]:
    return {
        name
        for budget in book.budgets
        for item in budget.items
        for line in item.shown
        for name in line.line.measures
    }


def named_without_money(book: Book) -> Iterator[Finding]:
    """A named sub-item that no version gives money and no reason is written."""
    for line in book.year.lines:
        found = [budget.line(line.code) for budget in book.budgets]
        if not line.no_money and found and all(e is None or not e.amount.value for e in found):
            yield Finding(
                Severity.WARNING,
                "列名而无资金",
                line.code,
                Stand(line.name, str(line.place)),
                Stand("0", "各版本预算"),
                "缺资金和原因",
                f"{line.name}列了名而没有资金，请写明原因",
            )


def shares(book: Book) -> Iterator[Finding]:
    """A line whose policy has others bear a share, booked otherwise."""
    budget = book.latest
    if budget is None:
        return
    for item in budget.items:
        for line in item.shown:
            found = shares_of(line, book.library)
            due = next((each for each in found if each.name == DISTRICT), None)
            booked = _booked(line)
            if due is None or booked is None or due.value == booked.value:
                continue
            stated = stated_shares(line, book.library)
            split = "、".join(f"{each.bearer} {rate(each.part, 0)}" for each in stated)
            yield Finding(
                Severity.WARNING,
                "区镇承担比例",
                f"{budget.version.name} {line.line.code}",
                stand(booked, line.line.place),
                stand(due, f"{line.line.measures[0][0]}（{split}）"),
                apart(booked, due),
                f"{line.line.name}{_booking(line)}，按政策{split}，区级应为 {said(due)}",
                budget.version.name,
            )


def _booked(line: LineFigures) -> Figure | None:
    """What is booked as the district's; None where the line follows its policy."""
    if not line.line.bearers:
        return None
    part = dict(line.line.bearers).get(DISTRICT, Fraction(0))
    return Figure("列为区级", half_up(line.amount.value * part), line.amount.dimension)


def _booking(line: LineFigures) -> str:
    (first, *others) = line.line.bearers
    if not others:
        return f"全部列为{first[0]}级"
    return "列为" + "、".join(f"{name} {rate(part, 0)}" for name, part in line.line.bearers)


def expiring(book: Book) -> Iterator[Finding]:
    """A policy that ends within the year, was over before it, or begins only after it."""
    year = book.year.fund.year
    first, last = date(year, 1, 1), date(year, 12, 31)
    for policy in _policies(book):
        start, end = policy.term.start, policy.term.end
        if start > last:
            yield _term(policy.code, Severity.ERROR, (start, "施行"), last, "年度结束后才施行")
        if end is not None and end < last:
            over = end < first
            severity = Severity.ERROR if over else Severity.WARNING
            when = "在年度开始前已到期" if over else "在年度内到期"
            yield _term(policy.code, severity, (end, "有效期止"), last, when)


def _term(code: str, severity: Severity, day: tuple[date, str], last: date, when: str) -> Finding:
    days = (day[0] - last).days
    return Finding(
        severity,
        "政策有效期",
        code,
        Stand(str(day[0]), f"{code} {day[1]}"),
        Stand(str(last), "预算年度止"),
        f"{days:+d} 天".replace("-", "−"),
        f"{code} {when}（{day[0]}）",
    )


def new_items(book: Book) -> Iterator[Finding]:
    """An item called new that had a budget or spent before; one without goal, scope or funds."""
    execution = book.execution
    for item in book.year.items:
        if not item.new:
            continue
        for year in execution.past:
            figures = (execution.adjusted(year, item.number), execution.spent(year, item.number))
            for figure in figures:
                if figure is not None and figure.value:
                    yield Finding(
                        Severity.WARNING,
                        "称为新增而有历史",
                        f"{item.number} {year}",
                        Stand("新增", str(item.place)),
                        stand(figure),
                        said(figure),
                        f"{item.name}称为新增政策项，但 {figure.name} {said(figure)}",
                        str(year),
                    )
        latest = book.latest
        funds = latest is None or bool(latest.item(item.number).amount.value)
        parts = (("目标", item.goal), ("实施范围", item.scope), ("资金", funds))
        missing = [word for word, there in parts if not there]
        if missing:
            yield Finding(
                Severity.WARNING,
                "新增项资料",
                str(item.number),
                Stand("、".join(missing), str(item.place)),
                Stand(UNWRITTEN, f"{item.place} 的 goal、scope，及各版本预算"),
                f"缺{'、'.join(missing)}",
                f"新增政策项「{item.name}」没有写明{'、'.join(missing)}",
            )


def _policies(book: Book) -> Iterator[Policy]:
    for code in book.year.fund.policies:
        policy = book.library.policy(code)
        if policy is not None:
            yield policy
