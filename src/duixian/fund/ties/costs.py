"""Cost targets against the budget: sums promised for lines or an item that hold another sum."""

from collections.abc import Iterator
from dataclasses import replace

from duixian.fund.figure import Figure, total
from duixian.fund.model.targets import Target
from duixian.fund.reading.other_tables import ALL_ITEMS
from duixian.fund.ties.finding import Finding, Stand, apart, stand
from duixian.fund.wording import said
from duixian.fund.work.book import Book
from duixian.fund.work.budget import Budget
from duixian.fund.work.evaluating import figure_of
from duixian.rulebook.language import read_unit
from duixian.rulebook.problems import Severity
from duixian.rulebook.units import MONEY, PURE


def costs(book: Book) -> Iterator[Finding]:
    """A sum promised over a budget of nothing, or unlike that of the lines or item it counts."""
    for target in book.year.targets:
        promised = cost_of(book, target)
        if promised is None:
            continue
        if not target.lines and target.item == ALL_ITEMS:
            yield from _of_the_whole(book, target, promised)
            continue
        for budget in book.budgets:
            held, where = _held(budget, target)
            if held.value != promised.value:
                yield Finding(
                    Severity.WARNING,
                    "成本目标与预算",
                    f"{target.form} {target.name} {budget.version.name}",
                    stand(promised, target.place),
                    Stand(said(held), where),
                    apart(promised, held),
                    f"{target.form}「{target.name}」列了 {said(promised)}，"
                    f"{where}的预算是 {said(held)}",
                    budget.version.name,
                )


def cost_of(book: Book, target: Target) -> Figure | None:
    """The sum a target promises, also where only its unit says that it is money; else None."""
    if target.value is None:
        return None
    figure = figure_of(target.value, target.name, book.drivers)
    if figure.dimension == MONEY:
        return figure
    unit = read_unit(target.unit) if target.unit else None
    if figure.dimension != PURE or unit is None or unit.dimension != MONEY:
        return None
    return replace(figure, value=figure.value * unit.scale, dimension=MONEY, unit=unit)


def _of_the_whole(book: Book, target: Target, promised: Figure) -> Iterator[Finding]:
    """A cost that names neither lines nor an item is that of the whole fund, or must name them."""
    form = next(form for form in book.year.forms if form.name == target.form)
    budget = book.budget(form.version) or book.latest
    if budget is None or budget.total.value == promised.value:
        return
    whole = said(budget.total)
    says = f"而{budget.version.name}的预算合计 {whole}；只是其中一部分的，写明它计的明细或政策项"
    yield Finding(
        Severity.WARNING,
        "成本目标与预算",
        f"{target.form} {target.name}",
        stand(promised, target.place),
        stand(budget.total, budget.version.place),
        apart(promised, budget.total),
        f"{target.form}「{target.name}」列了 {said(promised)}，"
        + (says if budget.total.value else "而预算为 0"),
        budget.version.name,
    )


def _held(budget: Budget, target: Target) -> tuple[Figure, str]:
    """What a version holds for the lines of a target, or for its item where it names none."""
    name = budget.version.name
    if not target.lines:
        item = budget.item(target.item)
        return item.amount, f"{name} {item.item.name}"
    found = (line for code in target.lines if (line := budget.line(code)) is not None)
    return total(target.name, (line.amount for line in found)), f"{name} {'、'.join(target.lines)}"
