"""What `duixian match` does: data in, a run, and its numbers on the screen."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from duixian.cli.assessing import STAGES, history_or_stop
from duixian.cli.choosing import policies_named
from duixian.cli.console import busy, output, plain_table, remarks
from duixian.cli.inputs import library_or_stop, register_or_stop, today
from duixian.cli.stop import StopError
from duixian.intake.register import Register
from duixian.matching.compiling import compiled
from duixian.matching.folder import whole_folder
from duixian.matching.job import Format, Job, Name
from duixian.matching.matched import Prepared, match
from duixian.population.refusals import DataError
from duixian.population.shape import Shape
from duixian.population.store import connect
from duixian.rulebook.assessment import Verdict
from duixian.rulebook.explain.names import VERDICTS
from duixian.rulebook.expression.figures import money_span


@dataclass(frozen=True, slots=True)
class Asked:
    """The arguments of the command as they were written."""

    data: Path
    out: Path
    on: date | None
    stage: str
    policies: tuple[str, ...]
    region: str
    form: str
    library_paths: tuple[Path, ...]
    without_history: bool
    everything: bool


def run(asked: Asked) -> None:
    """Match, write the folder of results, and print the numbers."""
    library = library_or_stop(asked.library_paths)
    numbers = policies_named(library, asked.policies, asked.region)
    job = Job(
        asked.data,
        asked.out,
        asked.on or today(),
        STAGES[asked.stage],
        numbers,
        everything=asked.everything,
        format=Format(asked.form),
    )
    register = register_or_stop(asked.data, library.vocabulary)
    history_or_stop(register, without_history=asked.without_history)
    statement, left_out = compiled(library, _shape(job, register), numbers)
    _warn(left_out)
    try:
        with whole_folder(job.out) as folder, busy("比对"):
            connection = connect(library, map(register.dossier, register.codes))
            summary = match(job, Prepared(connection, statement), folder)
    except DataError as wrong:
        raise StopError(f"数据有误，没有得出结论：{wrong}", advice="改正后重新运行") from wrong
    _print(summary)
    remarks().print(f"已写出 {job.out}", soft_wrap=True)


def _shape(job: Job, register: Register) -> Shape:
    records = register.records
    return Shape(
        job.on,
        job.stage,
        frozenset(records.tables),
        history=register.has_history,
        sources=records.sources,
        lists=dict(records.lists),
    )


def _warn(left_out: Mapping[Name, str]) -> None:
    for name, piece in left_out.items():
        remarks().print(f"这条措施还不能成批比对，没有包括在内：{' '.join(name)}（{piece}）")


def _print(summary: Mapping[str, Any]) -> None:
    table = plain_table("结论", ">企业", ">行", ">金额")
    rows = {row["verdict"]: row for row in summary["by_verdict"]}
    for verdict in reversed(Verdict):
        if row := rows.get(verdict):
            span = "" if row["low"] is None else money_span(row["low"], row["high"])
            table.add_row(VERDICTS[verdict], str(row["firms"]), str(row["rows"]), span)
    output().print(table)
