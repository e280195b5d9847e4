"""`duixian schema`: JSON Schemas of the files, for editors."""

import json

import click

from duixian.cli.help import ChineseCommand
from duixian.cli.parameters import Word
from duixian.rulebook.cases.form import cases_schema
from duixian.rulebook.library.form import library_schema
from duixian.rulebook.library.vocabulary_form import vocabulary_schema
from duixian.rulebook.policy.policy_form import json_schema

SCHEMAS = {
    "policy": json_schema,
    "cases": cases_schema,
    "facts": vocabulary_schema,
    "library": library_schema,
}


@click.command(cls=ChineseCommand)
@click.argument(
    "kind",
    type=Word(*SCHEMAS),
    default="policy",
    metavar="[文件]",
    help=f"{'、'.join(SCHEMAS)} 之一；不写为 policy。",
)
def command(kind: str) -> None:
    """输出政策文件（或案例、词汇、库文件）的 JSON Schema，供编辑器提示和检查。"""
    click.echo(json.dumps(SCHEMAS[kind](), ensure_ascii=False, indent=2))
