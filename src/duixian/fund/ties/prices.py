"""Quantity × price, prices against the policies' standards and caps, figures without a source."""

from collections.abc import Iterator
from fractions import Fraction

from duixian.fund.figure import Figure, product
from duixian.fund.model.lines import Kind
from duixian.fund.ties.finding import UNWRITTEN, Finding, Stand, apart, lines_of_all, stand
from duixian.fund.wording import plain
from duixian.fund.work.book import Book
from duixian.rulebook.expression import tree
from duixian.rulebook.policy.fixed import fixed_amounts, fixed_value, is_fixed
from duixian.rulebook.policy.model import Measure
from duixian.rulebook.problems import Severity
from duixian.rulebook.units import MONEY

HALF_A_YUAN = 50
BENEFICIARY = "受益人"


def products(book: Book) -> Iterator[Finding]:
    """A line whose sum is not its count × its price; an average may be off by its rounding."""
    for budget, line in lines_of_all(book):
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
                stand(line.amount, f"{budget.version.name} 金额，{line.line.place}"),
                stand(made, line.parts[0].part.place),
                apart(line.amount, made),
                f"{line.line.name}的金额不等于数量乘单价",
                budget.version.name,
            )


def standards(book: Book) -> Iterator[Finding]:
    """A price that is not the policy's standard where that is fixed, or above the policy's most."""
    for budget, line in lines_of_all(book):
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


def beneficiary_limits(book: Book) -> Iterator[Finding]:
    """A price above what the policy gives one beneficiary at most, by itself or with others."""
    for budget, line in lines_of_all(book):
        found = [limit for name in line.line.measures for limit in _limits(book, name)]
        for part in line.parts:
            price = fixed_value(part.part.price) if part.part.price is not None else None
            if price is None or not found:
                continue
            code, most = min(found, key=lambda each: each[1])
            if len(found) >= len(line.line.measures) and price > most:
                figure = Figure(f"{line.line.name}的单价", price, MONEY)
                bound = Figure("每户限额", most, MONEY)
                yield Finding(
                    Severity.ERROR,
                    "单价与每户限额",
                    f"{budget.version.name} {line.line.code}",
                    stand(figure, part.part.place),
                    stand(bound, code),
                    apart(figure, bound),
                    f"{line.line.name}的单价高于政策对每个受益人的限额",
                    budget.version.name,
                )


def _limits(book: Book, name: tuple[str, str]) -> Iterator[tuple[str, Fraction]]:
    policy = book.library.policy(name[0])
    for limit in policy.limits if policy is not None else ():
        amount = fixed_value(limit.amount) if limit.amount is not None else None
        if name in limit.measures and limit.per == (BENEFICIARY,) and amount is not None:
            yield f"{name[0]} {limit.name}", amount


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


def sources(book: Book) -> Iterator[Finding]:
    """A number typed into a need, alone or beside a driver, and so without a source."""
    for part in book.year.parts:
        named = (
            ("数量", part.quantity),
            ("单价", part.price),
            ("比例", part.share),
            ("金额", part.amount),
        )
        for word, expression in named:
            for text in _typed(expression) if expression is not None else ():
                yield Finding(
                    Severity.WARNING,
                    "没有来源的数",
                    f"{part.version} {part.line} {word}",
                    Stand(text, str(part.place)),
                    Stand(UNWRITTEN, "驱动因素表"),
                    "缺出处",
                    f"{part.line} 的{word} {text} 没有写成驱动因素，不知出处",
                    part.version,
                )


def _typed(expression: tree.Expression) -> Iterator[str]:
    """The numbers written into an expression, each once and as written; a driver has a name."""
    found = dict.fromkeys(_numbers(expression))
    if found and _is_typed(expression):
        value = fixed_value(expression)
        alone = isinstance(expression, tree.Quantity) or value is None
        found = found if alone else {plain(value or Fraction(0)): None}
    yield from found


def _numbers(expression: tree.Expression) -> Iterator[str]:
    match expression:
        case tree.Quantity(value, _, _, text):
            yield text or plain(value)
        case tree.Arithmetic(_, left, right):
            yield from _numbers(left)
            yield from _numbers(right)
        case tree.Extreme(_, parts):
            for part in parts:
                yield from _numbers(part)


def _is_typed(expression: tree.Expression) -> bool:
    match expression:
        case tree.Quantity():
            return True
        case tree.Arithmetic(_, left, right):
            return _is_typed(left) and _is_typed(right)
    return False


def authors(book: Book) -> Iterator[Finding]:
    """An estimate or a survey without a day, so that nobody can tell what it knew."""
    for driver in book.year.drivers:
        if driver.kind in {Kind.ESTIMATE, Kind.SURVEY, Kind.LIST} and driver.day is None:
            yield Finding(
                Severity.WARNING,
                "没有日期的估计",
                driver.name,
                Stand(driver.kind.value, str(driver.place)),
                Stand(UNWRITTEN, f"{driver.place} 日期"),
                "缺日期",
                f"{driver.name}没有写明是哪一天的数",
            )
