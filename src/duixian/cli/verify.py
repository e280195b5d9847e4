"""`duixian verify`: whether every citation stands in the official text."""

import json
from collections.abc import Sequence
from pathlib import Path

import click

from duixian.cli.console import output, remarks
from duixian.cli.help import ChineseCommand
from duixian.cli.inputs import library_or_stop
from duixian.cli.parameters import FilePath, json_option, library_option, policy_option
from duixian.cli.sources import Source, sources
from duixian.cli.stop import ExitCode
from duixian.paper.library_citations import citations
from duixian.paper.verify import Finding, verify
from duixian.rulebook.policy.model import Policy


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
    """核对政策文件引用的每个条款指纹是否在原文的该条款中。

    一个文件里有几份政策也可以，按标题和文号找出。全部找到时退出码为 0，否则为 1。
    """
    library = library_or_stop(library_paths)
    found, absent = sources(library, texts, policies)
    checked = [(one, verify(one.text, citations(library, one.policy.code))) for one in found]
    if as_json:
        click.echo(json.dumps(_data(checked), ensure_ascii=False, indent=2))
    else:
        _print(checked)
    name_absent(absent)
    everything_stands = all(finding.ok for _, findings in checked for finding in findings)
    return ExitCode.FINE if everything_stands else ExitCode.FINDINGS


def name_absent(absent: Sequence[Policy]) -> None:
    """Say which policies were not looked at."""
    if absent:
        names = "、".join(policy.code for policy in absent)
        remarks().print(f"给出的文件里没有原文，未核对：{names}。", style="dim", soft_wrap=True)


def _print(checked: Sequence[tuple[Source, tuple[Finding, ...]]]) -> None:
    console = output()
    for source, findings in checked:
        wrong = [finding for finding in findings if not finding.ok]
        standing = len(findings) - len(wrong)
        summary = f"{source.policy.code}：{standing}/{len(findings)} 处引用在原文中"
        console.print(f"{summary}（{source.file.name}）", style="red" if wrong else "green")
        for finding in wrong:
            console.print(f"  {finding.message}", markup=False, soft_wrap=True)


def _data(checked: Sequence[tuple[Source, tuple[Finding, ...]]]) -> list[dict[str, object]]:
    return [
        {
            "policy": source.policy.code,
            "text": str(source.file),
            "citations": [
                {
                    "where": finding.citation.where,
                    "article": finding.citation.address,
                    "pin": finding.citation.pin,
                    "ok": finding.ok,
                    "outcome": finding.outcome.value,
                    "message": finding.message,
                }
                for finding in findings
            ],
        }
        for source, findings in checked
    ]
