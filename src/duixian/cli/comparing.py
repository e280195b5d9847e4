"""What `duixian compare` does: finds both versions, follows the run, prints its figures."""

import json
from collections.abc import Sequence
from pathlib import Path

import click

from duixian.cli.choosing import policy_named
from duixian.cli.console import output, phases, plain_table
from duixian.cli.findings import print_findings
from duixian.cli.inputs import library_or_stop
from duixian.cli.matching import refuse_missing, remark, told
from duixian.cli.stop import ExitCode, StopError
from duixian.matching.job import Job, Watch
from duixian.matching.reform.amending import AmendError, Amendment, amendment
from duixian.matching.reform.comparing import compare
from duixian.matching.reform.versions import Read, Version, of_folder, of_policies, with_changes
from duixian.paper.reform.data import as_data
from duixian.paper.reform.model import Comparison
from duixian.paper.reform.tables import LINE, yuan
from duixian.rulebook.problems import Place, Problem, Severity, error


def versions(
    base: str, reform: str, changes: Sequence[str], library_paths: Sequence[Path]
) -> tuple[Version, Version]:
    """Both sides; ends with everything wrong where one cannot be read."""
    amendments = _amendments(changes)
    before = _version(base, library_paths)
    if reform:
        return before, _version(reform, library_paths)
    return before, _read(with_changes(before, amendments), "改动不能成立，见上。")


def _amendments(changes: Sequence[str]) -> list[Amendment]:
    found: list[Amendment] = []
    problems: list[Problem] = []
    for text in changes:
        try:
            found.append(amendment(text))
        except AmendError as refused:
            place = Place(f"--set {text}")
            problems.append(error("change", place, "", refused.message, "", refused.advice))
    if problems:
        print_findings(problems)
        raise StopError("改动写得不对，见上。", ExitCode.USAGE)
    return found


def _version(written: str, library_paths: Sequence[Path]) -> Version:
    path = Path(written).expanduser()
    if path.exists():
        return _read(of_folder(path, library_paths), "政策文件有错误，见上。")
    library = library_or_stop(library_paths)
    return of_policies([policy_named(library, written).code], library, library_paths)


def _read(read: Read, wrong: str) -> Version:
    version, problems = read
    if version is None:
        errors = [problem for problem in problems if problem.severity is Severity.ERROR]
        print_findings(errors)
        is_file = any(problem.code.startswith("file-") for problem in errors)
        raise StopError(wrong, ExitCode.FILE if is_file else ExitCode.FINDINGS, "改正后重新运行")
    return version


def run(job: Job, base: Version, reform: Version, *, as_json: bool) -> None:
    """Compare, write the folder, and print the figures."""
    refuse_missing(job)
    with phases() as progress, told():
        found = compare(job, base, reform, Watch(print_findings, remark, progress))
    if as_json:
        click.echo(json.dumps(as_data(found), ensure_ascii=False, indent=2))
    else:
        _print(found)
    remark(f"已写出 {job.out}")


def _print(found: Comparison) -> None:
    low, high = found.total.difference
    base, reform = found.total.base.cost, found.total.reform.cost
    sums = (base.low, base.high, reform.low, reform.high, low, high)
    table = plain_table("项目", ">数", title=f"{found.base} → {found.reform}")
    for heading, sum_ in zip(LINE, sums, strict=False):
        table.add_row(f"{heading}（元）", yuan(sum_))
    total = found.total
    counts = (
        total.gaining,
        total.losing,
        total.open,
        total.entering,
        total.leaving,
        total.unknown,
    )
    for heading, count in zip(LINE[len(sums) :], counts, strict=True):
        table.add_row(heading, f"{count:,}")
    output().print(table)
