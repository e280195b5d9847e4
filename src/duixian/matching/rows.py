"""The rows of a result: typed columns, from the answer of a statement and its reasons."""

from collections.abc import Callable, Iterable

import duckdb

from duixian.population.branches import WITHOUT_SUM, Branch
from duixian.population.filling import fill
from duixian.population.schema import AWARDS, FIRMS
from duixian.population.splitting import Parts, instalments_of, shares_of
from duixian.population.sql import name, text
from duixian.population.statement import Statement
from duixian.rulebook.explain.names import PROVISOS
from duixian.rulebook.library.model import Library

MEASURES = {
    "branch": "INTEGER",
    "policy": "VARCHAR",
    "measure": "VARCHAR",
    "title": "VARCHAR",
    "subject": "VARCHAR",
}
FAR = ", ".join(text(each) for each in sorted(WITHOUT_SUM))
"""The verdicts of rows that are written only when all are, or when they are near misses."""

_HAS_SUM = f"a.verdict NOT IN ({FAR})"
_PARTS = "STRUCT(title VARCHAR, low BIGINT, high BIGINT)[]"


def name_measures(statement: Statement, connection: duckdb.DuckDBPyConnection) -> None:
    """Make the relation `measures`: what each branch of the statement is about."""
    rows = [
        (one.number, *one.measure.name, one.measure.title, one.measure.subject)
        for one in statement.branches
    ]
    fill(connection, "measures", MEASURES, rows)


def rows_of(statement: Statement, source: str, joined: str) -> str:
    """The query for all rows of `source`; `joined` ties a row to its reasons."""
    columns = {
        **_plain_columns(statement.library),
        "near": near(statement),
        "failed": "r.failed",
        "missing": "r.missing",
        **_displaced(),
        "shares": _parts(statement, "share", shares_of),
        "instalments": _parts(statement, "instalment", instalments_of),
    }
    picked = ", ".join(f"{piece} AS {name(title)}" for title, piece in columns.items())
    return (
        f"SELECT {picked} FROM {source} AS a JOIN measures AS m ON m.branch = a.branch"
        f" JOIN reasons AS r ON {joined} LEFT JOIN {FIRMS} AS f ON f.firm_code = a.payee"
        " LEFT JOIN measures AS d ON d.branch = a.by_branch"
        f" LEFT JOIN {AWARDS} AS w ON w.firm = a.payee AND w.place = a.award"
        " ORDER BY a.payee, a.branch, a.firm, a.row_key, a.support_year"
    )


def _plain_columns(library: Library) -> dict[str, str]:
    provisos = " ".join(
        f"WHEN a.verdict = {text(verdict)} THEN {text(word)}" for verdict, word in PROVISOS.items()
    )
    return {
        "firm": "a.payee",
        "firm_name": f"f.{_fact(library, '名称')}",
        "town": f"f.{town(library)}",
        "policy": "m.policy",
        "measure": "m.measure",
        "title": "m.title",
        "subject": "m.subject",
        "row": "a.row_key",
        "row_firm": "a.firm",
        "year": "CAST(NULLIF(a.support_year, 0) AS INTEGER)",
        "verdict": "a.verdict",
        "sum_if": f"CASE {provisos} END",
        "low": f"CASE WHEN {_HAS_SUM} THEN CAST(a.low AS BIGINT) END",
        "high": f"CASE WHEN {_HAS_SUM} AND NOT a.unbounded THEN CAST(a.high AS BIGINT) END",
        "unbounded": f"({_HAS_SUM} AND a.unbounded)",
        "contested": "a.contested",
        "forecast": "a.forecast",
    }


def near(statement: Statement) -> str:
    """Whether a row is refused by nothing that is further than a tenth from its line."""
    by_mark: dict[tuple[str, int], list[int]] = {}
    for branch in statement.branches:
        if branch.failures.near is not None:
            by_mark.setdefault(branch.failures.near, []).append(branch.number)
    marks = [
        f"(a.branch IN ({_listed(numbers)}) AND a.{word} & {bit} <> 0)"
        for (word, bit), numbers in by_mark.items()
    ]
    return f"(a.verdict = 'refused' AND ({' OR '.join(marks) or 'FALSE'}))"


def town(library: Library) -> str:
    """The column of firms that says in which town they are."""
    return _fact(library, "街镇")


def _fact(library: Library, title: str) -> str:
    subject = library.vocabulary.subject("企业")
    fact = subject.fact(title) if subject else None
    return name(fact.code) if fact else "firm_code"


def _displaced() -> dict[str, str]:
    """By which row of this run, or which past award, a row was displaced."""
    pairs = {
        "policy": ("d.policy", "w.policy"),
        "measure": ("d.measure", "w.measure"),
        "row": ("a.by_row", "w.row_key"),
        "year": ("CAST(NULLIF(a.by_year, 0) AS BIGINT)", "w.support_year"),
    }
    found = {
        f"displaced_by_{title}": (
            f"CASE WHEN a.verdict = 'displaced' THEN CASE WHEN a.award IS NULL THEN {row}"
            f" ELSE {award} END END"
        )
        for title, (row, award) in pairs.items()
    }
    return found | {"displaced_by_award": "(a.award IS NOT NULL)"}


def _parts(statement: Statement, kind: str, parts_of: Callable[[Library, Branch], Parts]) -> str:
    """The parts of a sum with their names, a list a row."""
    by_titles: dict[tuple[str, ...], list[int]] = {}
    for branch in statement.branches:
        titles = tuple(title for title, _ in parts_of(statement.library, branch))
        by_titles.setdefault(titles, []).append(branch.number)
    cases = [
        f"WHEN {_HAS_SUM} AND a.branch IN ({_listed(numbers)}) THEN [{_structs(kind, titles)}]"
        for titles, numbers in by_titles.items()
        if titles
    ]
    return f"CASE {' '.join(cases)} END" if cases else f"CAST(NULL AS {_PARTS})"


def _listed(numbers: Iterable[int]) -> str:
    return ", ".join(str(number) for number in numbers)


def _structs(kind: str, titles: Iterable[str]) -> str:
    found = []
    for place, title in enumerate(titles, 1):
        low, high = (f"CAST(a.{kind}_part_{place}_{end} AS BIGINT)" for end in ("low", "high"))
        high = f"CASE WHEN NOT a.unbounded THEN {high} END"
        found.append(f"{{'title': {text(title)}, 'low': {low}, 'high': {high}}}")
    return ", ".join(found)
