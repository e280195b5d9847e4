"""`duixian show`: one measure in plain Chinese."""

import json
from pathlib import Path
from typing import Any

import click

from duixian.cli.choosing import measure_named
from duixian.cli.console import output
from duixian.cli.help import ChineseCommand
from duixian.cli.inputs import library_or_stop
from duixian.cli.parameters import json_option, library_option
from duixian.rulebook.policy.model import Measure, Policy
from duixian.rulebook.views.describe import Section, describe


@click.command(cls=ChineseCommand)
@click.argument(
    "measure", nargs=-1, required=True, metavar="措施", help="「文号 代码」，或唯一的名称。"
)
@library_option
@json_option
def command(measure: tuple[str, ...], library_paths: tuple[Path, ...], *, as_json: bool) -> None:
    """用白话显示一条措施：对象、条件、标准、上限、依据和我们的理解。

    例：duixian show 闵经委规发〔2021〕7号 3.1
    """
    library = library_or_stop(library_paths)
    policy, found = measure_named(library, " ".join(measure))
    sections = describe(found, policy)
    if as_json:
        click.echo(json.dumps(_data(policy, found, sections), ensure_ascii=False, indent=2))
        return
    console = output()
    console.print(f"{found.code} {found.title}", style="bold")
    console.print(f"《{policy.title}》{policy.code}")
    if found.described.summary:
        console.print(found.described.summary)
    for section in sections:
        console.print(f"\n{section.aspect.value}", style="bold")
        for line in section.lines:
            told = line.text.endswith(line.articles)
            source = "" if told else f"〔{line.articles}〕"
            console.print(f"  {line.text}{source}", markup=False, soft_wrap=True)


def _data(policy: Policy, measure: Measure, sections: tuple[Section, ...]) -> dict[str, Any]:
    return {
        "policy": policy.code,
        "measure": measure.code,
        "title": measure.title,
        "summary": measure.described.summary,
        "sections": [
            {
                "aspect": section.aspect.value,
                "lines": [
                    {
                        "text": line.text,
                        "cites": [str(cite) for cite in line.cites],
                        "because": line.because,
                    }
                    for line in section.lines
                ],
            }
            for section in sections
        ],
    }
