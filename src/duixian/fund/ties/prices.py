"""Quantity × price, prices against the policies' standards and caps, requests against needs."""

from collections.abc import Iterator
from fractions import Fraction

from duixian.fund.figure import Figure, product
from duixian.fund.model.lines import Change, Kind, Origin, Request
from duixian.fund.reading.budget_tables import NEED
from duixian.fund.ties.finding import Finding, Stand, apart, stand
from duixian.fund.wording import in_wan, said
from duixian.fund.work.book import Book
from duixian.fund.work.budget import Budget, LineFigures
from duixian.fund.work.evaluating import driver_figure, figure_of
from duixian.rulebook.expression import tree
from duixian.rulebook.policy.fixed import fixed_amounts, fixed_value, is_fixed
from duixian.rulebook.policy.model import Measure
from duixian.rulebook.problems import Severity
from duixian.rulebook.units import MONEY

HALF_A_YUAN = 50


def products(book: Book) -> Iterator[Finding]:
    """A line whose sum is not its count × its price; an average may be off by its rounding."""
    for budget, line in _lines(book):
        if line.price is None or line.average or not line.amount.value:
            continue
        made = product(f"{line.line.name} 数量 × 单价", (line.count, line.price))
        off = abs(line.amount.value - made.value)
        if off > HALF_A_YUAN * line.count.value:
            merged = budget.version.title(line.line.item)
            yield Finding(
                Severity.NOTE if merged else Severity.WARNING,
                "数量乘单价",
                f"{budget.version.name} {line.line.code}",
                stand(line.amount, line.line.place),
                stand(made, line.line.place),
                apart(line.amount, made),
                f"{line.line.name}的金额不等于数量乘单价",
                budget.version.name,
            )


def standards(book: Book) -> Iterator[Finding]:
    """A price that is not the policy's standard where that is fixed, or above the policy's most."""
    for budget, line in _lines(book):
        measures = [book.library.measure(*name) for name in line.line.measures]
        known = [measure for measure in measures if measure is not None]
        for part in line.parts:
            price = fixed_value(part.part.price) if part.part.price is not None else None
            if price is None or not known:
                continue
            figure = Figure(f"{line.line.name}的单价", price, MONEY)
            where = f"{known[0].policy} {'、'.join(measure.code for measure in known)}"
            most = [high for measure in known if (high := highest(measure)) is not None]
            if len(most) == len(known) and price > max(most):
                bound = Figure("上限", max(most), MONEY)
                yield Finding(
                    Severity.ERROR,
                    "单价与政策标准",
                    f"{budget.version.name} {line.line.code}",
                    stand(figure, part.part.place),
                    stand(bound, where),
                    apart(figure, bound),
                    f"{line.line.name}的单价高于政策的最高标准",
                    budget.version.name,
                )
                continue
            fixed = [amount for measure in known for amount in fixed_amounts(measure.grant)]
            settled = all(is_fixed(measure.grant) for measure in known)
            if settled and fixed and not min(fixed) <= price <= max(fixed):
                nearest = Figure("标准", min(fixed, key=lambda amount: abs(amount - price)), MONEY)
                yield Finding(
                    Severity.WARNING,
                    "单价与政策标准",
                    f"{budget.version.name} {line.line.code}",
                    stand(figure, part.part.place),
                    stand(nearest, where),
                    apart(figure, nearest),
                    f"{line.line.name}的单价不是政策的标准",
                    budget.version.name,
                )


def highest(measure: Measure) -> Fraction | None:
    """The most one grant of a measure can be; None where nothing bounds it."""
    bounds = [value for cap in measure.caps if (value := fixed_value(cap)) is not None]
    if bounds:
        return min(bounds)
    return _highest(measure.grant)


def _highest(expression: tree.Expression) -> Fraction | None:
    match expression:
        case tree.Named(_, body):
            return _highest(body)
        case tree.Review(_, high):
            return fixed_value(high)
        case tree.ByLevel(_, table, otherwise):
            entries = [value for _, value in table] + ([otherwise] if otherwise else [])
            found = [_highest(entry) for entry in entries]
            known = [value for value in found if value is not None]
            return max(known) if len(known) == len(found) else None
    amounts = fixed_amounts(expression)
    return max(amounts) if amounts else None


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


def sources(book: Book) -> Iterator[Finding]:
    """A quantity or a price written as a bare number, with no driver and so no source."""
    for part in book.year.parts:
        for word, expression in (("数量", part.quantity), ("单价", part.price)):
            if isinstance(expression, tree.Quantity):
                yield Finding(
                    Severity.WARNING,
                    "没有来源的数",
                    f"{part.version} {part.line} {word}",
                    Stand(expression.text, str(part.place)),
                    Stand("", "驱动因素表"),
                    "",
                    f"{part.line} 的{word} {expression.text} 没有写成驱动因素，不知出处",
                    part.version,
                )


def pools(book: Book) -> Iterator[Finding]:
    """More to be supported than there are candidates."""
    for budget, line in _lines(book):
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
    for budget, line in _lines(book):
        mixed = [part for part in line.parts if part.part.origin is Origin.MIXED]
        if mixed and line.amount.value:
            yield Finding(
                Severity.NOTE,
                "当年与往年",
                f"{budget.version.name} {line.line.code}",
                stand(line.need, mixed[0].part.place),
                Stand("", "立项年度未分"),
                "",
                f"{line.line.name}没有分开当年立项与往年结转的需求",
                budget.version.name,
            )


def unit_changes(book: Book) -> Iterator[Finding]:
    """A line counted in two units: both counts and what one stands for."""
    for budget, line in _lines(book):
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
            "",
            f"{line.line.name}以 {said(own)} 测算，列表按 {line.count.value} 计："
            f"{line.request.reason}",
            budget.version.name,
        )


def authors(book: Book) -> Iterator[Finding]:
    """An estimate or a survey without a day, so that nobody can tell what it knew."""
    for driver in book.year.drivers:
        if driver.kind in {Kind.ESTIMATE, Kind.SURVEY, Kind.LIST} and driver.day is None:
            yield Finding(
                Severity.WARNING,
                "没有日期的估计",
                driver.name,
                Stand(driver.kind.value, str(driver.place)),
                Stand("", ""),
                "",
                f"{driver.name}没有写明是哪一天的数",
            )


def _lines(book: Book) -> Iterator[tuple[Budget, LineFigures]]:
    for budget in book.budgets:
        for item in budget.items:
            for line in item.lines:
                yield budget, line
