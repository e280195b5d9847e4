"""An expression in the words of an official document, for people who read and sign.

It is not the notation of a policy file and is not read again: ≥ becomes 不低于, a rate times a base
becomes 基数的 10%. Numbers keep the unit in which the rule writes them.
"""

import re
from types import UnionType

from duixian.rulebook.expression import tree
from duixian.rulebook.expression.comparisons import MIRRORED, NEGATED, comparison_words
from duixian.rulebook.expression.figures import day
from duixian.rulebook.expression.negation import negated
from duixian.rulebook.expression.parts import walk
from duixian.rulebook.expression.plainer import Bounded, bounded, plainer
from duixian.rulebook.expression.tree import (
    BracketMode,
    Comparator,
    Expression,
    Fold,
    Operator,
    Recall,
    SpanUnit,
    Via,
)
from duixian.rulebook.expression.written_numbers import bracket_words, quantity_words
from duixian.rulebook.units import PURE

_YES_NO = ("是", "否")
_ALIKE = {Comparator.EQUAL: "相同", Comparator.UNEQUAL: "不同"}
_YEARS_BACK = {0: "当年", 1: "上年", 2: "前年"}
_GROWTH = re.compile(r"(.*)增长率\((.+?)(?:, (\d+) 年)?\)")
_COMPOUND = tree.Conditional | tree.ByLevel | tree.ByBracket
_Logic = tree.All | tree.AnyOf | tree.AtLeastOf | tree.Not
_Test = tree.Compare | tree.Belongs | tree.InCatalogue | tree.Listed | tree.FullPeriod
_Record = (
    tree.OverRows | tree.OverYears | tree.Span | tree.YearOf | tree.Published | tree.FromHistory
)
_Amount = (
    tree.Arithmetic | tree.Extreme | tree.PerFull | tree.BySupportYear | tree.Review | _COMPOUND
)
_LOOSE = tree.Arithmetic | tree.Extreme | _COMPOUND


def in_words(expression: Expression) -> str:
    """The expression as readable Chinese; a named part stands as its name."""
    plain = plainer(expression)
    limited = bounded(plain)
    return _limited(limited, inside=False) if limited else _words(plain, inside=False)


def named_parts(expression: Expression) -> tuple[tuple[str, str], ...]:
    """The named parts the expression uses and what each is in words, in order of first use."""
    found = (part for part in walk(expression) if isinstance(part, tree.Named))
    given = (part for part in found if not _GROWTH.fullmatch(part.name))
    return tuple({part.name: (part.name, in_words(part.body)) for part in given}.values())


def _words(expression: Expression, *, inside: bool) -> str:  # noqa: C901, PLR0911 — one line a form
    """`inside` a sum or count over rows, where a name without more is of the row counted."""
    expression = plainer(expression)
    match expression:
        case tree.Quantity():
            return quantity_words(expression)
        case tree.Word(text):
            return text
        case tree.DateWord(day=written):
            return day(written)
        case tree.YesNo(value):
            return "是" if value else "否"
        case tree.FactRef():
            return _fact(expression, inside=inside)
        case tree.MomentRef(moment):
            return moment.value
        case tree.Named(name):
            return _called(name)
        case tree.All() | tree.AnyOf() | tree.AtLeastOf() | tree.Not():
            return _logic(expression, inside=inside)
        case (
            tree.Compare() | tree.Belongs() | tree.InCatalogue() | tree.Listed() | tree.FullPeriod()
        ):
            return _test(expression, inside=inside)
        case (
            tree.OverRows()
            | tree.OverYears()
            | tree.Span()
            | tree.YearOf()
            | tree.Published()
            | tree.FromHistory()
        ):
            return _record(expression, inside=inside)
        case _:
            return _amount(expression, inside=inside)


def _logic(whole: _Logic, *, inside: bool) -> str:
    match whole:
        case tree.All(parts):
            return "，且".join(_part(part, tree.AnyOf, inside=inside) for part in parts)
        case tree.AnyOf(parts):
            return "，或".join(_part(part, tree.All, inside=inside) for part in parts)
        case tree.AtLeastOf(count, parts):
            return f"下列 {len(parts)} 项中至少满足 {count} 项：{_items(parts, inside=inside)}"
        case tree.Not(part):
            return _negation(part, inside=inside)


def _test(test: _Test, *, inside: bool) -> str:
    match test:
        case tree.Compare():
            return _compare(test, inside=inside)
        case tree.Belongs(left, options, open_ended):
            words = "、".join(options) + ("等" if open_ended else "")
            tail = "之一" if len(options) > 1 and not open_ended else ""
            return f"{_words(left, inside=inside)}为{words}{tail}"
        case tree.InCatalogue(left, catalogue):
            return f"{_words(left, inside=inside)}列入{_catalogue(catalogue)}"
        case tree.Listed(via, name):
            return f"{via}列入{name}"
        case tree.FullPeriod(since, period, at):
            return _full_period(since, period, at, "满", inside=inside)


def _record(read: _Record, *, inside: bool) -> str:
    match read:
        case tree.OverRows():
            return _over_rows(read)
        case tree.OverYears(fold, via, subject, fact, years, skipped):
            fold_word = {"最大": "最高值", "最小": "最低值", "平均": "平均值"}.get(fold, fold.value)
            since = "此前" if skipped else "近"
            owner = _owner(via, subject, inside=inside)
            return f"{owner}{'的' if owner else ''}{since} {years} 年{fact}{fold_word}"
        case tree.Span(unit, start, end):
            ends = f"{_words(start, inside=inside)}至{_words(end, inside=inside)}"
            return f"{ends}的{'' if unit is SpanUnit.DAYS else '整'}{unit.value}"
        case tree.YearOf(dated):
            return f"{_words(dated, inside=inside)}所在年份"
        case tree.Published(series, _, at):
            return f"{_words(at, inside=inside)}适用的{series}公布值"
        case tree.FromHistory(recall, measures, fact):
            if recall is Recall.BEST:
                return f"以往奖补时{fact}的最高值"
            return f"已获奖补（{'、'.join(f'{policy} {code}' for policy, code in measures)}）"


def _amount(amount: _Amount, *, inside: bool) -> str:
    match amount:
        case tree.Arithmetic():
            return _arithmetic(amount, inside=inside)
        case tree.Extreme() if limited := bounded(amount):
            return f"（{_limited(limited, inside=inside)}）"
        case tree.Extreme(pick, parts):
            which = pick.value[-1]
            degree = "较" if len(parts) == 2 else "最"  # noqa: PLR2004 — 较小者 is of two
            return f"{_listed(parts, inside=inside)}中的{degree}{which}者"
        case tree.Conditional(condition, then, otherwise):
            test = _words(condition, inside=inside)
            yes, no = (_part(part, _COMPOUND, inside=inside) for part in (then, otherwise))
            return f"{test}的，{yes}；其他的，{no}"
        case tree.PerFull(step, counted, up):
            return f"{_words(counted, inside=inside)}{_steps(step, up=up)}的次数"
        case tree.BySupportYear(values):
            shares = (f"第 {i} 年 {_words(v, inside=inside)}" for i, v in enumerate(values, 1))
            return f"按支持年度（{'、'.join(shares)}）"
        case tree.Review(low, high):
            return f"评审确定的{_bounds(low, high, inside=inside)}"
        case tree.ByLevel():
            return _by_level(amount, inside=inside)
        case tree.ByBracket():
            return _by_bracket(amount, inside=inside)


def _called(name: str) -> str:
    """A given name as it stands; one that the language made of its function, in words."""
    growth = _GROWTH.fullmatch(name)
    if not growth:
        return name
    kind, fact, years = growth.groups()
    return f"{fact}近 {years} 年{kind}增长率" if years else f"{fact}{kind}增长率"


def _fact(fact: tree.FactRef, *, inside: bool) -> str:
    owner = _owner(fact.via, fact.subject, inside=inside)
    return f"{owner}{'的' if owner else ''}{_year(fact)}{fact.fact}"


def _not_so(fact: tree.FactRef, *, inside: bool) -> str:
    return f"{_owner(fact.via, fact.subject, inside=inside)}{_year(fact)}{negated(fact.fact)}"


def _year(fact: tree.FactRef) -> str:
    back = fact.years_back
    return "" if back is None else _YEARS_BACK.get(back, f"{back} 年前")


def _owner(via: str, subject: str, *, inside: bool) -> str:
    """Whose a fact is, where it is not plain: inside a count, of the row the grant is for."""
    match via:
        case Via.ROW:
            return f"本{subject.removeprefix('本')}" if inside else ""
        case Via.ITEM | Via.FIRM:
            return ""
        case _:
            return via


def _part(part: Expression, bracketed: type | UnionType, *, inside: bool) -> str:
    """The part, in brackets where its own conjunction could be taken for that of the whole."""
    part = plainer(part)
    text = _words(part, inside=inside)
    loose = isinstance(part, bracketed) and bounded(part) is None
    return f"（{text}）" if loose else text


def _listed(parts: tuple[Expression, ...], *, inside: bool) -> str:
    words = [_part(part, _LOOSE, inside=inside) for part in parts]
    blank = " " if words[-2][-1].isascii() else ""
    return f"{'、'.join(words[:-1])}{blank}与{_after(words[-1])}"


def _after(text: str) -> str:
    """The text as it follows a Chinese character: figures keep a blank."""
    return f" {text}" if text[:1].isdigit() else text


def _compare(test: tree.Compare, *, inside: bool) -> str:
    left, right, comparator = test.left, test.right, test.comparator
    if isinstance(left, tree.Quantity | tree.DateWord):
        left, right, comparator = right, left, MIRRORED[comparator]
    words = comparison_words(left, right)[comparator]
    first, second = (_part(part, _COMPOUND, inside=inside) for part in (left, right))
    if isinstance(right, tree.FactRef) and comparator in _ALIKE:
        return f"{first}与{second}{_ALIKE[comparator]}"
    return f"{first}{words}{_after(second)}"


def _negation(part: Expression, *, inside: bool) -> str:
    match part:
        case tree.Compare(comparator, left, right):
            return _compare(tree.Compare(NEGATED[comparator], left, right), inside=inside)
        case tree.FactRef():
            return _not_so(part, inside=inside)
        case tree.Named(name):
            return negated(_called(name))
        case tree.AtLeastOf(count, parts):
            return _too_few(count, parts, inside=inside)
        case tree.Belongs():
            return _words(part, inside=inside).replace("为", "不是", 1)
        case tree.InCatalogue(left, catalogue):
            return f"{_words(left, inside=inside)}未列入{_catalogue(catalogue)}"
        case tree.Listed(via, name):
            return f"{via}未列入{name}"
        case tree.FullPeriod(since, period, at):
            return _full_period(since, period, at, "未满", inside=inside)
        case tree.OverRows(fold=Fold.EXISTS):
            return f"没有{_rows(part)}"
        case _:
            return f"不满足（{_words(part, inside=inside)}）"


def _too_few(count: int, parts: tuple[Expression, ...], *, inside: bool) -> str:
    return f"下列 {len(parts)} 项中满足的不足 {count} 项：{_items(parts, inside=inside)}"


def _items(parts: tuple[Expression, ...], *, inside: bool) -> str:
    return "；".join(f"（{i}）{_words(p, inside=inside)}" for i, p in enumerate(parts, 1))


def _limited(limited: Bounded, *, inside: bool) -> str:
    text = _part(limited.amount, _COMPOUND, inside=inside)
    if limited.least:
        zero = not limited.least.value
        text += "，低于零的按零计" if zero else f"，最低 {quantity_words(limited.least)}"
    return f"{text}，最高 {quantity_words(limited.most)}" if limited.most else text


def _catalogue(name: str) -> str:
    return f"“{name}”" if name.endswith(("目录", "名单", "清单", "名录")) else f"“{name}”目录"


def _full_period(
    since: Expression, period: tree.Quantity, at: Expression, word: str, *, inside: bool
) -> str:
    text = f"自{_words(since, inside=inside)}起{word} {quantity_words(period)}"
    today = isinstance(at, tree.MomentRef) and at.moment is tree.Moment.ASSESSED
    return text if today else f"截至{_words(at, inside=inside)}，{text}"


def _rows(fold: tree.OverRows) -> str:
    where = f"（{_words(fold.where, inside=True)}）" if fold.where is not None else ""
    return f"{fold.subject}{where}"


def _over_rows(fold: tree.OverRows) -> str:
    value = "" if fold.value is None else _words(fold.value, inside=True)
    match fold.fold:
        case Fold.COUNT:
            return f"{_rows(fold)}的数量"
        case Fold.EXISTS:
            return f"有{_rows(fold)}"
        case Fold.DISTINCT:
            return f"{_rows(fold)}中不同{value}的个数"
        case Fold.SUM:
            return f"各{_rows(fold)}的{value}合计"
        case Fold.LARGEST | Fold.SMALLEST:
            return f"各{_rows(fold)}的{value}{fold.fold.value}值"


def _arithmetic(sum_: tree.Arithmetic, *, inside: bool) -> str:
    if sum_.operator is Operator.MULTIPLY:
        special = _share(sum_.left, sum_.right, inside=inside)
        special = special or _share(sum_.right, sum_.left, inside=inside)
        if special:
            return special
    tight = sum_.operator in {Operator.MULTIPLY, Operator.DIVIDE}
    loose = _LOOSE if tight else tree.Extreme | _COMPOUND
    left, right = (_part(part, loose, inside=inside) for part in (sum_.left, sum_.right))
    return f"{left} {sum_.operator.value} {right}".replace(" （", "（").replace("） ", "）")


def _steps(step: tree.Quantity, *, up: bool) -> str:
    shown = quantity_words(step)
    return f"每 {shown}（不足 {shown}按一档计）" if up else f"每满 {shown}"


def _share(factor: Expression, base: Expression, *, inside: bool) -> str:
    """A rate of a base, a sum for each full step, or shares by year: "" where it is neither."""
    shown = _part(base, _LOOSE, inside=inside)
    match factor:
        case tree.Quantity(text=text) if ":" in text:
            return f"{shown}按 {text} 配套"
        case tree.Quantity(text=text) if text.endswith(("%", "‰")):
            return f"{shown}的 {text}"
        case tree.Review(low, high) if _is_rate(high):
            return f"{shown}的{_bounds(low, high, inside=inside)}，由评审确定"
        case tree.PerFull(step, amount, up):
            return f"{_words(amount, inside=inside)}{_steps(step, up=up)}计 {shown}"
        case tree.BySupportYear(values) if all(_is_rate(value) for value in values):
            return f"{shown}，{_words(factor, inside=inside)}"
        case _:
            return ""


def _is_rate(part: Expression) -> bool:
    return isinstance(part, tree.Quantity) and part.dimension == PURE


def _bounds(low: Expression, high: Expression, *, inside: bool) -> str:
    least, most = (_words(part, inside=inside) for part in (low, high))
    kind = "比例" if _is_rate(high) else "数额"
    if isinstance(low, tree.Quantity) and low.value == 0:
        return f"{kind}（{'最高 ' if most[:1].isdigit() else '不超过'}{most}）"
    return f"{kind}（{least} 至 {most}）"


def _by_level(table: tree.ByLevel, *, inside: bool) -> str:
    rows = [
        f"{_level(table.key, level, inside=inside)}的，{_part(value, _COMPOUND, inside=inside)}"
        for level, value in table.table
    ]
    if table.otherwise is not None:
        rows.append(f"其他的，{_part(table.otherwise, _COMPOUND, inside=inside)}")
    flag = any(level in _YES_NO for level, _ in table.table)
    return f"{'' if flag else f'按{_words(table.key, inside=inside)}分档：'}{'；'.join(rows)}"


def _level(key: Expression, level: str, *, inside: bool) -> str:
    """A level by its name; of what is true or false, what it means."""
    if level not in _YES_NO:
        return level
    return _words(key if level == _YES_NO[0] else tree.Not(key), inside=inside)


def _by_bracket(table: tree.ByBracket, *, inside: bool) -> str:
    rows = [
        f"{bracket_words(bracket)}的，{_part(bracket.value, _COMPOUND, inside=inside)}"
        for bracket in table.brackets
    ]
    mode = {
        BracketMode.SINGLE: "分档",
        BracketMode.CUMULATIVE: "分档，所达各档累加",
        BracketMode.PROGRESSIVE: "分段计算",
    }[table.mode]
    return f"按{_words(table.key, inside=inside)}{mode}：{'；'.join(rows)}"
