"""`duixian assess`: what the firms of a workbook are entitled to, and why."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import click

from duixian.cli.assessing import STAGES, Question, assess_all, firms_named, history_or_stop
from duixian.cli.choosing import policies_named
from duixian.cli.console import output, remarks
from duixian.cli.help import ChineseCommand
from duixian.cli.inputs import library_or_stop, register_or_stop, today
from duixian.cli.parameters import (
    FilePath,
    history_option,
    json_option,
    library_option,
    on_option,
    policy_option,
    region_option,
    stage_option,
    workbook_argument,
)
from duixian.cli.reports import names_of, refuse_same_file, write_reports
from duixian.cli.summary import print_firm, print_measures
from duixian.rulebook.assessment import Assessment
from duixian.rulebook.explain.as_data import as_json as json_of
from duixian.rulebook.library.model import Library


@click.command(cls=ChineseCommand)
@workbook_argument
@click.option(
    "--firm",
    "firms",
    multiple=True,
    metavar="代码",
    help="只评估这家企业（代码或名称）；可写多次。",
)
@on_option
@policy_option
@region_option
@stage_option
@history_option
@click.option("--html", type=FilePath(), metavar="文件", help="写出带说明的网页报告。")
@click.option("--xlsx", type=FilePath(), metavar="文件", help="写出表格报告。")
@click.option("--all", "everything", is_flag=True, help="不符合条件的也全部列出。")
@library_option
@json_option
def command(  # noqa: PLR0913, PLR0917 - one parameter an option
    workbook: Path,
    firms: tuple[str, ...],
    on: date | None,
    policies: tuple[str, ...],
    region: str,
    stage: str,
    html: Path | None,
    xlsx: Path | None,
    library_paths: tuple[Path, ...],
    *,
    without_history: bool,
    everything: bool,
    as_json: bool,
) -> None:
    """按政策评估工作簿里的企业：每条措施的结论、金额和原因。

    --json 时每家企业输出一行 JSON。
    """
    refuse_same_file(workbook, html, xlsx)
    library = library_or_stop(library_paths)
    numbers = policies_named(library, policies, region)
    register = register_or_stop(workbook, library.vocabulary)
    history_or_stop(register, without_history=without_history)
    codes = firms_named(register, firms)
    question = Question(on or today(), STAGES[stage], numbers)
    assessments = assess_all(library, register, codes, question)
    for path in write_reports(assessments, library, register, html=html, xlsx=xlsx):
        remarks().print(f"已写出 {path}", soft_wrap=True)
    if as_json:
        for assessment in assessments:
            click.echo(json_of(assessment, library))
    else:
        names = names_of(register)
        _print(assessments, library, names, everything=everything)


def _print(
    assessments: Sequence[Assessment],
    library: Library,
    names: Mapping[str, str],
    *,
    everything: bool,
) -> None:
    """One firm row by row, several measure by measure; each firm when everything is wanted."""
    console = output()
    if len(assessments) == 1 or everything:
        for one in assessments:
            print_firm(console, one, library, names[one.firm], everything=everything)
    if len(assessments) != 1:
        print_measures(console, assessments, library)
