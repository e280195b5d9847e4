"""What awards bring due in the year against the total that the budget reply allows."""

from collections.abc import Iterator

from duixian.fund.tables.obligations import all_due
from duixian.fund.ties.finding import Finding, apart, stand
from duixian.fund.wording import in_wan
from duixian.fund.work.book import Book
from duixian.rulebook.problems import Severity


def beyond_approval(book: Book) -> Iterator[Finding]:
    """Awards that bring more due in the year than was approved: some must wait for the next."""
    year = book.year.fund.year
    approved = book.execution.approved(year)
    due = all_due(book)
    if approved is not None and due.value > approved.value:
        yield Finding(
            Severity.WARNING,
            "到期应付超过批复",
            str(year),
            stand(due, "awards"),
            stand(approved),
            apart(due, approved),
            f"{year} 年到期应付 {in_wan(due.value)} 万元，超过批复的 "
            f"{in_wan(approved.value)} 万元，超出部分只能顺延到次年",
            str(year),
        )
