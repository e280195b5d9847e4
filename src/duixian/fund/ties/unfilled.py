"""What of a year is still to be filled in before its checks say anything."""

from collections.abc import Iterator

from duixian.fund.model.targets import Operator
from duixian.fund.ties.finding import UNWRITTEN, Finding, Stand
from duixian.fund.work.book import Book
from duixian.fund.work.targets import target_figure
from duixian.rulebook.problems import Severity


def unfilled(book: Book) -> Iterator[Finding]:
    """Parts of the folder that nobody has filled in yet."""
    year, before = book.year, book.year.fund.year - 1
    known = {each.year for each in year.budgeted}
    spent = {each.year for each in year.spent}
    gaps = (
        (not year.versions, "预算版本", "year.yaml 的 versions：申报、日期、提出人"),
        (not year.parts, "需求", "needs：各版本每条明细的数量和单价"),
        (not year.plan, "计划", "plan：各环节的起止和责任科室"),
        (not year.targets, "绩效目标", "year.yaml 的 forms 和 targets"),
        (bool(known) and before not in known, f"{before} 年预算", "budgets：上年调整后预算"),
        (bool(spent) and before not in spent, f"{before} 年支出", "spending：上年各月支出"),
    )
    for missing, what, where in gaps:
        if missing:
            yield Finding(
                Severity.WARNING,
                "待填写",
                what,
                Stand(UNWRITTEN, where.partition("：")[0]),
                Stand("要填写", where),
                "缺全部",
                f"{what}还没有填写，填在 {where}",
            )


def numberless(book: Book) -> Iterator[Finding]:
    """A target that is no word and no date and yet has no number."""
    forms = {form.name: form for form in book.year.forms}
    for target in book.year.targets:
        worded = target.operator in {Operator.QUALITY, Operator.BEFORE}
        if not worded and target_figure(book, forms[target.form], target) is None:
            yield Finding(
                Severity.WARNING,
                "目标没有数值",
                f"{target.form} {target.name}",
                Stand(target.name, str(target.place)),
                Stand(UNWRITTEN, "目标值"),
                "缺目标值",
                f"{target.form}「{target.name}」没有目标值，也没有可以合计的明细",
            )
