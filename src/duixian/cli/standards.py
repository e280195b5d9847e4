"""`duixian standards`: the table of standards of the fund."""

import json
from datetime import date
from pathlib import Path

import click

from duixian.cli.choosing import policies_named
from duixian.cli.console import output, plain_table, remarks
from duixian.cli.help import ChineseCommand
from duixian.cli.inputs import library_or_stop, today
from duixian.cli.output import write_bytes
from duixian.cli.parameters import (
    FilePath,
    json_option,
    library_option,
    on_option,
    policy_option,
    region_option,
)
from duixian.paper.standards_xlsx import write_standards
from duixian.rulebook.views.standards import COLUMNS, standards_table


@click.command(cls=ChineseCommand)
@policy_option
@region_option
@on_option
@click.option("--xlsx", type=FilePath(), metavar="文件", help="写成 Excel 表格。")
@library_option
@json_option
def command(  # noqa: PLR0913 - one parameter an option
    policies: tuple[str, ...],
    region: str,
    on: date | None,
    xlsx: Path | None,
    library_paths: tuple[Path, ...],
    *,
    as_json: bool,
) -> None:
    """列出扶持标准一览表：分类、科室、政策项、条件、标准、与上年比较、资金来源。"""
    library = library_or_stop(library_paths)
    numbers = policies_named(library, policies, region)
    if xlsx is not None:
        write_bytes(
            xlsx, write_standards(library, numbers, on or today(), only_in_force=on is not None)
        )
        remarks().print(f"已写出 {xlsx}")
        return
    rows = standards_table(library, numbers, on)
    if as_json:
        data = [dict(zip(COLUMNS, row.cells, strict=True)) for row in rows]
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
        return
    table = plain_table(*COLUMNS)
    for row in rows:
        table.add_row(*row.cells, end_section=True)
    output().print(table)
