"""`duixian year show`: the tables of a year, or one of them."""

import json
from pathlib import Path

import click

from duixian.cli.console import output
from duixian.cli.help import ChineseCommand
from duixian.cli.parameters import json_option, library_option
from duixian.cli.stop import ExitCode, StopError
from duixian.cli.usage import nearest
from duixian.cli.year_inputs import book_or_stop, year_argument
from duixian.cli.year_tables import as_data, print_table


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
        click.echo(json.dumps(as_data(found), ensure_ascii=False, indent=2))
        return
    print_table(found)
