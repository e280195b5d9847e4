"""What `duixian match` does: a run that is followed on the screen, and its numbers."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import click

from duixian.cli.console import output, phases, plain_table, remarks
from duixian.cli.failures import os_message
from duixian.cli.findings import print_findings
from duixian.cli.stop import ExitCode, StopError
from duixian.matching.job import Job, RunError, Watch
from duixian.matching.run import match, statements
from duixian.rulebook.assessment import Verdict
from duixian.rulebook.explain.names import PROVISOS, VERDICTS
from duixian.rulebook.expression.figures import money_span
from duixian.rulebook.library.model import Library

_ELSEWHERE = "检查这个路径；数据要读得到，结果写到新的、有写权限和空间的位置"


def show(job: Job, library: Library) -> None:
    """Print the statements that the job would run."""
    refuse_missing(job)
    with phases() as progress, told():
        text = statements(job, library, Watch(print_findings, remark, progress))
    click.echo(text)


def refuse_missing(job: Job) -> None:
    """End where the data are not there."""
    if not job.data.exists():
        raise StopError(f"没有这个文件或文件夹：{job.data}", ExitCode.FILE, "检查路径")


def run(job: Job, library: Library) -> None:
    """Match, write the folder of results, and print the numbers."""
    refuse_missing(job)
    with phases() as progress, told():
        watch = Watch(print_findings, remark, progress)
        summary = match(job, library, watch)
    _print(summary)
    remark(f"已写出 {job.out}")


@contextmanager
def told() -> Iterator[None]:
    """What ends a run, as the command says it."""
    try:
        yield
    except RunError as end:
        code = ExitCode.FILE if end.is_resource else ExitCode.FINDINGS
        raise StopError(end.message, code, end.advice) from end
    except OSError as failure:
        raise StopError(os_message(failure), ExitCode.FILE, _ELSEWHERE) from failure


def remark(text: str) -> None:
    """A sentence on standard error."""
    remarks().print(text, soft_wrap=True, markup=False)


def _print(summary: Mapping[str, Any]) -> None:
    table = plain_table("结论", ">企业", ">行", ">金额")
    rows = {row["verdict"]: row for row in summary["by_verdict"]}
    for verdict in reversed(Verdict):
        if row := rows.get(verdict):
            span = "" if row["low"] is None else money_span(row["low"], row["high"])
            span = f"{proviso}，{span}" if (proviso := PROVISOS.get(verdict)) else span
            table.add_row(VERDICTS[verdict], str(row["firms"]), str(row["rows"]), span)
    output().print(table)
