"""`duixian coverage`: whether every amount of a text is said, or left out for a reason."""

import json
from collections.abc import Sequence
from pathlib import Path

import click

from duixian.cli.console import output
from duixian.cli.help import ChineseCommand
from duixian.cli.inputs import library_or_stop
from duixian.cli.parameters import FilePath, json_option, library_option, policy_option
from duixian.cli.sources import Source, sources
from duixian.cli.stop import ExitCode
from duixian.cli.verify import name_absent
from duixian.paper.coverage import AmountCoverage, Coverage, coverage
from duixian.paper.library_citations import claims, waivers
from duixian.rulebook.problems import shorten


@click.command(cls=ChineseCommand)
@click.argument(
    "texts", type=FilePath(), nargs=-1, required=True, metavar="原文…", help="官方文件的纯文本。"
)
@policy_option
@library_option
@json_option
def command(
    texts: tuple[Path, ...],
    policies: tuple[str, ...],
    library_paths: tuple[Path, ...],
    *,
    as_json: bool,
) -> int:
    """核对原文中给钱、限钱、分钱的每个数额：有措施引用该句并说出，或列在 not_encoded 并有理由。

    全部有着落时退出码为 0，否则为 1。
    """
    library = library_or_stop(library_paths)
    found, absent = sources(library, texts, policies)
    covered = [
        (one, coverage(one.text, claims(library, one.policy.code), waivers(one.policy)))
        for one in found
    ]
    if as_json:
        click.echo(json.dumps(_data(covered), ensure_ascii=False, indent=2))
    else:
        _print(covered)
    name_absent(absent)
    return ExitCode.FINDINGS if any(one.uncovered for _, one in covered) else ExitCode.FINE


def _print(covered: Sequence[tuple[Source, Coverage]]) -> None:
    console = output()
    for source, one in covered:
        total, open_ones = len(one.amounts), one.uncovered
        percent = f"{one.share.numerator * 1000 // one.share.denominator / 10:.1f}%"
        summary = f"{source.policy.code}：{total - len(open_ones)}/{total} 个数额有着落，{percent}"
        console.print(f"{summary}（{source.file.name}）", style="red" if open_ones else "green")
        for line in open_ones:
            amount = f"{line.clause.address} {line.clause.pin}：{line.amount.text}"
            console.print(f"  {amount} 没有措施说出，也没有说明", markup=False, soft_wrap=True)
            console.print(f"    {shorten(line.clause.text, 120)}", markup=False, style="dim")
        for idle in one.idle_waivers:
            what = f"  not_encoded {idle.target} 没有留下任何数额，可删去：{idle.because}"
            console.print(what, markup=False, soft_wrap=True, style="yellow")


def _data(covered: Sequence[tuple[Source, Coverage]]) -> list[dict[str, object]]:
    return [
        {
            "policy": source.policy.code,
            "text": str(source.file),
            "amounts": len(one.amounts),
            "covered": len(one.amounts) - len(one.uncovered),
            "lines": [_line(line) for line in one.amounts],
        }
        for source, one in covered
    ]


def _line(line: AmountCoverage) -> dict[str, object]:
    return {
        "article": str(line.clause.address),
        "pin": line.clause.pin,
        "amount": line.amount.text,
        "covered": line.covered,
        "said_by": list(line.said_by),
        "left_out_because": list(line.waived),
    }
