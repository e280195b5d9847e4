"""`duixian diff`: two policies, measure by measure."""

import json
from pathlib import Path
from typing import Any

import click

from duixian.cli.choosing import policy_named
from duixian.cli.console import output, plain_table
from duixian.cli.help import ChineseCommand
from duixian.cli.inputs import library_or_stop
from duixian.cli.parameters import json_option, library_option
from duixian.rulebook.policy.model import Measure
from duixian.rulebook.views.changes import Difference, compare


@click.command(cls=ChineseCommand)
@click.argument("left", metavar="旧政策", help="文号，或其中唯一的一段。")
@click.argument("right", metavar="新政策", help="文号，或其中唯一的一段。")
@library_option
@json_option
def command(left: str, right: str, library_paths: tuple[Path, ...], *, as_json: bool) -> None:
    """逐条比较两份政策（同一政策的两个版本，或两个区的政策）：新增、取消、变动。"""
    library = library_or_stop(library_paths)
    before, after = policy_named(library, left), policy_named(library, right)
    differences = compare(before, after)
    if as_json:
        data = [_data(difference) for difference in differences]
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
        return
    table = plain_table(
        "", before.code, after.code, "变化", title=f"{before.title} → {after.title}"
    )
    for one in differences:
        changes = "\n".join(change.sentence for change in one.changes)
        table.add_row(one.kind.value, _name(one.left), _name(one.right), changes)
    output().print(table)


def _name(measure: Measure | None) -> str:
    return f"{measure.code} {measure.title}" if measure else "—"


def _data(difference: Difference) -> dict[str, Any]:
    return {
        "kind": difference.kind.value,
        "left": difference.left.code if difference.left else None,
        "right": difference.right.code if difference.right else None,
        "changes": [
            {"aspect": change.aspect.value, "before": change.before, "after": change.after}
            for change in difference.changes
        ],
    }
