"""`duixian check`: everything wrong with policy files, and every case that comes out otherwise."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from duixian.cli.console import followed, output
from duixian.cli.findings import as_data, print_findings
from duixian.cli.help import ChineseCommand
from duixian.cli.parameters import FilePath, json_option
from duixian.cli.stop import ExitCode
from duixian.intake.library_folder import CASES, POLICY, library_texts, names_below
from duixian.rulebook.cases.gaps import case_gaps
from duixian.rulebook.cases.model import Case
from duixian.rulebook.cases.reading import read_cases
from duixian.rulebook.cases.running import run_case
from duixian.rulebook.library.check import check_library
from duixian.rulebook.library.model import Library
from duixian.rulebook.library.reading import read_library
from duixian.rulebook.policy.model import Policy
from duixian.rulebook.problems import Problem, Severity, error, has_errors

HEADINGS = {
    Severity.ERROR: "错误",
    Severity.WARNING: "警告",
    Severity.NOTE: "我们的理解（原文没有强制的读法，请确认）",
}


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found, and how much was looked at."""

    problems: tuple[Problem, ...]
    policies: int = 0
    measures: int = 0
    cases: int = 0


@click.command(cls=ChineseCommand)
@click.argument(
    "paths",
    type=FilePath(),
    nargs=-1,
    metavar="[文件夹…]",
    help="政策文件夹，或放着几个政策文件夹的文件夹；不写则检查自带的库。",
)
@click.option("--quiet", is_flag=True, help="只列错误和警告，不列我们的理解。")
@json_option
def command(paths: tuple[Path, ...], *, quiet: bool, as_json: bool) -> int:
    """检查政策文件：语法、单位、引用、先后、案例；案例全部运行一遍。

    有错误时退出码为 1；文件读不出来为 3；警告和我们的理解不影响退出码。
    """
    checked = _checked(paths)
    shown = [one for one in checked.problems if not (quiet and one.severity is Severity.NOTE)]
    if as_json:
        click.echo(json.dumps(as_data(shown), ensure_ascii=False, indent=2))
    else:
        _print(checked, shown)
    if any(one.code.startswith("file-") for one in checked.problems):
        return ExitCode.FILE
    return ExitCode.FINDINGS if has_errors(checked.problems) else ExitCode.FINE


def _checked(paths: Sequence[Path]) -> Checked:
    texts, problems = library_texts(paths)
    if has_errors(problems):
        return Checked(problems)
    library, found = read_library(texts)
    if library is None:
        return Checked(found)
    below = tuple(names_below(path) for path in paths) or ("",)
    policies = [one for one in library.policies if one.place.file.startswith(below)]
    warnings = [one for one in check_library(library) if one.place.file.startswith(below)]
    cases: list[Case] = []
    for policy in policies:
        read, met = _cases(texts, library, policy)
        cases.extend(read)
        warnings.extend(met)
    warnings.extend(_mismatches(cases, library))
    measures = sum(len(policy.measures) for policy in policies)
    return Checked((*found, *warnings), len(policies), measures, len(cases))


def _cases(
    texts: Mapping[str, str], library: Library, policy: Policy
) -> tuple[tuple[Case, ...], tuple[Problem, ...]]:
    file = policy.place.file.removesuffix(POLICY) + CASES
    cases: tuple[Case, ...] = ()
    problems: tuple[Problem, ...] = ()
    if file in texts:
        cases, problems = read_cases(texts[file], file, library, policy)
    return cases, (*problems, *case_gaps(policy, cases))


def _mismatches(cases: Sequence[Case], library: Library) -> Iterator[Problem]:
    for case in followed(cases, "运行案例", len(cases)):
        for mismatch in run_case(case, library):
            yield error("case-mismatch", case.place, "", mismatch)


def _print(checked: Checked, shown: Iterable[Problem]) -> None:
    console = output()
    by_severity = {
        severity: sorted(
            (one for one in shown if one.severity is severity),
            key=lambda one: (one.place.file, one.place.line, one.place.column),
        )
        for severity in (Severity.NOTE, Severity.WARNING, Severity.ERROR)
    }
    for severity, problems in by_severity.items():
        if problems:
            console.print(f"\n{HEADINGS[severity]}：{len(problems)}", style="bold")
            print_findings(problems, console)
    console.print(
        f"\n{checked.policies} 份政策、{checked.measures} 条措施、{checked.cases} 个案例："
        f"{len(by_severity[Severity.ERROR])} 处错误，{len(by_severity[Severity.WARNING])} 处警告。"
    )
