"""合计, 计数, 有, 种类数, 最大, 最小 over rows of another subject, and 合计, 平均 … over years."""

import re

from duixian.rulebook.expression.tree import (
    FactRef,
    Fold,
    OverRows,
    OverYears,
    Via,
    YearFold,
)
from duixian.rulebook.expression.type_of import type_of
from duixian.rulebook.expression.types import Flag, Number, Type
from duixian.rulebook.language.arguments import count_is
from duixian.rulebook.language.context import Context, Typed
from duixian.rulebook.language.dimension_words import type_in_words
from duixian.rulebook.language.names import firm_via, near_years, references
from duixian.rulebook.language.scope import FIRM_SUBJECT, nearest
from duixian.rulebook.language.syntax import Call, Name, Path, pieces_of
from duixian.rulebook.vocabulary.model import Subject

ROW_FOLDS = ("合计", "计数", "有", "种类数", "最大", "最小", "平均")
_OF_ROWS = frozenset({Fold.COUNT, Fold.EXISTS})
_MOST_YEARS = 10
_OTHER_YEARS = re.compile(r"(?:前|上|过去|最近)([0-9]{1,2}|[一二两三四五六七八九十])年(.+)")


def read_fold(call: Call, context: Context) -> Typed | None:
    """A fold over rows or over years; which of the two, its first argument says."""
    years = _over_years(call, context) if len(call.arguments) == 1 else None
    if years is not None:
        return _read_years(call, *years, context)
    first = call.arguments[0] if call.arguments else None
    other = _OTHER_YEARS.fullmatch(first.text) if isinstance(first, Name) else None
    if first is not None and other:
        instead = f"近{other[1]}年{other[2]}（含上年），或 此前{other[1]}年{other[2]}（到前年为止）"
        why = "要说清楚上年算不算在内"
        context.refuse(first.span, "year-unexpected", "不是年度的写法", why, instead)
        return None
    if call.name.text == "平均":
        what = "只用于近几年的事实"
        context.refuse(call.span, "arguments", what, "", "平均(近3年营业收入)")
        return None
    if not count_is(call, 1, 2, context, f"{call.name.text}({_example(call.name.text)}, 条件)"):
        return None
    if context.item is not None:
        why = "一个合计里不能再套合计"
        context.refuse(call.span, "fold-nested", "套在另一个合计里", why, "先在 let 里给它起名")
        return None
    subject = _subject_of(call, context)
    return _read_rows(call, Fold(call.name.text), subject, context) if subject else None


def _example(fold: str) -> str:
    return "认定" if fold in _OF_ROWS else "项目.总投入"


def _subject_of(call: Call, context: Context) -> Subject | None:
    """The subject whose rows are taken: named itself, or at the head of a path of the value."""
    first, vocabulary = call.arguments[0], context.scope.vocabulary
    names: list[Name] = []
    if call.name.text in _OF_ROWS and isinstance(first, Name):
        names = [first]
    elif call.name.text not in _OF_ROWS:
        paths = [piece for piece in pieces_of(first) if isinstance(piece, Path)]
        names = [path.names[0] for path in paths]
    found = [subject for name in names if (subject := vocabulary.subject(name.text))]
    rows = [subject for subject in found if subject.name != FIRM_SUBJECT]
    if rows:
        return rows[0]
    known = [subject.name for subject in vocabulary.subjects if subject.name != FIRM_SUBJECT]
    near = nearest(names[0].text, known) if names else ""
    example = f"{call.name.text}({_example(call.name.text)})"
    what = "不是一类数据的名称" if call.name.text in _OF_ROWS else "没有写明是哪一类数据"
    why = f"声明的有：{'、'.join(known[:20])}"
    context.refuse(first.span, "subject-unknown", what, why, near or example)
    return None


def _read_rows(call: Call, fold: Fold, subject: Subject, context: Context) -> Typed | None:
    inside = context.inside(subject)
    value = None if fold in _OF_ROWS else inside.read(call.arguments[0])
    where = [inside.read_condition(condition) for condition in call.arguments[1:]]
    if None in where or (value is None and fold not in _OF_ROWS):
        return None
    if value is not None and not _value_fits(fold, value, context):
        return None
    expression = OverRows(
        fold,
        subject.name,
        value.expression if value else None,
        where[0].expression if where and where[0] else None,
    )
    return Typed(expression, type_of(expression, context.scope.vocabulary), call.span)


def _value_fits(fold: Fold, value: Typed, context: Context) -> bool:
    if fold is Fold.DISTINCT:
        if isinstance(value.expression, FactRef):
            return True
        context.refuse(value.span, "arguments", "不是一个事实", "", "种类数(合同.服务企业)")
        return False
    if isinstance(value.type, Number):
        return True
    what = f"是{type_in_words(value.type)}，不能求{fold.value}"
    instead = "计数(…, 条件)" if isinstance(value.type, Flag) else ""
    context.refuse(value.span, "not-a-number", what, "", instead)
    return False


def _over_years(call: Call, context: Context) -> tuple[str, Subject, Name] | None:
    """From where, and the name with its years, when the argument is 近N年 of something."""
    if call.name.text not in {fold.value for fold in YearFold}:
        return None
    match call.arguments[0]:
        case Name() as name if near_years(name.text):
            firm = context.scope.firm
            return (firm_via(context), firm, name) if firm else None
        case Path(names=(head, name)) if near_years(name.text):
            firm = context.scope.firm
            vias = {FIRM_SUBJECT: firm_via(context), Via.PAYEE.value: Via.PAYEE}
            vias |= {reference: reference for reference in references(context)}
            if firm is not None and head.text in vias:
                return vias[head.text], firm, name
    return None


def _read_years(
    call: Call, via: str, subject: Subject, name: Name, context: Context
) -> Typed | None:
    years, skipped, fact_name = near_years(name.text) or (0, 0, "")
    fact = subject.fact(fact_name)
    if fact is None:
        near = nearest(fact_name, [fact.name for fact in subject.facts if fact.yearly])
        instead = name.text.removesuffix(fact_name) + near if near else ""
        context.refuse(name.span, "name-unknown", f"里的「{fact_name}」没有声明", "", instead)
        return None
    problem = _years_problem(years, fact.type, yearly=fact.yearly)
    if problem:
        context.refuse(name.span, "year-unexpected", problem)
        return None
    fold = YearFold(call.name.text)
    expression = OverYears(fold, via, subject.name, fact_name, years, skipped)
    return Typed(expression, fact.type, call.span)


def _years_problem(years: int, type_: Type, *, yearly: bool) -> str:
    if not yearly:
        return "不是逐年记录的，前面不能写「近几年」"
    if not 1 <= years <= _MOST_YEARS:
        return f"的年数应当是 1 至 {_MOST_YEARS}"
    return "" if isinstance(type_, Number) else f"是{type_in_words(type_)}，不能按年合成一个数"
