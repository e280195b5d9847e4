"""Execution against budgets, growth on unlike bases, obligations against lines, versions."""

from collections.abc import Iterator
from fractions import Fraction

from duixian.fund.figure import Figure, difference, given, growth, total
from duixian.fund.model.execution import Instalment
from duixian.fund.model.lines import Origin
from duixian.fund.ties.finding import Finding, Stand, apart, stand
from duixian.fund.wording import change, in_wan
from duixian.fund.work.book import Book
from duixian.rulebook.problems import Severity


def overspent(book: Book) -> Iterator[Finding]:
    """An item that spent more than its adjusted budget and the transfers to it."""
    execution = book.execution
    for year in execution.years:
        for item in book.year.items:
            spent = execution.spent(year, item.number)
            if spent is None:
                continue
            had = execution.adjusted(year, item.number)
            had = had or given(f"{year} 年{item.name}调整后预算", 0, "预算表中没有")
            moved = execution.moved(year, item.number).value
            if spent.value > had.value + moved:
                name = f"{had.name}（含调剂）" if moved else had.name
                allowed = Figure(name, had.value + moved, had.dimension, place=had.place)
                yield Finding(
                    Severity.WARNING,
                    "政策项超预算",
                    f"{year} {item.number}",
                    stand(spent),
                    stand(allowed),
                    apart(spent, allowed),
                    f"{year} 年{item.name}支出 {in_wan(spent.value)} 万元，"
                    f"超过{'含调剂的' if moved else '调整后'}预算 {in_wan(allowed.value)} 万元，"
                    "请补调剂（调出项、金额、原因、批准）",
                    str(year),
                )


def limits(book: Book) -> Iterator[Finding]:
    """The hard limit: a year's budget or spending above the approved total."""
    execution = book.execution
    for year in execution.years:
        approved = execution.approved(year)
        if approved is None:
            continue
        both = (execution.all_adjusted(year), "budgets"), (execution.all_spent(year), "spending")
        for figure, table in both:
            if figure.value > approved.value:
                yield Finding(
                    Severity.ERROR,
                    "超过批复总额",
                    f"{year} {figure.name}",
                    stand(figure, f"{table} 中 {year} 年各行之和"),
                    stand(approved),
                    apart(figure, approved),
                    f"{figure.name} {in_wan(figure.value)} 万元超过批复的 "
                    f"{in_wan(approved.value)} 万元",
                    str(year),
                )
    now, latest = execution.approved(book.year.fund.year), book.latest
    if now is not None and latest is not None and latest.total.value > now.value:
        yield Finding(
            Severity.ERROR,
            "超过批复总额",
            latest.version.name,
            stand(latest.total, f"{latest.version.name}，{latest.version.place}"),
            stand(now),
            apart(latest.total, now),
            f"{latest.version.name}合计超过批复总额",
            latest.version.name,
        )


def transfers(book: Book) -> Iterator[Finding]:
    """A transfer that takes more from an item than it had left."""
    execution = book.execution
    for each in book.year.transfers:
        had = execution.adjusted(each.year, each.source)
        spent = execution.spent(each.year, each.source)
        left = (had.value if had else 0) - (spent.value if spent else 0)
        if each.amount > left:
            moved = given("调出", each.amount, each.reason, each.place)
            where = had.place if had else None
            rest = Figure("可调出的余额", Fraction(left), moved.dimension, place=where)
            yield Finding(
                Severity.ERROR,
                "调剂超过余额",
                f"{each.year} {each.source}",
                stand(moved),
                stand(rest),
                apart(moved, rest),
                f"{each.year} 年从第 {each.source} 项调出的金额超过它的余额",
                str(each.year),
            )


def unlike_growth(book: Book) -> Iterator[Finding]:
    """The growth of continuing items held to a last year that contains items now called new."""
    budget, year = book.asked, book.year.fund.year - 1
    if budget is None or year not in book.execution.years:
        return
    whole = book.execution.all_adjusted(year)
    called_new = [
        figure
        for item in book.year.items
        if item.new and (figure := book.execution.adjusted(year, item.number)) is not None
    ]
    inside = total("称为新增的政策项的上年预算", called_new)
    if not inside.value:
        return
    old = total("延续性政策项", (e.amount for e in budget.items if not e.item.new))
    like = difference("同口径的上年预算", whole, inside)
    shown, right = growth("所列增幅", old, whole), growth("同口径增幅", old, like)
    if shown is not None and right is not None:
        yield Finding(
            Severity.WARNING,
            "增幅口径不一",
            budget.version.name,
            Stand(change(shown.value), "表2 延续性政策项"),
            Stand(change(right.value), "同口径"),
            apart(whole, like),
            f"上年预算 {in_wan(whole.value, 0)} 万元含称为新增的 {in_wan(inside.value, 0)} 万元；"
            f"同口径为 {in_wan(like.value, 0)} 万元，增幅 {change(right.value)}",
            budget.version.name,
        )


def obligations(book: Book) -> Iterator[Finding]:
    """What earlier decisions make due by this year against what the line holds for them."""
    budget = book.latest
    if budget is None or not book.year.instalments:
        return
    year = book.year.fund.year
    due: dict[str, list[Instalment]] = {}
    for each in book.year.instalments:
        open_ = each.paid is None or each.paid.year == year
        if each.decided.year < year and each.due.year <= year and open_:
            due.setdefault(each.line, []).append(each)
    for code, rows in due.items():
        line = budget.line(code)
        held = [p for p in line.parts if p.part.origin is not Origin.THIS_YEAR] if line else []
        planned = total("明细中往年的需求", (each.need for each in held))
        amount = sum(each.amount for each in rows)
        listed = "、".join(each.award for each in rows[:3])
        more = f"等 {len(rows)} 笔" if len(rows) > 3 else ""  # noqa: PLR2004 - as listed
        owed = given(f"{year} 年到期的往年承诺", amount, f"awards 编号 {listed}{more}")
        if owed.value > planned.value:
            yield Finding(
                Severity.WARNING,
                "往年承诺与明细",
                f"{budget.version.name} {code}",
                stand(owed),
                stand(planned, held[0].part.place if held else f"needs 没有 {code} 往年的需求"),
                apart(owed, planned),
                f"{code} 往年决定应在 {year} 年支付 {in_wan(owed.value)} 万元，"
                f"明细只安排 {in_wan(planned.value)} 万元",
                budget.version.name,
            )


def reasons(book: Book) -> Iterator[Finding]:
    """An item changed from one version to the next without a reason, or a reason for no change."""
    for before, after in zip(book.budgets, book.budgets[1:], strict=False):
        for item in before.items:
            now = after.item(item.item.number)
            reason = after.version.reason(item.item.number)
            changed = now.amount.value != item.amount.value
            if changed == bool(reason):
                continue
            what = "变动没有写理由" if changed else "写了理由而没有变动"
            yield Finding(
                Severity.WARNING,
                "版本之间",
                f"{after.version.name} {item.item.number}",
                stand(item.amount, f"{before.version.name}，{before.version.place}"),
                stand(now.amount, f"{after.version.name}，{after.version.place}"),
                apart(now.amount, item.amount) or "没有变动",
                f"{item.item.name}{what}",
                after.version.name,
            )
        if after.total.value > before.total.value:
            yield Finding(
                Severity.WARNING,
                "版本之间",
                after.version.name,
                stand(before.total, f"{before.version.name}，{before.version.place}"),
                stand(after.total, f"{after.version.name}，{after.version.place}"),
                apart(after.total, before.total),
                f"{after.version.name}合计多于{before.version.name}",
                after.version.name,
            )


def same_reasons(book: Book) -> Iterator[Finding]:
    """One and the same reason given for several items of a version, so that it says nothing."""
    for version in book.year.versions:
        given_for: dict[str, list[int]] = {}
        for item, reason in version.reasons:
            given_for.setdefault(reason, []).append(item)
        for reason, items in given_for.items():
            if len(items) > 1:
                listed = "、".join(str(item) for item in items)
                yield Finding(
                    Severity.NOTE,
                    "理由雷同",
                    f"{version.name} {reason}",
                    Stand(reason, str(version.place)),
                    Stand(listed, "政策项"),
                    f"{len(items)} 项一个理由",
                    f"{len(items)} 个政策项的调整理由都是“{reason}”，看不出各自的原因",
                    version.name,
                )
