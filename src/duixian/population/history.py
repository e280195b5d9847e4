"""What past awards mean for one row: that it was awarded, what came before, what they add up to.

At acceptance a row is weighed against what was awarded before its own award: `before` is the day of
that award. A row that is not known may be any: it is weighed against what came before all of them.
"""

from collections.abc import Collection
from dataclasses import dataclass

from duixian.population.codes import NONE, Detail, GapCode, Words, only_if
from duixian.population.frame import Frame
from duixian.population.schema import AWARDS, FIRM
from duixian.population.sql import FALSE, NULL, Sql, both, day, either, known, name, negated, text
from duixian.rulebook.assessment import GapKind
from duixian.rulebook.dossier import Stage
from duixian.rulebook.meaning.once import OnceRule, once_rule
from duixian.rulebook.policy.model import Earlier, Measure, Policy

HISTORY = GapCode(GapKind.HISTORY, "奖补历史", "奖补历史")
_UNDATED = GapCode(GapKind.HISTORY, "奖补历史", "支持年度", "", Detail.KEY)


@dataclass(frozen=True, slots=True)
class Decided:
    """The award of a row that is being accepted: what it counts, and what was decided."""

    counted: Sql
    amount: Sql


@dataclass(frozen=True, slots=True)
class LookedBack:
    """Whether the row was awarded already, what is missing to say so, the award at acceptance."""

    awarded: Sql = FALSE
    gaps: tuple[tuple[Sql, GapCode], ...] = ()
    decided: Decided | None = None


def measures_in(measures: Collection[tuple[str, str]], alias: str) -> str:
    """Whether an award is of one of the measures."""
    tests = [
        f"({alias}.policy = {text(policy)} AND {alias}.measure = {text(code)})"
        for policy, code in sorted(measures)
    ]
    return either(*tests)


def seen(frame: Frame, alias: str) -> str:
    """Whether an award is seen on the day of assessment."""
    on = day(frame.setting.shape.on)
    return f"{alias}.decided <= {on} AND {alias}.event <= {on}"


def look_back(frame: Frame, policy: Policy, measure: Measure, *, indefinite: bool) -> LookedBack:
    """One row receives one grant of a measure ever; at acceptance it is cut to that grant."""
    accepting = frame.setting.shape.stage is Stage.ACCEPTED
    if measure.again and not accepting:
        return LookedBack()
    if not frame.setting.shape.history:
        return LookedBack(gaps=(("TRUE", HISTORY),))
    rule = once_rule(policy, measure)
    if frame.past is not None:
        return LookedBack(frame.sheet.define(frame.past.awarded(_covers(rule))))
    if indefinite:
        if accepting:
            frame.before = _first_of_any(frame, rule)
        return LookedBack()
    return _of_row(frame, rule, accepting=accepting)


def _covers(rule: OnceRule) -> Sql:
    return either(
        measures_in(rule.partly | {rule.measure.name}, "a"),
        *(f"(a.policy = {text(code)})" for code in sorted(rule.wholly)),
    )


def _first_of_any(frame: Frame, rule: OnceRule) -> Sql:
    title = f"awarded_{frame.tag}"
    frame.join(
        title,
        f"LEFT JOIN (SELECT a.firm, MIN(a.decided) AS decided FROM {AWARDS} AS a"
        f" WHERE a.subject = {text(frame.subject)} AND {_covers(rule)} AND {seen(frame, 'a')}"
        f" GROUP BY a.firm) AS {title} ON {title}.firm = {frame.owner}.firm_code",
    )
    return frame.leaf(title, "decided")


def _of_row(frame: Frame, rule: OnceRule, *, accepting: bool) -> LookedBack:
    covered = rule.partly | {rule.measure.name}
    if not accepting and not frame.setting.shape.any_award(covered, rule.wholly):
        return LookedBack()
    subject, year, title = frame.subject, frame.support_year, f"awarded_{frame.tag_of_year}"
    of_firm = "CASE WHEN a.row_key = '' THEN a.firm ELSE a.row_key END"
    key = of_firm if subject == FIRM else "a.row_key"
    row = f"{frame.owner}.firm_code" if subject == FIRM else f"{frame.row}.row_key"
    placed = "CASE WHEN a.support_year IS NULL THEN NULL ELSE a.place END" if year else "a.place"
    frame.join(
        title,
        f"LEFT JOIN (SELECT a.firm, {key} AS row_key, MAX({placed}) AS named"
        f" FROM {AWARDS} AS a WHERE a.subject = {text(subject)} AND {_covers(rule)}"
        f" AND {seen(frame, 'a')} AND (a.support_year IS NULL OR a.support_year = {year})"
        f" GROUP BY a.firm, {key}) AS {title}"
        f" ON {title}.firm = {frame.owner}.firm_code AND {title}.row_key = {row}",
    )
    named = known(frame.leaf(title, "named"))
    gaps: tuple[tuple[Sql, GapCode], ...] = ()
    if year:
        gaps = ((both(known(frame.leaf(title, "firm")), negated(named)), _UNDATED),)
    if not accepting:
        return LookedBack(frame.sheet.define(named), gaps)
    award = f"{title}_award"
    frame.join(
        award,
        f"LEFT JOIN {AWARDS} AS {award} ON {award}.firm = {frame.owner}.firm_code"
        f" AND {award}.place = {title}.named",
    )
    frame.before = frame.leaf(award, "decided")
    decided = Decided(frame.leaf(award, "counted"), frame.leaf(award, "amount"))
    return LookedBack(FALSE, gaps, decided)


def before_award(frame: Frame, alias: str, row: str) -> str:
    """Whether an award came before that of the row; TRUE but at acceptance."""
    if frame.before is None:
        return "TRUE"
    before = f"{row}.{frame.before}"
    return f"({before} IS NULL OR {alias}.decided < {before})"


def grouped(frame: Frame, title: str, found: str, where: str) -> tuple[Sql, Sql]:
    """An aggregate over the awards `a` of the rows `o`: its column, and whether there is one."""
    sheet, outer = frame.sheet, frame
    while outer.outer is not None:
        outer = outer.outer
    sheet = outer.sheet
    owner = outer.leaf(frame.owner, "firm_code")
    keys = ", ".join(f"o.{name(column)}" for column in sheet.identity)
    query = (
        f"SELECT {keys}, {found} AS found FROM {sheet.rows} AS o JOIN {AWARDS} AS a"
        f" ON a.firm = o.{owner} AND {seen(frame, 'a')} AND {before_award(frame, 'a', 'o')}"
        f" AND {where} GROUP BY {keys}"
    )
    if title not in sheet.folds:
        same = " AND ".join(f"{title}.{name(key)} = o.{name(key)}" for key in sheet.identity)
        sheet.after([(title, query)], f"LEFT JOIN {title} ON {same}")
        sheet.folds[title] = query
    first = name(sheet.identity[0])
    return (
        sheet.found(f"{title}_found", f"{title}.found"),
        known(sheet.found(f"{title}_there", f"{title}.{first}")),
    )


def past(frame: Frame, found: str, measures: Collection[tuple[str, str]]) -> tuple[Sql, Sql]:
    """An aggregate over the payee's own awards of some measures, and whether there are any."""
    known_ones = frame.sheet.folds.setdefault("past", [])
    if not isinstance(known_ones, list):
        raise TypeError(found)
    asked = (frame.tag, frame.before, frame.payee, found, frozenset(measures))
    if asked not in known_ones:
        known_ones.append(asked)
    title = f"past_{known_ones.index(asked) + 1}"
    if frame.before is not None:
        payee = frame.leaf(frame.payee, "firm_code")
        where = f"a.payee = o.{payee} AND {measures_in(measures, 'a')}"
        return grouped(frame, f"{frame.sheet.title}_{title}", found, where)
    frame.join(
        title,
        f"LEFT JOIN (SELECT a.firm, a.payee, {found} AS found FROM {AWARDS} AS a"
        f" WHERE {seen(frame, 'a')} AND {measures_in(measures, 'a')} GROUP BY a.firm, a.payee)"
        f" AS {title} ON {title}.firm = {frame.owner}.firm_code"
        f" AND {title}.payee = {frame.payee}.firm_code",
    )
    return frame.leaf(title, "found"), known(frame.leaf(title, "firm"))


def followed(frame: Frame, after: Earlier) -> tuple[Sql, Words]:
    """`after`: whether the payee was awarded one of the measures, not too long before the row."""
    if not frame.setting.shape.history:
        return NULL, frame.codes.missing(HISTORY)
    if frame.day == NULL:
        return NULL, frame.codes.missing(frame.gap("事项日期"))
    if not frame.setting.shape.any_award(after.measures):
        return FALSE, NONE
    moment = f"o.{frame.day}" if frame.day.startswith('"') else frame.day
    owner = frame.leaf(frame.owner, "firm_code")
    late = ""
    if after.months is not None:
        late = f" AND CAST(a.event + INTERVAL {after.months} MONTH AS DATE) >= {moment}"
    where = (
        f"a.payee = o.{owner} AND a.counted > 0 AND a.event <= {moment}{late}"
        f" AND {measures_in(after.measures, 'a')}"
    )
    _, there = grouped(frame, f"{frame.sheet.title}_after_{frame.tag_of_year}", "COUNT(*)", where)
    return frame.sheet.define(there), NONE


def missing_of(frame: Frame, looked: LookedBack) -> tuple[Words, ...]:
    """What is missing to look back."""
    return tuple(only_if(test, frame.codes.missing(gap)) for test, gap in looked.gaps)
