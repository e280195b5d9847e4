"""Where the money comes from and how costs are held: sources, codes, prices, equipment, risks."""

from collections.abc import Iterator
from fractions import Fraction

from duixian.fund.figure import Figure, difference, given, half_up, product, total
from duixian.fund.model.codes import CodeKind
from duixian.fund.tables.table import EMPTY, Cell, Column, Row, Table, number, words
from duixian.fund.wording import in_wan, in_yuan, said
from duixian.fund.work.book import Book
from duixian.fund.work.budget import Budget, LineFigures
from duixian.fund.work.evaluating import figure_of
from duixian.rulebook.units import MONEY, PURE


def sources_table(book: Book, budget: Budget) -> Table:
    """资金来源: the parts of the budget by who is booked to pay; the first takes the rest."""
    whole = budget.total
    amounts = list(_sources(book, whole))
    rows = [
        Row(each.name, (words(each.name), _percent(each.name, part), _wan(each)))
        for (_, part), each in zip(book.year.fund.sources, amounts, strict=True)
    ]
    percent = sum(part for _, part in book.year.fund.sources)
    cells = (words("合计"), _percent("资金来源合计", percent), _wan(total("资金来源合计", amounts)))
    columns = (Column("来源"), Column("占比", figures=True), Column("金额", figures=True))
    caption = f"资金来源（{budget.version.name}）"
    rows.append(Row("合计", cells, is_total=True))
    return Table("资金来源", caption, columns, tuple(rows), "万元")


def _percent(name: str, part: int) -> Cell:
    figure = Figure(f"{name}占比", Fraction(part, 100), PURE, source="year.yaml 的 sources")
    return number(figure, f"{part}%")


def _sources(book: Book, whole: Figure) -> Iterator[Figure]:
    parts = book.year.fund.sources
    amounts = [half_up(whole.value * part / 100) for _, part in parts]
    if sum(part for _, part in parts) == 100:  # noqa: PLR2004 - per cent of the whole
        amounts[0] += whole.value - sum(amounts)
    for (who, part), amount in zip(parts, amounts, strict=True):
        yield Figure(who, amount, MONEY, f"{part}%，四舍五入到分，其余归第一个来源", (whole,))


def codes_table(book: Book, budget: Budget) -> Table:
    """预算科目: the quota and the codes of each line, with its sum."""
    names = {(each.kind, each.code): each.name for each in book.year.codes}

    def named(kind: CodeKind, code: str) -> Cell:
        return words(f"{code} {names.get((kind, code), '')}".strip())

    rows = tuple(
        Row(
            line.line.code,
            (
                words(line.line.code),
                words(line.line.name),
                named(CodeKind.QUOTA, line.line.quota),
                named(CodeKind.FUNCTION, line.line.function),
                named(CodeKind.ECONOMIC, line.line.economic),
                words(line.line.charged_to or "本资金"),
                _wan(line.amount),
            ),
        )
        for item in budget.items
        for line in item.shown
    )
    heads = ("编码", "明细", "指标文号", "功能分类", "经济分类", "列支")
    columns = (*(Column(head) for head in heads), Column("金额", figures=True))
    return Table("预算科目", f"明细的指标和科目（{budget.version.name}）", columns, rows, "万元")


def quotas_table(book: Book, budget: Budget) -> Table:
    """指标额度: what the finance bureau issued, what the lines use, what is left."""
    rows = []
    for code in book.year.codes:
        if code.kind is not CodeKind.QUOTA:
            continue
        lines = [
            line.amount
            for item in budget.items
            for line in item.lines
            if line.line.quota == code.code
        ]
        used = total(f"指标 {code.code} 的明细", lines)
        cells: tuple[Cell, ...] = (words(EMPTY), _wan(used), words(EMPTY))
        if code.amount is not None:
            issued = given(f"指标 {code.code}", code.amount, code.source, code.place)
            cells = (_wan(issued), _wan(used), _wan(difference("结余", issued, used)))
        rows.append(Row(code.code, (words(code.code), words(code.name), *cells)))
    figures = (Column(head, figures=True) for head in ("下达", "明细合计", "结余"))
    columns = (Column("指标文号"), Column("名称"), *figures)
    return Table("指标额度", "下达的指标和使用", columns, tuple(rows), "万元")


def costs_table(budget: Budget) -> Table:
    """成本管理: the price of each line with what it rests on."""
    rows = tuple(Row(line.line.code, _cost(line)) for item in budget.items for line in item.shown)
    columns = (
        Column("编码"),
        Column("明细"),
        Column("单价", "元", figures=True),
        Column("定价方式"),
        Column("依据"),
    )
    return Table("成本管理", f"成本管理（{budget.version.name}）", columns, rows)


def _cost(line: LineFigures) -> tuple[Cell, ...]:
    prices = [part.price for part in line.parts if part.price is not None]
    bases = dict.fromkeys(text for price in prices for text in _bases(price))
    price = words("") if line.price is None else number(line.price, in_yuan(line.price.value, 0))
    kind = "平均数" if line.average else "按单价"
    return words(line.line.code), words(line.line.name), price, words(kind), words("；".join(bases))


def _bases(figure: Figure) -> Iterator[str]:
    if figure.source and not figure.parts:
        yield f"{figure.name}：{figure.source}"
    for part in figure.parts:
        yield from _bases(part)


def equipment_table(book: Book) -> Table:
    """设备配置标准: each kind with its standard, number, price and sum."""
    rows = []
    for each in book.year.equipment:
        count = figure_of(each.count, "数量", book.drivers) if each.count is not None else None
        price = figure_of(each.price, "单价", book.drivers) if each.price is not None else None
        whole = product(each.name, (count, price)) if count and price else None
        texts = words(each.name), words(each.standard), _said(count)
        rows.append(Row(each.name, (*texts, _said(price), _said(whole), words(each.basis))))
    heads = ("设备", "配置标准", "数量", "单价", "金额", "依据")
    columns = tuple(Column(head, figures=head in heads[2:5]) for head in heads)
    return Table("设备配置", "设备配置标准", columns, tuple(rows))


def risks_table(book: Book) -> Table:
    """风险: each risk with the response and who owns it."""
    rows = tuple(
        Row(str(at), (words(each.risk), words(each.response), words(each.owner)))
        for at, each in enumerate(book.year.risks, 1)
    )
    columns = tuple(Column(head) for head in ("风险", "应对", "责任人"))
    return Table("风险", "风险和应对", columns, rows)


def _wan(figure: Figure) -> Cell:
    return number(figure, in_wan(figure.value))


def _said(figure: Figure | None) -> Cell:
    return words(EMPTY) if figure is None else number(figure, said(figure))
