"""Results taken away as files; every time it is written down who took what."""

import tempfile
from pathlib import Path

from duixian.matching.job import Format
from duixian.matching.writing import RESULT, write_rows
from duixian.office.common.actor import Actor
from duixian.office.common.answers import No, RefusedError, demand
from duixian.office.matching.folders import result_of
from duixian.office.matching.models import Run
from duixian.office.matching.permissions import may_read
from duixian.office.matching.rows import Wanted, choose, opened
from duixian.office.matching.services.log_reading import log_reading
from duixian.office.matching.summary import demand_finished

MOST = 50_000
"""Rows of one workbook; whoever needs more takes the Parquet file."""


def export_rows(actor: Actor, run: Run, wanted: Wanted) -> bytes:
    """The wanted rows as a workbook, sums in 元; RefusedError where they are too many."""
    demand(may_read(actor, run))
    with tempfile.TemporaryDirectory() as name, opened(run) as connection:
        count = choose(connection, wanted)
        if count > MOST:
            advice = "请先按结论、措施或街镇缩小范围，或下载 Parquet"
            raise RefusedError(No(f"有 {count:,} 项，一个工作簿最多导出 {MOST:,} 项；{advice}"))
        write_rows(connection, "SELECT * FROM chosen", Path(name), Format.XLSX)
        file = (Path(name) / f"{RESULT}.{Format.XLSX}").read_bytes()
    log_reading(actor, run, "导出匹配结果", {"format": Format.XLSX, "rows": count})
    return file


def export_file(actor: Actor, run: Run, name: str) -> Path:
    """A file of the result as the run wrote it."""
    demand_finished(run)
    log_reading(actor, run, "导出匹配结果", {"file": name})
    return result_of(run) / name
