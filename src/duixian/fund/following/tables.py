"""Which rows of last year's tables go on into the next year."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from duixian.fund.following.sheets import Cells, Sheet, carried, empty, rewritten, with_units
from duixian.fund.model.codes import CodeKind
from duixian.fund.model.lines import Kind
from duixian.fund.narrative import filled
from duixian.fund.reading.execution_tables import BUDGETED
from duixian.fund.reading.expressions import names_in
from duixian.fund.reading.grid import Grid
from duixian.fund.reading.year import NUMBER_OF_ITEMS, TABLES, THE_YEAR
from duixian.fund.wording import FEN_A_YUAN, plain
from duixian.fund.work.book import Book
from duixian.fund.work.evaluating import figure_of

HISTORY = 3
"""So many years before the new one stay in the tables of execution."""
ADOPTED = ("批复", "调整", "调剂")
"""Versions whose sums are the budget of the year; of any other it is not known what was adopted."""
SETTLED = "已整改"

Grids = Mapping[str, Grid]


def following_tables(book: Book, grids: Grids, year: int) -> tuple[Sheet, ...]:
    """All tables of the year `year` that follows from last year's book and its tables as text."""
    made = {sheet.name: sheet for sheet in _carried(book, grids, year)}
    return tuple(made.get(name, empty(name)) for name in TABLES)


def _carried(book: Book, grids: Grids, year: int) -> Iterator[Sheet]:
    yield carried("clauses", grids.get("clauses"), _every)
    yield carried("lines", grids.get("lines"), _every, "指标文号", "无资金原因")
    kept = _kept_drivers(grids.get("drivers"))
    yield carried("drivers", grids.get("drivers"), lambda row: row.get("名称", "") in kept)
    yield _targets(grids.get("targets"), kept)
    for name in ("spending", "transfers"):
        yield carried(name, grids.get(name), lambda row: _recent(row, year))
    yield _budgets(book, grids.get("budgets"), year)
    yield carried("awards", grids.get("awards"), lambda row: not row.get("支付日"))
    yield carried("applications", grids.get("applications"), lambda row: not row.get("评审日"))
    yield _candidates(grids)
    yield _stages(book, grids.get("stages"))
    open_ = carried("problems", grids.get("problems"), lambda row: row.get("状态") != SETTLED)
    yield rewritten(open_, lambda row: _with_figures(book, row))
    risks = carried("risks", grids.get("risks"), _every)
    yield rewritten(risks, lambda row: _with_figures(book, row))
    yield carried("equipment", grids.get("equipment"), _every)
    yield carried("codes", grids.get("codes"), lambda row: row.get("种类") != CodeKind.QUOTA)


def _candidates(grids: Grids) -> Sheet:
    """The candidates nobody has decided on; those decided stand in the awards."""
    awards = carried("awards", grids.get("awards"), _every)
    decided = {row["编号"] for row in with_units(awards)}
    return carried("candidates", grids.get("candidates"), lambda row: row["编号"] not in decided)


def _stages(book: Book, grid: Grid | None) -> Sheet:
    """The stages with their rates as numbers: what a rate rested on may not go on."""
    rates = {
        each.name: figure_of(each.rate, each.name, book.drivers).value for each in book.year.stages
    }

    def change(row: Cells) -> Cells:
        return {"通过率": _rate(rates[row["阶段"]])}

    return rewritten(carried("stages", grid, _every), change)


def _rate(value: Fraction) -> str:
    """A rate as it would be typed, never rounded."""
    text = plain(value * 100)
    exact = Fraction(text) == value * 100
    return f"{text}%" if exact else f"{value.numerator} ÷ {value.denominator}"


def _with_figures(book: Book, row: Cells) -> Cells:
    """Last year's words with last year's figures: the new year's tables would say others."""
    return {name: filled(text, book) for name, text in row.items() if "{" in text}


def _every(_: Cells) -> bool:
    return True


def _recent(row: Cells, year: int) -> bool:
    written = row.get("年度", "")
    return written.isdigit() and year - HISTORY <= int(written) < year


def _kept_drivers(grid: Grid | None) -> frozenset[str]:
    """Figures of policies, and what is worked out from nothing else."""
    rows = carried("drivers", grid, _every)
    cells = [dict(zip(rows.headings, row, strict=True)) for row in rows.rows]
    kept = {NUMBER_OF_ITEMS, THE_YEAR}
    kept |= {row["名称"] for row in cells if row.get("类别") == Kind.POLICY}
    derived = [row for row in cells if row.get("类别") == Kind.DERIVED]
    for _ in derived:
        kept |= {row["名称"] for row in derived if kept.issuperset(_used(row))}
    return frozenset(kept)


def _used(row: Cells) -> tuple[str, ...]:
    return (*names_in(row.get("值", "")), *names_in(row.get("依据", "")))


def _targets(grid: Grid | None, kept: frozenset[str]) -> Sheet:
    """All targets; a number that rests on last year's drivers is to be set anew."""

    def change(row: Cells) -> Cells:
        names = names_in(row.get("目标值", ""))
        fixed = bool(names) and kept.issuperset(names)
        return {} if fixed else {"目标值": ""} if "目标值" in row else {}

    return rewritten(carried("targets", grid, _every), change)


def _budgets(book: Book, grid: Grid | None, year: int) -> Sheet:
    """The budgets of the years before; last year's from its adopted version where none is there."""
    sheet = carried("budgets", grid, lambda row: _recent(row, year))
    last, latest = book.year.fund.year, book.latest
    if latest is None or any(each.year == last for each in book.year.budgeted):
        return sheet
    if not latest.version.name.startswith(ADOPTED):
        return sheet
    headings = tuple(column.name for column in BUDGETED)
    old = tuple(tuple(row[name] for name in headings) for row in with_units(sheet))
    new = tuple(
        (str(last), str(each.item.number), f"{plain(each.amount.value / FEN_A_YUAN)} 元")
        for each in latest.items
    )
    return Sheet("budgets", headings, old + new)
