"""Failed conditions and missing things in words, told once a combination of codes."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

import duckdb

from duixian.population.filling import fill
from duixian.population.outcome import reasons_of
from duixian.population.sql import text
from duixian.population.statement import Statement
from duixian.rulebook.explain.gaps import supply
from duixian.rulebook.explain.names import of_firm
from duixian.rulebook.expression.wording import in_words

_CODE = re.compile(
    r"((open_|form_|since_|asked_\d+_)?(missing|awaited)|failed)_\d+|past|moved|told"
)
_NAMED = re.compile(r"named_\d+")
_OWN, _OTHER = "企业", "对方企业"
_TYPES = {
    "branch": "INTEGER",
    "verdict": "VARCHAR",
    "unbounded": "BOOLEAN",
    "exact": "BOOLEAN",
    "other": "BOOLEAN",
    "of_year": "INTEGER",
    "moved": "BOOLEAN",
    "told": "BOOLEAN",
}


def tell(statement: Statement, connection: duckdb.DuckDBPyConnection, source: str) -> str:
    """Make the relation `reasons` for the rows of `source`; gives the condition that joins it.

    By branch, verdict and codes it holds `failed` and `missing`, each a list of texts, and how many
    `rows` have them. In the condition the row is `a`, its reasons are `r`.
    """
    description = connection.execute(f"FROM {source} LIMIT 0").description or ()
    keys = _keys([column[0] for column in description])
    picked = ", ".join(f"{piece} AS {title}" for title, piece in keys.items())
    found = connection.execute(
        f"SELECT {picked}, COUNT(*) FROM {source} AS a GROUP BY ALL"
    ).fetchall()
    columns = {title: _TYPES.get(title, "BIGINT") for title in keys}
    columns |= {title: "VARCHAR" for title in keys if _NAMED.fullmatch(title)}
    columns |= {"rows": "BIGINT", "failed": "VARCHAR[]", "missing": "VARCHAR[]"}
    rows = [[*row, *_told(dict(zip(keys, row, strict=False)), statement)] for row in found]
    fill(connection, "reasons", columns, rows)
    return " AND ".join(f"r.{title} = {piece}" for title, piece in keys.items())


def _keys(titles: list[str]) -> dict[str, str]:
    """The columns on which the words depend, and how a row has them."""
    found = {
        "branch": "a.branch",
        "verdict": "a.verdict",
        "unbounded": "a.unbounded",
        "exact": "COALESCE(a.low = a.high, FALSE)",
        "other": "(a.firm <> a.payee)",
        "of_year": "COALESCE(YEAR(a.day), 0)",
    }
    for title in filter(_NAMED.fullmatch, titles):
        found[title] = f"CASE WHEN a.{title} = a.payee THEN {text(_OWN)} ELSE {text(_OTHER)} END"
    return found | {title: f"a.{title}" for title in titles if _CODE.fullmatch(title)}


def _told(record: Mapping[str, Any], statement: Statement) -> tuple[list[str], list[str]]:
    branch = next(one for one in statement.branches if one.number == record["branch"])
    row = {
        **record,
        "low": 0,
        "high": 0 if record["exact"] else 1,
        "row_key": "",
        "firm": _OTHER if record["other"] else _OWN,
        "payee": _OWN,
        "day": date(record["of_year"] or 1, 1, 1),
    }
    failed, missing = reasons_of(row, branch, statement)
    conditions = [of_firm(in_words(each), branch.measure) for each in failed]
    things = [of_firm(supply(gap, statement.library).what, branch.measure) for gap in missing]
    return _once(conditions), _once(things)


def _once(texts: list[str]) -> list[str]:
    return list(dict.fromkeys(texts))
