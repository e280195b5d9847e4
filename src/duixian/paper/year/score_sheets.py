"""项目预算评审评分表: a sheet for each round of marks, and for each scorer where there are more."""

from collections.abc import Iterator
from dataclasses import replace

from duixian.fund.figure import Figure, count, ratio
from duixian.fund.model.scores import Criterion, Sheet
from duixian.fund.tables.resources import sources_table
from duixian.fund.wording import decimals, in_wan, plain, said
from duixian.fund.work.book import Book
from duixian.fund.work.scores import Scores, most
from duixian.paper.official.blocks import Block, Look, Paragraph, Title
from duixian.paper.official.grid import Align, Grid, GridCell, GridRow, label, value
from duixian.paper.year.paper import Paper, apart

SELF = "自评"
_WEIGHTS = (25, 34, 56, 14, 14)
_COLUMNS = len(_WEIGHTS)


def self_sheet(book: Book) -> tuple[Block, ...]:
    """The sheet of the unit itself; () where it gave itself no marks."""
    return tuple(_round(book, SELF))


def other_sheets(book: Book) -> tuple[Block, ...]:
    """The sheets of all other rounds, one after another."""
    rounds = dict.fromkeys(mark.round for mark in book.year.marks if mark.round != SELF)
    return apart(_round(book, round_) for round_ in rounds)


def _round(book: Book, round_: str) -> Iterator[Block]:
    """All scorers together, then each where there are several."""
    scores = book.scores(round_)
    if scores is None:
        return
    marks = [mark for mark in book.year.marks if mark.round == round_]
    scorers = scores.scorers
    if len(scorers) == 1:
        yield from _sheet(book, scores, scorers[0])
        return
    alone = []
    for scorer in scorers:
        own = replace(book.year, marks=tuple(mark for mark in marks if mark.scorer == scorer))
        alone.append(tuple(_sheet(book, Scores(own, scores.sheet, round_), scorer)))
    together = tuple(_sheet(book, scores, _together(scores)))
    yield from apart([together, *alone])


def _together(scores: Scores) -> str:
    """How the marks of several scorers came together."""
    gone = scores.left_out
    without = f"，去掉总分最高的{gone[0]}和最低的{gone[1]}" if gone else ""
    return f"{len(scores.scorers)} 位评分人的平均{without}"


def _sheet(book: Book, scores: Scores, scorer: str) -> Iterator[Block]:
    sheet = scores.sheet
    yield Title(sheet.name, (f"（{book.year.fund.year} 年度，{scores.round}）",))
    heads = ("一级指标", "二级指标", "三级指标", "分值", scores.round)
    yield Grid(_COLUMNS, (*_project(book), *_shares(scores)), weights=_WEIGHTS, dense=True)
    places = _places(scores)
    rows = (
        tuple(label(head) for head in heads),
        *_criteria(sheet, scores),
        (label("总计", across=3), _points(_whole(sheet)), _points(scores.total(), places)),
    )
    yield Grid(_COLUMNS, rows, head=1, caption="项目评分表", weights=_WEIGHTS, dense=True)
    note = f"评分人：{scorer}。"
    if all(scores.of(each) is None for each in _leaves(sheet)):
        note += "本轮的评分只记到一级指标。"
    yield Paragraph(note, Look.NOTE)


def _project(book: Book) -> Iterator[GridRow]:
    fund = book.year.fund
    yield (label("项目基本信息", across=_COLUMNS),)
    yield label("项目名称"), value(fund.name, across=4)
    yield label("项目单位"), value(fund.unit, across=4)
    budget = book.asked
    money = "" if budget is None else in_wan(budget.total.value)
    yield label("年度预算总金额（万元）", across=2), _centred(money, across=3)
    rows = _sources(book)
    for at, (name, amount) in enumerate(rows):
        first = (label("其中：", down=len(rows)),) if not at else ()
        yield (*first, label(name), _centred(amount, across=3))


def _sources(book: Book) -> list[tuple[str, str]]:
    """Who is booked to pay what of the sum asked for."""
    if book.asked is None or not book.year.fund.sources:
        return []
    rows = sources_table(book, book.asked).rows
    return [(f"{row.name}资金", row.cells[2].text) for row in rows if not row.is_total]


def _shares(scores: Scores) -> Iterator[GridRow]:
    """The marks of each first-level criterion with its weight, beside the total."""
    sheet = scores.sheet
    tops, places = sheet.children(""), _places(scores)
    for at, each in enumerate(tops):
        first = (label("项目得分", down=len(tops)),) if not at else ()
        last = (label("总分", down=len(tops)), _points(scores.total(), places, len(tops)))
        named = label(_weighted(sheet, each))
        yield (*first, named, _points(scores.of(each), places), *(last if not at else ()))


def _places(scores: Scores) -> int:
    """Two decimals for all sums of a round as soon as one of them has any."""
    tops = [scores.of(each) for each in scores.sheet.children("")]
    return 2 if any(top is not None and top.value.denominator != 1 for top in tops) else 0


def _whole(sheet: Sheet) -> Figure:
    return count("总分值", [most(sheet, each) for each in sheet.children("")])


def _leaves(sheet: Sheet) -> list[Criterion]:
    return [each for each in sheet.criteria if not sheet.children(each.code)]


def _criteria(sheet: Sheet, scores: Scores) -> Iterator[GridRow]:
    """A row a criterion of the lowest level; marks that several share stand in one cell."""
    leaves = _leaves(sheet)
    chains = [_chain(sheet, each) for each in leaves]
    for at, each in enumerate(leaves):
        cells = []
        top, second = chains[at]
        for level, text in enumerate((_weighted(sheet, top), _named(second))):
            same = [chain[level] is chains[at][level] for chain in chains]
            if at == same.index(True):
                cells.append(GridCell(text, down=sum(same)))
        cells.append(GridCell(_named(each)))
        group = [one for one in leaves if each.shared and one.shared == each.shared] or [each]
        if group[0] is each:
            cells.append(_points(most(sheet, each), down=len(group)))
        if each.shared and not each.either:
            cells += [_points(scores.of(each), down=len(group))] if group[0] is each else []
        else:
            cells.append(_points(scores.of(each)))
        yield tuple(cells)


def _chain(sheet: Sheet, leaf: Criterion) -> tuple[Criterion, Criterion]:
    """The first and the second level above a criterion of the third."""
    named = {each.code: each for each in sheet.criteria}
    second = named.get(leaf.parent, leaf)
    return named.get(second.parent, second), second


def _weighted(sheet: Sheet, top: Criterion) -> str:
    """项目决策（50%）."""
    share = ratio("权重", most(sheet, top), _whole(sheet))
    return f"{top.name}（{said(share)}）" if share is not None else top.name


def _named(criterion: Criterion) -> str:
    return f"{criterion.name}（{criterion.code}）"


def _points(figure: Figure | None, places: int = 0, down: int = 1) -> GridCell:
    if figure is None:
        return _centred("", down=down)
    whole = figure.value.denominator == 1 and not places
    return _centred(plain(figure.value) if whole else decimals(figure.value, 2), down=down)


def _centred(text: str, across: int = 1, down: int = 1) -> GridCell:
    return GridCell(text, across, down, Align.CENTRE)


SELF_SHEET = Paper("评分表（自评）", self_sheet, needs="自评的得分（scores）")
EXPERT_SHEETS = Paper("评分表（评审）", other_sheets, needs="专家的得分（scores）")
