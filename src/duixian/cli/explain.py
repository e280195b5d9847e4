"""`duixian explain`: the conclusions about one firm, sentence by sentence."""

import json
from datetime import date
from pathlib import Path

import click

from duixian.cli.assessing import STAGES, Question, assess_all, firms_named, history_or_stop
from duixian.cli.choosing import measure_named, policies_named
from duixian.cli.console import output
from duixian.cli.help import ChineseCommand
from duixian.cli.inputs import library_or_stop, register_or_stop, today
from duixian.cli.parameters import (
    history_option,
    json_option,
    library_option,
    on_option,
    policy_option,
    stage_option,
    workbook_argument,
)
from duixian.cli.stop import ExitCode, StopError
from duixian.cli.summary import totals
from duixian.rulebook.assessment import Assessment
from duixian.rulebook.explain.sentences import sentences
from duixian.rulebook.explain.standing import standing
from duixian.rulebook.library.model import Library


@click.command(cls=ChineseCommand)
@workbook_argument
@click.option("--firm", required=True, metavar="代码", help="企业的统一社会信用代码或名称。")
@click.option("--measure", metavar="措施", help="只说明这条措施：「文号 代码」或唯一的名称。")
@on_option
@policy_option
@stage_option
@history_option
@library_option
@json_option
def command(  # noqa: PLR0913, PLR0917 - one parameter an option
    workbook: Path,
    firm: str,
    measure: str | None,
    on: date | None,
    policies: tuple[str, ...],
    stage: str,
    library_paths: tuple[Path, ...],
    *,
    without_history: bool,
    as_json: bool,
) -> None:
    """逐条说明一家企业的结论：哪一条、哪项事实、差多少、缺什么。

    也可以写 duixian match 的结果文件夹：按当时的数据、日期和政策说明。
    """
    if workbook.is_dir():
        told_anew = (on, policies, library_paths, without_history, stage != next(iter(STAGES)))
        is_told = any(told_anew)
        _explain_result(workbook, firm, measure, is_told=is_told, as_json=as_json)
        return
    library = library_or_stop(library_paths)
    chosen = measure_named(library, measure)[1].name if measure else None
    register = register_or_stop(workbook, library.vocabulary)
    history_or_stop(register, without_history=without_history)
    codes = firms_named(register, [firm])
    numbers = policies_named(library, policies)
    question = Question(on or today(), STAGES[stage], numbers)
    (assessment,) = assess_all(library, register, codes, question)
    _print(assessment, library, chosen, as_json=as_json)


def _explain_result(
    folder: Path, firm: str, measure: str | None, *, is_told: bool, as_json: bool
) -> None:
    """From the inputs of a match, on its day and under its policies; nobody need tell them."""
    from duixian.cli.matching import told  # noqa: PLC0415 - the database: others need not wait
    from duixian.matching.explaining import (  # noqa: PLC0415 - the same
        UnknownFirmError,
        explained,
        read_result,
    )

    with told():
        result = read_result(folder)
        if is_told:
            what = "结果里已经记着当时怎样比对，不用再写 --on、--policy、--stage 这类选项"
            raise StopError(what, ExitCode.USAGE, "去掉这些选项，或写工作簿")
        library = library_or_stop(result.library_paths)
        chosen = measure_named(library, measure)[1].name if measure else None
        try:
            assessment = explained(result, library, firm.upper())
        except UnknownFirmError as unknown:
            raise StopError(unknown.message, ExitCode.USAGE, unknown.advice) from unknown
    _print(assessment, library, chosen, as_json=as_json)


def _print(
    assessment: Assessment, library: Library, chosen: tuple[str, str] | None, *, as_json: bool
) -> None:
    found = [
        (*sentences(one, library), *standing(one, library))
        for one in assessment.entitlements
        if chosen in {None, (one.row.policy, one.row.measure)}
    ]
    if not found:
        raise StopError("这条措施没有这家企业的对象，没有结论。", advice="检查工作簿中对应的表")
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    console = output()
    for first, *others in found:
        console.print(first, style="bold", markup=False, soft_wrap=True)
        for sentence in others:
            console.print(f"  {sentence}", markup=False, soft_wrap=True)
        console.print()
    if chosen is None:
        console.print(totals([assessment]), soft_wrap=True)
