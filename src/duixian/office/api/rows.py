"""Reads a page of the rows that a run wrote, straight from its file."""

from pathlib import Path
from typing import Any

import duckdb
from ninja import Schema
from pydantic import Field

from duixian.office.api.run_schemas import RowOut

_COLUMNS = ", ".join(f'"{title}"' for title in RowOut.model_fields if title != "number")


class Wanted(Schema):
    """Which rows, from where on, and how many at most."""

    after: int = Field(-1, ge=-1, le=2**53, description="上一页最后一行的 number")
    limit: int = Field(100, ge=1, le=1000)
    verdict: str = Field("", max_length=20)
    policy: str = Field("", max_length=60)
    measure: str = Field("", max_length=20)
    town: str = Field("", max_length=60)
    firm: str = Field("", max_length=18, description="统一社会信用代码")


def rows_in(file: Path, wanted: Wanted) -> list[dict[str, Any]]:
    """At most `limit` + 1 rows, in the order of the file; one too many says there are more."""
    chosen = {
        title: getattr(wanted, title)
        for title in ("verdict", "policy", "measure", "town", "firm")
        if getattr(wanted, title)
    }
    conditions = ["file_row_number > ?", *(f'"{title}" = ?' for title in chosen)]
    query = (
        f"SELECT file_row_number AS number, {_COLUMNS}"  # noqa: S608 - our own column names
        f" FROM read_parquet(?, file_row_number = true) WHERE {' AND '.join(conditions)}"
        " ORDER BY number LIMIT ?"
    )
    values = [str(file), wanted.after, *chosen.values(), wanted.limit + 1]
    with duckdb.connect(config={"threads": 1}) as connection:
        found = connection.execute(query, values)
        titles = [column[0] for column in found.description or ()]
        return [dict(zip(titles, row, strict=True)) for row in found.fetchall()]
