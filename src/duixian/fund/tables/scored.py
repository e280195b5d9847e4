"""The score sheet: what each criterion gives and got, and the three shares of the head."""

from duixian.fund.figure import COUNT, Figure, count
from duixian.fund.model.scores import Criterion, Sheet
from duixian.fund.tables.table import Cell, Column, Row, Table, number, words
from duixian.fund.wording import decimals, plain
from duixian.fund.work.book import Book
from duixian.fund.work.scores import Scores, most
from duixian.rulebook.units import PURE


def score_sheet(book: Book, round_: str) -> Table:
    """One row a criterion at the lowest level, the totals of each share at the end."""
    scores = book.scores(round_)
    if scores is None:
        return Table(f"评分表{round_}", "项目预算评审评分表", (), ())
    sheet = scores.sheet
    rows = [_row(sheet, scores, each) for each in sheet.criteria if not sheet.children(each.code)]
    rows += [_head(sheet, scores, each) for each in sheet.children("")]
    whole, marks = (
        count("总分值", [most(sheet, e) for e in sheet.children("")]),
        scores.total(),
    )
    cells = (
        words("总计"),
        words(""),
        words(""),
        _marks(whole),
        _marks(marks, places=_places(scores)),
    )
    rows.append(Row("总计", cells, is_total=True))
    heads = ("一级指标", "二级指标", "三级指标", "分值", round_)
    columns = tuple(Column(head, figures=head in {"分值", round_}) for head in heads)
    return Table(f"评分表{round_}", sheet.name, columns, tuple(rows))


def _row(sheet: Sheet, scores: Scores, each: Criterion) -> Row:
    named = {one.code: one for one in sheet.criteria}
    second = named.get(each.parent)
    first = named.get(second.parent) if second else None
    own = Figure(each.name, each.marks, PURE, "", (), "评分表", COUNT)
    cells = (
        words(_title(first)),
        words(_title(second)),
        words(_title(each)),
        _marks(own if own.value and not _shares_cell(sheet, each) else None),
        _marks(scores.of(each)),
    )
    return Row(each.code, cells)


def _shares_cell(sheet: Sheet, each: Criterion) -> bool:
    """Whether the marks of this criterion are printed beside one it excludes."""
    group = [one for one in sheet.criteria if one.shared == each.shared]
    return each.either and group[0] is not each


def _head(sheet: Sheet, scores: Scores, each: Criterion) -> Row:
    empty = words("")
    marks = _marks(scores.of(each), places=_places(scores))
    return Row(each.code, (words(_title(each)), empty, empty, _marks(most(sheet, each)), marks))


def _title(criterion: Criterion | None) -> str:
    return f"{criterion.name}({criterion.code})" if criterion else ""


def _places(scores: Scores) -> int:
    """Two decimals for all totals of a round as soon as one of them has any."""
    tops = [scores.of(each) for each in scores.sheet.children("")]
    return 2 if any(top is not None and top.value.denominator != 1 for top in tops) else 0


def _marks(figure: Figure | None, places: int = 0) -> Cell:
    if figure is None:
        return words("")
    whole = figure.value.denominator == 1 and not places
    return number(figure, plain(figure.value) if whole else decimals(figure.value, 2))
