"""Sums up and across: printed rows against printed totals, sources, issued quotas, payments."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from duixian.fund.figure import Figure, given, total
from duixian.fund.model.codes import CodeKind
from duixian.fund.tables.registry import tables
from duixian.fund.tables.table import Column, Row, Table
from duixian.fund.ties.finding import UNWRITTEN, Finding, Stand, apart, stand
from duixian.fund.wording import in_wan, plain, said
from duixian.fund.work.book import Book
from duixian.rulebook.problems import Severity
from duixian.rulebook.units import MONEY
from duixian.rulebook.vocabulary.amounts import split_amount

WHOLE = 100


def printed(book: Book) -> Iterator[Finding]:
    """A total that is not the sum of the sums printed above it: by rounding, or worse."""
    for name, make in tables(book).items():
        table = make()
        whole = next((row for row in table.rows if row.is_total), None)
        rows = [row for row in table.rows if not row.is_total]
        for at, column in enumerate(table.columns):
            if whole is not None and _adds_up(whole, at):
                yield from _column(name, table, column, at, rows, whole)


def _adds_up(whole: Row, at: int) -> bool:
    figure = whole.cells[at].figure
    return figure is not None and figure.dimension == MONEY


def _column(  # noqa: PLR0913, PLR0917 - a column and where it stands
    name: str, table: Table, column: Column, at: int, rows: list[Row], whole: Row
) -> Iterator[Finding]:
    found = [(row.cells[at].figure, _number(row.cells[at].text)) for row in rows]
    shown = sum((text for _, text in found), Fraction(0))
    stated = _number(whole.cells[at].text)
    if shown == stated:
        return
    exact = sum((figure.value for figure, _ in found if figure is not None), Fraction(0))
    own = whole.cells[at].figure
    rounding = own is not None and own.value == exact
    what = "是各行四舍五入的差" if rounding else "各行之和不是合计"
    yield Finding(
        Severity.NOTE if rounding else Severity.ERROR,
        "合计与各行",
        f"{name} {column.name}",
        Stand(plain(shown), f"{name} 各行"),
        Stand(plain(stated), f"{name} 合计（{column.unit or table.unit}）"),
        plain(shown - stated).replace("-", "−"),
        f"{name}「{column.name}」{what}",
    )


def _number(text: str) -> Fraction:
    split = split_amount(text)
    return split[0] if split is not None else Fraction(0)


def sources(book: Book) -> Iterator[Finding]:
    """Sources of money that do not come to the whole."""
    parts = book.year.fund.sources
    whole = sum(part for _, part in parts)
    if parts and whole != WHOLE:
        yield Finding(
            Severity.ERROR,
            "资金来源合计",
            "资金来源",
            Stand(f"{whole}%", "year.yaml 的 sources"),
            Stand("100%", "各来源之和应为"),
            f"{whole - WHOLE}%".replace("-", "−"),
            f"资金来源{'、'.join(who for who, _ in parts)}合计 {whole}%，不是 100%",
        )


def quotas(book: Book) -> Iterator[Finding]:
    """The hard limits: lines above the quota that was issued for them, quotas above the reply."""
    budget = book.latest
    issued = [e for e in book.year.codes if e.kind is CodeKind.QUOTA and e.amount is not None]
    if budget is None or not issued:
        return
    for code in issued:
        lines = [
            line.amount
            for item in budget.items
            for line in item.lines
            if line.line.quota == code.code
        ]
        used = total(f"指标 {code.code} 的明细", lines)
        limit = given(f"指标 {code.code}", code.amount or 0, code.source, code.place)
        if used.value > limit.value:
            yield _over(code.code, used, limit, "明细超过下达的指标")
    approved = book.execution.approved(book.year.fund.year)
    whole = total("下达的指标合计", [given(e.code, e.amount or 0, e.source) for e in issued])
    if approved is not None and whole.value > approved.value:
        yield _over("合计", whole, approved, "下达的指标超过批复总额")


def _over(about: str, left: Figure, right: Figure, what: str) -> Finding:
    sentence = f"{what}：{in_wan(left.value)} 万元，限额 {in_wan(right.value)} 万元"
    return Finding(
        Severity.ERROR, "指标额度", about, stand(left), stand(right), apart(left, right), sentence
    )


def unknown_codes(book: Book) -> Iterator[Finding]:
    """A code of a line that its list does not have, where there is a list."""
    for kind in CodeKind:
        known = {each.code for each in book.year.codes if each.kind is kind}
        for line in book.year.lines if known else ():
            codes = {
                CodeKind.QUOTA: line.quota,
                CodeKind.FUNCTION: line.function,
                CodeKind.ECONOMIC: line.economic,
            }
            if codes[kind] and codes[kind] not in known:
                yield Finding(
                    Severity.WARNING,
                    "代码表",
                    f"{line.code} {kind}",
                    Stand(codes[kind], str(line.place)),
                    Stand(UNWRITTEN, "codes"),
                    "缺代码",
                    f"{line.name}的{kind} {codes[kind]} 不在代码表里",
                )


def payments(book: Book) -> Iterator[Finding]:
    """What the awards say was paid in the year against the spending that was entered."""
    year = book.year.fund.year
    if not book.year.instalments:
        return
    months = {
        item.number: max(
            (e.last for e in book.year.spent if (e.year, e.item) == (year, item.number)), default=0
        )
        for item in book.year.items
    }
    paid = _paid(book, months)
    for item in book.year.items:
        entered = book.execution.spent(year, item.number)
        ledger = given(f"台账中{item.name}已支付", paid.get(item.number, 0), "奖补台账")
        if entered is not None and ledger.value != entered.value:
            yield Finding(
                Severity.WARNING,
                "支出与台账",
                str(item.number),
                stand(entered),
                stand(ledger),
                apart(entered, ledger),
                f"{item.name}的支出 {said(entered)} 与奖补台账已支付的 {said(ledger)} 不一致",
                str(year),
            )


def _paid(book: Book, months: Mapping[int, int]) -> Mapping[int, int]:
    """Payments of the year by item, up to the month to which its spending is known."""
    items = {line.code: line.item for line in book.year.lines}
    paid: dict[int, int] = {}
    for each in book.year.instalments:
        item = items[each.line]
        if each.paid is None or each.paid.year != book.year.fund.year:
            continue
        if each.paid.month <= months[item]:
            paid[item] = paid.get(item, 0) + each.amount
    return paid
