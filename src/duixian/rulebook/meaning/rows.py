"""Which rows a measure is about: rows of its subject, one a year under `each`, and who is paid."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from duixian.rulebook.assessment import Finding, Gap, GapKind, Stage, Step
from duixian.rulebook.dossier import Firm, Row
from duixian.rulebook.meaning.claim import Claim
from duixian.rulebook.meaning.context import FIRM, Context, Run
from duixian.rulebook.meaning.periods import add_months
from duixian.rulebook.meaning.program import Rule
from duixian.rulebook.policy.model import Each, YearKind

NOBODY_NAMED = Firm("", {})
"""The firm of an unknown row that may be paid to another firm than its own."""


def claims_of(rule: Rule, run: Run) -> Iterator[Claim]:
    """The claims of a measure in a dossier, dated and with the firm of the dossier as payee."""
    own = run.dossier.firm
    if rule.measure.subject == FIRM:
        yield from _of_row(rule, run, Row(FIRM, own.code, own.code, own.values), run.on)
        return
    rows = run.dated.get(rule.measure.subject)
    if rows is None:
        yield _absent(rule, run)
        return
    for row, day in rows:
        if row.firm == own.code or not rule.pays_firm_only:
            yield from _of_row(rule, run, row, day)


def _absent(rule: Rule, run: Run) -> Claim:
    """The one unknown row of an absent table: of any year; of any firm where others may be paid."""
    subject = rule.measure.subject
    context = _context(rule, run, Row(subject, "", run.dossier.firm.code, {}), None)
    context.row = None
    if not rule.pays_firm_only:
        context.firm = NOBODY_NAMED
    if rule.measure.each is not None:
        context.base = None
    claim = Claim(rule.measure, context, (date.min, *rule.position, "", 0), indefinite=True)
    gap = Gap(GapKind.TABLE, subject, subject)
    claim.misses(Finding(Stage.CONDITIONS, note="table-absent", about=(subject,), gaps=(gap,)))
    return claim


def _context(rule: Rule, run: Run, row: Row, day: date | None) -> Context:
    measure, own = rule.measure, run.dossier.firm
    law_day = day if day is not None and rule.force.by_event else run.on
    firm = own if row.firm == own.code else run.firm(row.firm)
    leaves = run.leaves.setdefault((measure.subject, row.key), {})
    return Context(
        run, measure.policy, measure.code, measure.subject, row.key, row.values, firm, own, day,
        law_day, run.on, 0, run.awards, leaves,
    )  # fmt: skip


def _of_row(rule: Rule, run: Run, row: Row, day: date) -> Iterator[Claim]:
    context = _context(rule, run, row, day)
    finding = None
    if not rule.pays_firm_only:
        paid, finding = _payee(rule, context)
        if paid is False:
            return
    each, start = rule.measure.each, rule.start
    if each is None or start is None:
        yield _claim(rule, context, finding)
    else:
        yield from _years(rule, context, each, finding)


def _claim(rule: Rule, context: Context, finding: Finding | None) -> Claim:
    day = context.day or date.min
    claim = Claim(rule.measure, context, (day, *rule.position, context.key, context.support_year))
    claim.counted = context.day
    if finding is not None:
        claim.misses(finding)
    return claim


def _years(rule: Rule, context: Context, each: Each, finding: Finding | None) -> Iterator[Claim]:
    """One claim a year, dated at its start; the law is that of the day from which years count."""
    step = rule.start(context) if rule.start else None
    start = step.value if step else None
    if start is None:
        gaps = step.gaps if step else ()
        claim = _claim(rule, replace(context, day=None, base=None, parts={}), finding)
        claim.indefinite = True
        claim.misses(Finding(Stage.CONDITIONS, None, step, note="years-unknown", gaps=gaps))
        yield claim
        return
    law_day = start if rule.force.by_event else context.run.on
    for year in range(each.first, each.last + 1):
        day = year_start(each, start, year)
        claim = _claim(rule, context.in_year(day, law_day, year), finding)
        claim.counted = start
        claim.forecast = day > context.run.on
        yield claim


def year_start(each: Each, start: date, year: int) -> date:
    """The first day of the year so many: from the corresponding day, or from New Year."""
    if each.kind is YearKind.SUPPORT:
        return add_months(start, 12 * (year - 1))
    first = date(min(start.year + each.from_next + year - 1, date.max.year), 1, 1)
    return max(first, start)


def _payee(rule: Rule, context: Context) -> tuple[bool, Finding | None]:
    """Whether the firm of the dossier is or may be paid, and what leaves it open."""
    payee = rule.measure.payee
    step = rule.payee.of(context) if rule.payee else None
    names = [payee.otherwise] if step is None or not step.value else []
    if step is not None and step.value is not False:
        names.insert(0, payee.then)
    codes = [_code(name, context) for name in names]
    own = context.run.dossier.firm.code
    if own not in codes and None not in codes:
        return False, None
    if all(code == own for code in codes):
        return True, None
    return True, _open_payee(context, names, codes, step)


def _code(name: str, context: Context) -> str | None:
    if name == FIRM:
        return context.firm.code
    code = (context.row or {}).get(name)
    return None if code is None else str(code)


def _open_payee(
    context: Context, names: list[str], codes: list[str | None], step: Step | None
) -> Finding:
    missing = [context.gap(name) for name, code in zip(names, codes, strict=True) if code is None]
    gaps = (
        Gap(GapKind.PAYEE, context.subject, "受益人", context.key),
        *(step.gaps if step else ()),
        *missing,
    )
    return Finding(Stage.CONDITIONS, None, step, note="payee", about=tuple(names), gaps=gaps)
