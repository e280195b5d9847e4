"""`duixian year evaluate`: the year-end marks by rule, and what they say about next year."""

import json
from pathlib import Path

import click

from duixian.cli.console import output
from duixian.cli.help import ChineseCommand
from duixian.cli.parameters import json_option, library_option
from duixian.cli.stop import ExitCode, StopError
from duixian.cli.year_inputs import book_or_stop, year_argument
from duixian.cli.year_tables import as_data, print_table


@click.command(cls=ChineseCommand)
@year_argument
@click.option("--form", default="", metavar="目标表", help="按哪张目标表；不写为第一张。")
@library_option
@json_option
def command(year: str, form: str, library_paths: tuple[Path, ...], *, as_json: bool) -> None:
    """年终自评：按规则打分（预算执行 10、产出 50、效益 30、满意度 10）和等级。

    没有测得的不当零分，得分为区间；再由结果、执行和没有满足的需求提出下年目标和上限，各有理由。
    """
    from duixian.fund.performance.evaluation import evaluate  # noqa: PLC0415 - help need not wait
    from duixian.fund.performance.proposals import forms_with_targets  # noqa: PLC0415 - the same
    from duixian.fund.tables.evaluated import (  # noqa: PLC0415 - the same
        next_ceilings,
        next_targets,
        self_evaluation,
    )
    from duixian.fund.wording import plain  # noqa: PLC0415 - the same

    book = book_or_stop(year, library_paths)
    forms = {each.name: each for each in forms_with_targets(book)}
    if form and form not in forms:
        known = "、".join(forms) or "没有任何目标"
        raise StopError(f"没有目标表「{form}」", ExitCode.USAGE, f"有 {known}")
    chosen = forms[form] if form else next(iter(forms.values()), None)
    shown = [next_ceilings(book)]
    if chosen is not None:
        shown = [self_evaluation(book, chosen), next_targets(book, chosen), *shown]
    if as_json:
        click.echo(json.dumps([as_data(each) for each in shown], ensure_ascii=False, indent=2))
        return
    for table in shown:
        print_table(table)
    if chosen is None:
        output().print("这一年没有绩效目标，不能评分（先填 year.yaml 的 forms 和 targets）。")
        return
    found = evaluate(book, chosen)
    low, high = plain(found.total.low.value), plain(found.total.high.value)
    marks = low if found.total.known else f"{low} 至 {high}"
    output().print(f"总分 {marks}，等级{found.grade}。", markup=False)
