"""Figures that papers print against ours; marks against sheets; working papers; open problems."""

import re
from collections.abc import Iterator
from fractions import Fraction

from duixian.fund.figure import Figure, total
from duixian.fund.model.records import Stated
from duixian.fund.narrative import lost, texts, typed, words_of_the_year
from duixian.fund.tables.registry import tables
from duixian.fund.tables.table import Table
from duixian.fund.ties.finding import UNWRITTEN, Finding, Stand
from duixian.fund.wording import plain, said
from duixian.fund.work.book import Book
from duixian.fund.work.evaluating import figure_of
from duixian.rulebook.language import read_unit
from duixian.rulebook.problems import Severity
from duixian.rulebook.units import PURE
from duixian.rulebook.vocabulary.amounts import split_amount

_NUMBER = re.compile(r"-?[0-9][0-9,]*(\.[0-9]+)?")

UNIT = "金额单位"
"""As a column of what is stated: the unit a caption gives for the column named as row."""


def stated(book: Book) -> Iterator[Finding]:
    """A figure some paper prints that is not what the year's data give."""
    made: dict[str, Table] = {}
    for each in book.year.stated:
        ours, where = _ours(book, each, made)
        if ours is None:
            yield Finding(
                Severity.WARNING,
                "文件所列数字",
                f"{each.paper} {each.where}",
                Stand(each.figure, f"{each.paper} {each.where}"),
                Stand(UNWRITTEN, where),
                "没有可比的数",
                f"{each.paper} {each.where} 的 {each.figure} 找不到可比的数（{where}）",
                each.paper,
            )
            continue
        text, off = ours
        if text != "":
            yield Finding(
                Severity.WARNING,
                "文件所列数字",
                f"{each.paper} {each.where}",
                Stand(each.figure, f"{each.paper} {each.where}"),
                Stand(text, where),
                off,
                f"{each.paper} {each.where} 写 {each.figure}，按数据是 {text}",
                each.paper,
            )


def _ours(book: Book, each: Stated, made: dict[str, Table]) -> tuple[tuple[str, str] | None, str]:
    """Our figure where it differs ("" where it agrees) with the difference, and its place."""
    if each.expression is not None:
        figure = figure_of(each.expression, each.where, book.drivers)
        return _compared(each.figure, figure, said(figure)), "算式"
    table = _table(book, each.table, made)
    where = f"{each.table} {each.row} {each.column}"
    if table is None:
        return None, f"没有{each.table}"
    if each.column == UNIT:
        unit = _unit(table, each.row)
        return (("", "") if unit == each.figure else (unit, "单位不同")), where
    rows = each.row.split("、")
    cells = [table.cell(row, each.column) for row in rows]
    figures = [cell.figure for cell in cells if cell is not None and cell.figure is not None]
    if len(figures) < len(rows):
        return None, where
    if len(rows) == 1 and cells[0] is not None:
        return _printed(each.figure, cells[0].text), where
    summed = total("合计", figures, figures[0].dimension)
    return _compared(each.figure, summed, plain(summed.value)), where


def _table(book: Book, name: str, made: dict[str, Table]) -> Table | None:
    if name not in made:
        known = tables(book)
        if name not in known:
            return None
        made[name] = known[name]()
    return made[name]


def _unit(table: Table, column: str) -> str:
    """The unit of a column: its own, or that of the whole table."""
    own = next((each.unit for each in table.columns if column in each.name), "")
    return own or table.unit


def _printed(stated_: str, ours: str) -> tuple[str, str]:
    number = _NUMBER.search(ours)
    theirs, own = split_amount(stated_), split_amount(number[0]) if number else None
    if theirs is None or own is None:
        return ("", "") if stated_ == ours else (ours or UNWRITTEN, "文字不同")
    off = theirs[0] - own[0]
    return (ours, plain(off)) if off else ("", "")


def _compared(stated_: str, figure: Figure, text: str) -> tuple[str, str]:
    split = split_amount(stated_)
    if split is None:
        return text, "不是数"
    unit = read_unit(split[1]) if split[1] else None
    scale = unit.scale if unit and unit.dimension == figure.dimension else Fraction(1)
    off = split[0] * scale - figure.value
    if not off:
        return "", ""
    if figure.dimension == PURE:
        return _without_commas(plain(figure.value), stated_), plain(off)
    return text, said(Figure("", off, figure.dimension, unit=figure.unit))


def _without_commas(text: str, like: str) -> str:
    return text if "," in like else text.replace(",", "")


def marks(book: Book) -> Iterator[Finding]:
    """Both of two criteria scored where one excludes the other; a total over what sharers have."""
    for sheet in book.year.sheets:
        for round_ in dict.fromkeys(mark.round for mark in book.year.marks):
            for shared in dict.fromkeys(each.shared for each in sheet.criteria if each.shared):
                group = [each for each in sheet.criteria if each.shared == shared]
                codes = {each.code for each in group}
                given = [m for m in book.year.marks if m.round == round_ and m.code in codes]
                if group[0].either and len({mark.code for mark in given}) > 1:
                    yield Finding(
                        Severity.ERROR,
                        "择一指标都评了分",
                        f"{round_} {shared}",
                        Stand("、".join(m.code for m in given), str(given[0].place)),
                        Stand("择一", sheet.name),
                        f"+{len({mark.code for mark in given}) - 1} 项",
                        f"{round_}：{'、'.join(sorted(codes))} 只能评一项",
                        round_,
                    )
                most = max(each.marks for each in group)
                for scorer in dict.fromkeys(mark.scorer for mark in given):
                    sum_ = sum((m.marks for m in given if m.scorer == scorer), Fraction(0))
                    if sum_ > most:
                        yield Finding(
                            Severity.ERROR,
                            "得分超过分值",
                            f"{round_} {shared} {scorer}",
                            Stand(plain(sum_), str(given[0].place)),
                            Stand(plain(most), sheet.name),
                            plain(sum_ - most),
                            f"{scorer} 给「{shared}」的分超过合计分值",
                            round_,
                        )


def working_papers(book: Book) -> Iterator[Finding]:
    """A working paper that is cited and not in the folder, or without its hash."""
    for paper in book.year.papers:
        missing = "文件" if not paper.file else "指纹" if not paper.digest else ""
        if missing:
            yield Finding(
                Severity.WARNING,
                "编制底稿",
                paper.number,
                Stand(f"[{paper.number}] {paper.title}", str(paper.place)),
                Stand(UNWRITTEN, missing),
                f"缺{missing}",
                f"编制底稿 [{paper.number}]「{paper.title}」没有{missing}",
            )


def rectification(book: Book) -> Iterator[Finding]:
    """A problem of a year before that is not settled, or has nobody and no day, or no evidence."""
    for issue in book.year.issues:
        if issue.state == "已整改":
            if not issue.evidence:
                yield _issue(issue.number, issue.problem, "已整改而没有佐证", str(issue.place))
            continue
        missing = [
            word for word, there in (("责任人", issue.owner), ("期限", issue.due)) if not there
        ]
        words = f"{issue.state}" + (f"，没有{'、'.join(missing)}" if missing else "")
        source = f"{issue.source} {issue.year}"
        yield _issue(issue.number, issue.problem, words, str(issue.place), source)


def _issue(number: str, problem: str, words: str, place: str, source: str = "") -> Finding:
    return Finding(
        Severity.WARNING,
        "整改",
        number,
        Stand(problem, place),
        Stand(words, "整改清单"),
        "没有了结",
        f"问题 {number}「{problem}」{words}",
        source,
    )


def placeholders(book: Book) -> Iterator[Finding]:
    """A placeholder of the official's words that leads to no figure."""
    for heading, paragraph, place in texts(book.year):
        for text, found in lost(paragraph, book):
            yield Finding(
                Severity.ERROR,
                "正文的占位",
                f"{heading} {text}",
                Stand(text, str(place)),
                Stand("、".join(found.known[:12]) or UNWRITTEN, "可以写的名称"),
                "没有对应的数",
                f"正文「{heading}」的占位 {text}：{found.what}",
            )


def typed_figures(book: Book) -> Iterator[Finding]:
    """A figure written by hand in the official's words, which no change of the data reaches."""
    for heading, paragraph, place in words_of_the_year(book.year):
        for figure in typed(paragraph):
            yield Finding(
                Severity.WARNING,
                "正文里手写的数",
                f"{heading} {figure}",
                Stand(figure, str(place)),
                Stand(UNWRITTEN, "占位"),
                "缺占位",
                f"正文「{heading}」手写了 {figure}，请改成占位，如 {{表1 合计 预算申报数}}",
            )
