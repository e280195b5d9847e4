"""What a name or a path means: a part of `let`, a moment, a fact, a fact of a certain year."""

import re
from collections.abc import Iterable, Iterator

from duixian.rulebook.expression.tree import FactRef, Moment, MomentRef, Named, Via
from duixian.rulebook.expression.type_of import type_of
from duixian.rulebook.expression.types import Label
from duixian.rulebook.language.context import Context, Typed
from duixian.rulebook.language.scope import FIRM_SUBJECT, nearest
from duixian.rulebook.language.source import Span
from duixian.rulebook.language.syntax import Name, Path
from duixian.rulebook.vocabulary.model import Fact, FactKind, Subject

YEARS_BACK = {"当年": 0, "本年": 0, "上年": 1, "前年": 2}
_NEAR = re.compile(r"(近|此前)([0-9]{1,2}|[一二两三四五六七八九十])年(.+)")
_SKIPPED = {"近": 0, "此前": 1}
_NUMERALS = dict(zip("一二两三四五六七八九十", (1, 2, 2, 3, 4, 5, 6, 7, 8, 9, 10), strict=True))
_MOMENTS = {moment.value: moment for moment in Moment}
_GLUE = ("不属于", "属于", "且", "或")


def read_name(name: Name, context: Context) -> Typed | None:
    """The value a bare name stands for, looked up as the reference page says."""
    scope = context.scope
    if name.text in scope.unread:
        return None
    if name.text in scope.lets:
        body = scope.lets[name.text]
        return Typed(Named(name.text, body), type_of(body, scope.vocabulary), name.span)
    if name.text in _MOMENTS:
        return _moment(name, _MOMENTS[name.text], context)
    for via, subject in homes(context):
        found = find_fact(name.text, via, subject, name.span, context)
        if found is not None:
            return found
    if not any(declares(name.text, subject) for _, subject in homes(context)):
        _refuse_unknown(name, context)
    return None


def read_path(path: Path, context: Context) -> Typed | None:
    """The value of 企业.领域, 受益人.迁入日期, 服务商.工商注册地, 本行.等级, 项目.总投入."""
    head, tail = path.names[0], path.names[-1]
    if len(path.names) > 2:  # noqa: PLR2004 — a head and a tail
        why = "引用只走一步：服务商.工商注册地"
        context.refuse(path.span, "path-too-long", "走了不止一步", why)
        return None
    home = _home_of(head, context)
    if home is None:
        return None
    via, subject = home
    found = find_fact(tail.text, via, subject, path.span, context)
    if found is None and not declares(tail.text, subject):
        known = _readable(subject)
        _refuse_missing(tail, f"「{subject.name}」没有名为「{tail.text}」的事实", known, context)
    return found


def homes(context: Context) -> Iterator[tuple[str, Subject]]:
    """From where a bare name is read, in order: the row (or the item of a sum), then its firm."""
    scope, firm = context.scope, context.scope.firm
    if context.item is not None:
        yield Via.ITEM, context.item
    elif scope.row is not None and scope.subject != FIRM_SUBJECT and not scope.payee_scope:
        yield Via.ROW, scope.row
    if firm is not None:
        yield (Via.PAYEE if scope.payee_scope else Via.FIRM), firm


def firm_via(context: Context) -> str:
    """From where the facts of 企业 are read when nothing else is said."""
    return Via.PAYEE if context.scope.payee_scope else Via.FIRM


def references(context: Context) -> dict[str, Fact]:
    """The reference facts of the row, by name."""
    row = context.scope.row
    facts = row.facts if row and not context.scope.payee_scope else ()
    return {fact.name: fact for fact in facts if fact.kind is FactKind.REFERENCE}


def declares(name: str, subject: Subject) -> bool:
    """Whether the subject has the fact, with or without a year before its name."""
    return subject.fact(name) is not None or _with_year(name, subject) is not None


def near_years(name: str) -> tuple[int, int, str] | None:
    """The years, those skipped and the fact of 近3年营业收入, 此前3年营业收入; None for others."""
    match = _NEAR.fullmatch(name)
    if not match:
        return None
    return _NUMERALS.get(match[2]) or int(match[2]), _SKIPPED[match[1]], match[3]


def find_fact(name: str, via: str, subject: Subject, span: Span, context: Context) -> Typed | None:
    """The fact of `subject`; None when there is none, or when its year is missing or misplaced."""
    fact = subject.fact(name)
    if fact is not None and not fact.yearly:
        return Typed(FactRef(via, subject.name, name), fact.type, span)
    if fact is not None:
        instead = f"上年{name}、当年{name}" + (f"，或 合计(近3年{name})" if via != Via.ITEM else "")
        context.refuse(span, "year-missing", "每年各有一个数，要写明哪一年", "", instead)
        return None
    dated = _with_year(name, subject)
    if dated is None:
        return None
    years_back, fact = dated
    if not fact.yearly:
        what = "前面不能加年份"
        why = f"「{fact.name}」不是逐年记录的"
        context.refuse(span, "year-unexpected", what, why, fact.name)
        return None
    if years_back is None:
        why = "近几年是几个数，要说明怎样合成一个"
        context.refuse(span, "years-not-folded", "不能单独使用", why, f"合计({name})、平均({name})")
        return None
    return Typed(FactRef(via, subject.name, fact.name, years_back), fact.type, span)


def _with_year(name: str, subject: Subject) -> tuple[int | None, Fact] | None:
    """How many years back, and the fact, of a name with a year before it; None years: several."""
    fact = subject.fact(name[2:]) if name[:2] in YEARS_BACK else None
    if fact:
        return YEARS_BACK[name[:2]], fact
    near = near_years(name)
    fact = subject.fact(near[2]) if near else None
    return (None, fact) if fact else None


def _moment(name: Name, moment: Moment, context: Context) -> Typed | None:
    if moment is Moment.SUPPORT_YEAR and not context.scope.each:
        what = "在这里没有意义"
        why = "支持年度要由措施的 each 逐年展开"
        context.refuse(name.span, "no-support-year", what, why, "在措施里写 each: 支持年度: 1 至 3")
        return None
    reference = MomentRef(moment)
    return Typed(reference, type_of(reference, context.scope.vocabulary), name.span)


def _home_of(head: Name, context: Context) -> tuple[str, Subject] | None:
    """From where a path is read, by its head."""
    scope, firm = context.scope, context.scope.firm
    row = scope.row
    known: dict[str, tuple[str, Subject]] = {}
    if firm is not None:
        known.update({name: (name, firm) for name in references(context)})
        known[Via.PAYEE] = (Via.PAYEE, firm)
        known[FIRM_SUBJECT] = (firm_via(context), firm)
    if row is not None and not scope.payee_scope:
        via = Via.FIRM if scope.subject == FIRM_SUBJECT else Via.ROW
        known[Via.ROW] = known[scope.subject] = (via, row)
    if context.item is not None and context.item.name != FIRM_SUBJECT:
        known[context.item.name] = (Via.ITEM, context.item)
    if head.text in known:
        return known[head.text]
    if scope.vocabulary.subject(head.text):
        what = "是另一类数据，可能有许多行"
        why = "一行里只能直接读本行、企业、受益人和引用的企业"
        instead = f"合计({head.text}.…)、计数({head.text}, …) 或 有({head.text}, …)"
        context.refuse(head.span, "rows-not-folded", what, why, instead)
    else:
        _refuse_missing(head, "既不是数据的种类，也不是本行引用的企业", known, context)
    return None


def _refuse_unknown(name: Name, context: Context) -> None:
    glued = _unglued(name.text, context)
    if glued:
        why = "连着写的字读成一个名称，「且」「或」「非」「属于」前后要空一格"
        context.refuse(name.span, "keyword-glued", "没有声明为名称", why, glued)
        return
    row = context.scope.row
    if context.item is not None and row is not None and declares(name.text, row):
        why = f"括号里读的是「{context.item.name}」的事实，它属于本行"
        context.refuse(name.span, "name-elsewhere", "在这里不能直接读", why, f"本行.{name.text}")
        return
    elsewhere = [
        f"{subject.name}.{name.text}"
        for subject in context.scope.vocabulary.subjects
        if declares(name.text, subject)
    ]
    if elsewhere:
        here = "、".join(f"「{subject.name}」" for _, subject in homes(context))
        why = f"这里能读的是{here}的事实，它属于「{elsewhere[0].split('.')[0]}」"
        instead = f"合计({elsewhere[0]}, …) 一类的写法"
        context.refuse(name.span, "name-elsewhere", "在这里不能直接读", why, instead)
        return
    published = [each for each in context.scope.series or () if name.text in each]
    if published:
        instead = f"公布值({published[0]}, 评估日)，或另一天"
        context.refuse(name.span, "name-elsewhere", "是公布的数，要写明哪一天", "", instead)
        return
    levels = [
        fact.name
        for _, subject in homes(context)
        for fact in subject.facts
        if isinstance(fact.type, Label) and name.text in fact.type.levels
    ]
    if levels:
        instead = f"{levels[0]} = {name.text}；几档之一写 {levels[0]} 属于 [{name.text}、…]"
        why = f"它是「{levels[0]}」的一档，要写明是哪个事实"
        context.refuse(name.span, "level-alone", "不是条件", why, instead)
        return
    _refuse_missing(name, "没有声明，既不是事实，也不是 let 里的名称", _all_names(context), context)


def _refuse_missing(name: Name, what: str, candidates: Iterable[str], context: Context) -> None:
    near = nearest(name.text, candidates)
    context.refuse(name.span, "name-unknown", what, "", near or "先在 facts.yaml 里声明它")


def _all_names(context: Context) -> list[str]:
    names = [*context.scope.lets, *_MOMENTS]
    for _, subject in homes(context):
        names.extend(_readable(subject))
    return names


def _readable(subject: Subject) -> list[str]:
    """The facts of a subject as they are written: a yearly one with its year."""
    names: list[str] = []
    for fact in subject.facts:
        years = ("上年", "当年", "前年") if fact.yearly else ("",)
        names.extend(year + fact.name for year in years)
    return names


def _is_known(text: str, context: Context) -> bool:
    if text in context.scope.lets or text in _MOMENTS:
        return True
    return any(declares(text, subject) for _, subject in homes(context))


def _unglued(text: str, context: Context) -> str:
    """The name taken apart at a keyword, when that gives something known; "" otherwise."""
    if text.startswith("非") and _is_known(text[1:], context):
        return f"非 {text[1:]}"
    for keyword in _GLUE:
        left, found, right = text.partition(keyword)
        if found and left and (_is_known(left, context) or _is_known(right, context)):
            return f"{left} {keyword} {right}".rstrip()
    return ""
