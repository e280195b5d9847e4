"""`duixian year show`: the tables of a year, or one of them."""

import json
from pathlib import Path

import click

from duixian.cli.console import output, plain_table
from duixian.cli.help import ChineseCommand
from duixian.cli.parameters import json_option, library_option
from duixian.cli.stop import ExitCode, StopError
from duixian.cli.usage import nearest
from duixian.cli.year_inputs import book_or_stop, year_argument


@click.command(cls=ChineseCommand)
@year_argument
@click.argument("table", required=False, metavar="[表]", help="表名；不写则列出全部。")
@library_option
@json_option
def command(
    year: str, table: str | None, library_paths: tuple[Path, ...], *, as_json: bool
) -> None:
    """显示一张表；不写表名则列出这一年有哪些表。

    例：duixian year show minhang-2022 表7b
    """
    from duixian.fund.tables.registry import tables  # noqa: PLC0415 - help need not wait
    from duixian.fund.why import table_named  # noqa: PLC0415 - the same

    book = book_or_stop(year, library_paths)
    made = tables(book)
    if table is None:
        for name, make in made.items():
            output().print(f"{name}  {make().caption}", markup=False)
        return
    found = table_named(book, table)
    if found is None:
        advice = nearest(table, list(made)) or f"有 {'、'.join(made)}"
        raise StopError(f"没有「{table}」这张表", ExitCode.USAGE, advice)
    if as_json:
        data = {
            "name": found.name,
            "caption": found.caption,
            "unit": found.unit,
            "columns": [column.name for column in found.columns],
            "rows": [[cell.text for cell in row.cells] for row in found.rows],
            "notes": [note for note in found.notes if note],
        }
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
        return
    unit = f"（金额单位：{found.unit}）" if found.unit else ""
    headings = [
        f"{'>' if column.figures else ''}{column.name}{f'（{column.unit}）' if column.unit else ''}"
        for column in found.columns
    ]
    shown = plain_table(*headings, title=f"{found.caption}{unit}")
    for row in found.rows:
        cells = [f"{c.text} ({c.note})" if c.note and c.figure else c.text for c in row.cells]
        shown.add_row(*cells, end_section=True)
    output().print(shown)
    for note in found.notes:
        if note:
            output().print(note, markup=False)
