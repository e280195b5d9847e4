"""What credit records say of a firm beyond lists: one of 其他重大违法 is a 重大违法违规.

No list of such violations is published, so a source that shows none of a firm's proves nothing:
only what its file says can make the fact a no.
"""

from collections.abc import Collection
from datetime import date
from pathlib import Path

import duckdb

from duixian.intake.workbook.layout import FIRM
from duixian.office.registry.enums import CreditKind
from duixian.office.registry.models import CreditRecord
from duixian.office.registry.sheets import FIRM_SHEET, sheets
from duixian.population.sql import name, text

VIOLATION, _CODE = "重大违法违规", "统一社会信用代码"


def violators(region: str, on: date, firms: Collection[str] | None = None) -> frozenset[str]:
    """The codes, of some firms or of all, with such a record in force on the day."""
    records = CreditRecord.objects.filter(region=region, kind=CreditKind.UNLAWFUL, withdrawn=False)
    if firms is not None:
        records = records.filter(firm__in=firms)
    return frozenset(each.firm for each in records if each.counts_on(on))


def add_violations(
    connection: duckdb.DuckDBPyConnection, region: str, folder: Path, on: date
) -> None:
    """Say so in 企业 of an exported folder; every other firm is as its file says."""
    file = folder / f"{FIRM}.parquet"
    found = sorted(violators(region, on))
    if not found or not file.exists():
        return
    titles = {each.fact.name: name(each.title) for each in sheets()[FIRM_SHEET].columns.values()}
    flag, work = titles[VIOLATION], folder / f".{FIRM}.parquet"
    listed = ", ".join(map(text, found))
    said = f"CASE WHEN {titles[_CODE]} IN ({listed}) THEN '是' ELSE {flag} END"
    connection.execute(
        f"COPY (SELECT * REPLACE ({said} AS {flag}) FROM read_parquet({text(str(file))}))"
        f" TO {text(str(work))} (FORMAT parquet, COMPRESSION zstd)"
    )
    work.replace(file)
