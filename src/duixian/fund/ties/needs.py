"""Requests against needs and their own calculations, estimates, pools, counts, origins."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from duixian.fund.figure import COUNT, Figure
from duixian.fund.model.lines import Change, Kind, Origin, Request
from duixian.fund.reading.budget_tables import NEED
from duixian.fund.reading.expressions import counts_things
from duixian.fund.ties.finding import UNWRITTEN, Finding, Stand, apart, lines_of_all, stand
from duixian.fund.wording import in_wan, said
from duixian.fund.work.book import Book
from duixian.fund.work.budget import Budget
from duixian.fund.work.evaluating import driver_figure, figure_of
from duixian.rulebook.problems import Severity


def requests(book: Book) -> Iterator[Finding]:
    """A sum asked for that is not the need, or not what its own stated calculation gives."""
    for budget in book.budgets:
        for item in budget.items:
            rows: list[tuple[str, str, Figure, Figure]] = []
            if item.request is not None:
                rows.append((str(item.item.number), item.item.name, item.need, item.amount))
            rows += [
                (line.line.code, line.line.name, line.need, line.asked)
                for line in item.lines
                if line.request is not None
            ]
            for code, name, need, asked in rows:
                if asked.value != need.value:
                    yield _request(book, budget, code, name, need, asked)
            yield from _bases(book, budget, item.request, item.need, item.amount)
            for line in item.lines:
                yield from _bases(book, budget, line.request, line.need, line.asked)


def _request(  # noqa: PLR0913, PLR0917 - a need and what was made of it
    book: Book, budget: Budget, code: str, name: str, need: Figure, asked: Figure
) -> Finding:
    request = next(
        each
        for each in book.year.requests
        if each.version == budget.version.name
        and code in {each.line, str(each.item)}
        and (each.line or code == str(each.item))
    )
    above = asked.value > need.value
    word = "高于" if above else "低于"
    return Finding(
        Severity.WARNING if above else Severity.NOTE,
        "申请与需求",
        f"{budget.version.name} {code}",
        stand(asked, request.place),
        stand(need, f"{budget.version.name} {name}的测算"),
        apart(asked, need),
        f"{name}申请 {in_wan(asked.value)} 万元，{word}测算的需求"
        f"（{request.change.value}；{request.reason}）",
        budget.version.name,
    )


def _bases(
    book: Book, budget: Budget, request: Request | None, need: Figure, asked: Figure
) -> Iterator[Finding]:
    if request is None or request.basis is None:
        return
    stated = figure_of(request.basis, "所述算式", book.drivers, {NEED: need})
    if stated.value != asked.value:
        yield Finding(
            Severity.WARNING,
            "申请与所述算式",
            f"{budget.version.name} {request.line or request.item}",
            stand(asked, request.place),
            stand(stated, request.place),
            apart(asked, stated),
            f"申请数 {in_wan(asked.value)} 万元与所述算式的结果 {in_wan(stated.value)} 万元不符",
            budget.version.name,
        )


def estimates(book: Book) -> Iterator[Finding]:
    """An estimate or a plan that is not what its stated basis gives."""
    for driver in book.year.drivers:
        if driver.basis is None:
            continue
        used = driver_figure(driver, book.drivers)
        basis = figure_of(driver.basis, f"{driver.name}的依据", book.drivers)
        if basis.value != used.value:
            yield Finding(
                Severity.WARNING,
                "估计与依据",
                driver.name,
                stand(used, driver.place),
                stand(basis, f"{driver.source}"),
                apart(used, basis),
                f"{driver.name}采用 {said(used)}，按依据应为 {said(basis)}",
            )


def lists(book: Book) -> Iterator[Finding]:
    """A list that is said to hold a part of a thing."""
    for driver in book.year.drivers:
        if driver.kind is not Kind.LIST or not counts_things(driver.value):
            continue
        used = driver_figure(driver, book.drivers)
        if used.value.denominator != 1:
            whole = replace(used, value=Fraction(int(used.value)))
            yield Finding(
                Severity.WARNING,
                "名单的数不是整数",
                driver.name,
                stand(used, driver.place),
                stand(whole, driver.source),
                apart(used, whole),
                f"{driver.name}是名单上的数，写成 {said(used)}，名单上只有整数",
            )


def pools(book: Book) -> Iterator[Finding]:
    """More to be supported than there are candidates."""
    for budget, line in lines_of_all(book):
        for part in line.parts:
            if part.part.pool is None or part.quantity is None:
                continue
            pool = figure_of(part.part.pool, f"{line.line.name}的储备", book.drivers)
            if line.count.value > pool.value:
                count = Figure("数量", line.count.value, pool.dimension, unit=pool.unit)
                yield Finding(
                    Severity.WARNING,
                    "数量与储备",
                    f"{budget.version.name} {line.line.code}",
                    stand(count, line.line.place),
                    stand(pool, part.part.place),
                    apart(count, pool),
                    f"{line.line.name}安排的数量多于储备库的候选",
                    budget.version.name,
                )


def parts_count(book: Book) -> Iterator[Finding]:
    """A count asked for that is not the sum of the counts of its parts."""
    for budget in book.budgets:
        for item in budget.items:
            if item.request is None or item.request.count is None:
                continue
            parts = [line.count for line in item.lines]
            made = sum((each.value for each in parts), Fraction(0))
            if made != item.count.value:
                yield Finding(
                    Severity.WARNING,
                    "数量与分项",
                    f"{budget.version.name} {item.item.number}",
                    stand(item.count, item.request.place),
                    Stand(f"{made}", "各分项数量之和"),
                    f"{item.count.value - made}",
                    f"{item.item.name}的数量 {item.count.value} 不等于各分项之和 {made}",
                    budget.version.name,
                )


def origins(book: Book) -> Iterator[Finding]:
    """A need that does not tell this year's projects from those of earlier years."""
    for budget, line in lines_of_all(book):
        mixed = [part for part in line.parts if part.part.origin is Origin.MIXED]
        if mixed and line.amount.value:
            yield Finding(
                Severity.NOTE,
                "当年与往年",
                f"{budget.version.name} {line.line.code}",
                stand(line.need, mixed[0].part.place),
                Stand(UNWRITTEN, "立项年度未分"),
                "缺立项年度",
                f"{line.line.name}没有分开当年立项与往年结转的需求",
                budget.version.name,
            )


def unit_changes(book: Book) -> Iterator[Finding]:
    """A line counted in two units: both counts and what one stands for."""
    for budget, line in lines_of_all(book):
        if line.request is None or line.request.change is not Change.UNIT or not line.parts:
            continue
        own = line.parts[0].quantity
        if own is None or own.value == line.count.value:
            continue
        yield Finding(
            Severity.NOTE,
            "两种计量单位",
            f"{budget.version.name} {line.line.code}",
            stand(own, line.parts[0].part.place),
            stand(line.count, line.request.place),
            apart(replace(own, unit=COUNT), replace(line.count, unit=COUNT)),
            f"{line.line.name}以 {said(own)} 测算，列表按 {line.count.value} 计："
            f"{line.request.reason}",
            budget.version.name,
        )
