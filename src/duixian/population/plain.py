"""Rows that the first steps refuse: they take no part in what follows, and go straight out."""

from collections.abc import Sequence

from duixian.population.branches import (
    Branch,
    bits,
    is_open,
    named_codes,
    paid_rows,
)
from duixian.population.sql import FALSE, Sql, name, wide


def refused(
    branch: Branch, kinds: dict[str, int], titles: Sequence[str], *, accepting: bool
) -> str:
    """The other rows of the branch, with the columns of the answer; they have no parts."""
    forecast = branch.column("forecast")
    parts = {
        "branch": str(branch.number),
        "row_key": name("row_key"),
        "firm": name("row_firm"),
        "payee": name("row_payee"),
        "support_year": str(branch.support_year),
        "day": branch.column("day"),
        "verdict": branch.column("verdict"),
        "low": f"CASE WHEN {forecast} THEN {wide(branch.column('low'))} ELSE 0 END",
        "high": f"CASE WHEN {forecast} THEN {wide(branch.column('high'))} ELSE 0 END",
        "unbounded": f"({forecast} AND {branch.column('unbounded')})",
        "past": "CAST(0 AS BIGINT)",
        "contested": FALSE,
        "forecast": forecast,
        "by_branch": "CAST(NULL AS INTEGER)",
        "by_row": "CAST(NULL AS VARCHAR)",
        "by_year": "CAST(NULL AS INTEGER)",
        "award": "CAST(NULL AS BIGINT)",
    }
    parts |= _codes(branch, kinds) | named_codes(branch, kinds)
    if accepting:
        nothing = "CAST(NULL AS BIGINT)"
        parts["decided_amount"] = (
            branch.column("decided_amount") if branch.judged.decided else nothing
        )
    columns = ", ".join(f"{parts.get(title, '0')} AS {name(title)}" for title in titles)
    return f"SELECT {columns} FROM {paid_rows(branch)} WHERE NOT {is_open(branch)}"


def _codes(branch: Branch, kinds: dict[str, int]) -> dict[str, Sql]:
    """What is missing and what failed."""
    found, judged = {}, branch.judged
    for kind in ("missing", "awaited"):
        words = [word for word in branch.codes.words() if word.startswith(kind)]
        for place in range(kinds[kind]):
            word = words[place] if place < len(words) else ""
            found[f"{kind}_{place + 1}"] = bits(branch, "gaps", judged.gaps, word)
    for place in range(kinds["failed"]):
        word = f"failed_{place + 1}"
        found[word] = bits(branch, "failed", judged.failed, word)
    return found
