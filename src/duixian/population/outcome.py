"""The answer of a statement, row by row, with its codes told in full."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import duckdb

from duixian.population.branches import WITHOUT_SUM, Branch
from duixian.population.codes import Detail, GapCode, bits_of
from duixian.population.failures import NEAR
from duixian.population.splitting import Parts, instalments_of, shares_of
from duixian.population.state import (
    FIRST_SOURCE,
    UNCLEAR_AWARD,
    UNKNOWN_HISTORY,
    sources_of,
)
from duixian.population.statement import Statement
from duixian.rulebook.assessment import Gap, GapKind, Interval, RowId, Verdict
from duixian.rulebook.expression.tree import Expression

UNTOLD = "…"
"""The detail of a gap that only an assessment of the row tells (the key of an item, a word)."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One row under one measure: as `rulebook.assessment.Entitlement` has it, without the words."""

    row: RowId
    payee: str
    verdict: Verdict
    own: Interval | None
    failed: tuple[Expression, ...]
    missing: tuple[Gap, ...]
    displaced_by: RowId | None = None
    contested: bool = False
    shares: tuple[tuple[str, Interval], ...] = ()
    instalments: tuple[tuple[str, Interval], ...] = ()


def outcomes(statement: Statement, answer: duckdb.DuckDBPyConnection) -> Iterator[Outcome]:
    """Every row of the answer."""
    titles = [column[0] for column in answer.description or ()]
    branches = {branch.number: branch for branch in statement.branches}
    while rows := answer.fetchmany(10_000):
        for row in rows:
            record = dict(zip(titles, row, strict=True))
            yield _outcome(record, branches[record["branch"]], statement)


def _outcome(record: Mapping[str, Any], branch: Branch, statement: Statement) -> Outcome:
    own = _own(record)
    failed, missing = reasons_of(record, branch, statement)
    measure = branch.measure
    return Outcome(
        RowId(*measure.name, measure.subject, record["row_key"], record["support_year"]),
        record["payee"],
        Verdict(record["verdict"]),
        own,
        failed,
        missing,
        _displacer(record, statement),
        record["contested"],
        _parts(record, "share", shares_of(statement.library, branch)) if own else (),
        _parts(record, "instalment", instalments_of(statement.library, branch)) if own else (),
    )


def _own(record: Mapping[str, Any]) -> Interval | None:
    if record["verdict"] in WITHOUT_SUM:
        return None
    return Interval(record["low"], None if record["unbounded"] else record["high"])


def reasons_of(
    record: Mapping[str, Any], branch: Branch, statement: Statement
) -> tuple[tuple[Expression, ...], tuple[Gap, ...]]:
    """The failed conditions and the missing things that the codes of a row stand for."""
    gaps = [_gap(code, record, branch) for code in _codes(record, branch, statement)]
    gaps += _of_past(record["past"], statement)
    return _failed(record, branch), tuple(sorted(set(gaps)))


def _parts(record: Mapping[str, Any], kind: str, parts: Parts) -> tuple[tuple[str, Interval], ...]:
    """The parts of a sum with their names."""
    found = []
    for place, (title, _) in enumerate(parts, 1):
        high = None if record["unbounded"] else record[f"{kind}_part_{place}_high"]
        found.append((title, Interval(record[f"{kind}_part_{place}_low"], high)))
    return tuple(found)


def _of_past(past: int, statement: Statement) -> Iterator[Gap]:
    """What is not known of past awards."""
    kind, title = GapKind.HISTORY, "奖补历史"
    if past & UNKNOWN_HISTORY:
        yield Gap(kind, title, title)
    if past & UNCLEAR_AWARD:
        yield Gap(kind, title, "限额依据的事实")
    for source, place in sources_of(statement.library).items():
        if past & FIRST_SOURCE << place:
            yield Gap(kind, title, title, source)


def _displacer(record: Mapping[str, Any], statement: Statement) -> RowId | None:
    """The row of this run, or the past award, that took its place."""
    if record["verdict"] != Verdict.DISPLACED:
        return None
    if record["award_policy"] is not None:
        return RowId(
            record["award_policy"],
            record["award_measure"],
            record["award_subject"],
            record["award_row"],
            record["award_year"] or 0,
        )
    measure = next(b for b in statement.branches if b.number == record["by_branch"]).measure
    return RowId(*measure.name, measure.subject, record["by_row"], record["by_year"])


def _failed(record: Mapping[str, Any], branch: Branch) -> tuple[Expression, ...]:
    found: list[Expression] = []
    for place, word in enumerate(branch.failures.words):
        reasons = branch.failures.reasons[place * 62 :]
        found += [reasons[bit] for bit in bits_of(record[word]) if reasons[bit] is not NEAR]
    return tuple(found)


def _codes(record: Mapping[str, Any], branch: Branch, statement: Statement) -> Iterator[GapCode]:
    for kind in ("missing", "awaited"):
        words = [word for word in branch.codes.words() if word.startswith(kind)]
        for place, word in enumerate(words[: statement.words[kind]], 1):
            meaning = branch.codes.meaning(word)
            yield from (meaning[bit] for bit in bits_of(record[f"{kind}_{place}"]))


def _gap(code: GapCode, record: Mapping[str, Any], branch: Branch) -> Gap:
    other = _other_firm(code.whose, record, branch)
    subject = other if other and code.kind is GapKind.FACT else code.subject
    match code.source:
        case Detail.FIRM:
            detail = other
        case Detail.WRITTEN:
            detail = code.detail
        case Detail.KEY:
            detail = record["row_key"]
        case Detail.YEAR:
            detail = str(record["day"].year - int(code.detail))
        case Detail.DATA:
            detail = UNTOLD
    return Gap(code.kind, subject, code.name, detail)


def _other_firm(alias: str, record: Mapping[str, Any], branch: Branch) -> str:
    """The code of the firm under the alias; empty for the payee."""
    code = record["payee"]
    if alias == "firm":
        code = record["firm"]
    elif alias in branch.codes.named:
        code = record[f"named_{list(branch.codes.named).index(alias) + 1}"]
    return "" if code == record["payee"] else str(code)
