"""The number of a target, and what a version of the budget plans for the lines it counts."""

from duixian.fund.figure import Figure, count
from duixian.fund.model.targets import PERCENT, Form, Operator, Target
from duixian.fund.work.book import Book
from duixian.fund.work.evaluating import figure_of


def target_figure(book: Book, form: Form, target: Target) -> Figure | None:
    """The number of a target: its expression, or the counts of its lines in the form's budget.

    None for words and dates, and where no number was set.
    """
    if target.value is not None:
        return figure_of(target.value, target.name, book.drivers)
    worded = target.operator in {Operator.QUALITY, Operator.BEFORE}
    return None if worded else planned(book, form, target)


def planned(book: Book, form: Form, target: Target, version: str = "") -> Figure | None:
    """What the budget of the form (or another version) plans for the lines the target counts.

    None for a rate, which no count of lines is.
    """
    budget = book.budget(version or form.version) or book.asked
    if budget is None or not target.lines or target.unit == PERCENT:
        return None
    found = [line for code in target.lines if (line := budget.line(code)) is not None]
    counts = [line.count for line in found if line.amount.value]
    return count(target.name, counts)
