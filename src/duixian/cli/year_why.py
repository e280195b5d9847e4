"""`duixian year why`: what a figure of a table is made of."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from duixian.cli.console import output
from duixian.cli.help import ChineseCommand
from duixian.cli.parameters import json_option, library_option
from duixian.cli.stop import ExitCode, StopError
from duixian.cli.year_inputs import book_or_stop, year_argument

if TYPE_CHECKING:
    from duixian.fund.figure import Figure


@click.command(cls=ChineseCommand)
@year_argument
@click.argument("table", metavar="表", help="表名，如 表3、7b、4-3、附件1B、评分表。")
@click.argument("row", metavar="行", help="序号、编码或名称，如 6、1.2、合计。")
@click.argument("column", metavar="列", help="列名，如 申报金额、单价、数量。")
@library_option
@json_option
def command(  # noqa: PLR0913 - one parameter an option
    year: str, table: str, row: str, column: str, library_paths: tuple[Path, ...], *, as_json: bool
) -> None:
    """说明表里的一个数由什么组成，直到政策条款、名单、估计和提供人。

    例：duixian year why minhang-2022 7b 1.2 金额
    """
    from duixian.fund.why import NoSuch, find  # noqa: PLC0415 - help need not wait
    from duixian.fund.wording import lines_of  # noqa: PLC0415 - the same

    found = find(book_or_stop(year, library_paths), table, row, column)
    if isinstance(found, NoSuch):
        ways = found.instead or f"有 {'、'.join(found.known)}"
        raise StopError(found.what, ExitCode.USAGE, ways)
    figure = found.cell.figure
    if as_json:
        data = {"text": found.cell.text, "figure": figure and _tree(figure)}
        if found.cell.origin:
            data["origin"] = found.cell.origin
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
        return
    console = output()
    title = f"{found.table.name}《{found.table.caption}》 {found.row.name} {found.column}"
    console.print(title, markup=False, style="bold", soft_wrap=True)
    console.print(f"印作 {found.cell.text or '（空）'}", markup=False)
    if figure is None:
        console.print("这一格是文字，不是算出来的数。")
        if found.cell.origin:
            console.print(f"{found.row.name}：{found.cell.origin}", markup=False, soft_wrap=True)
        return
    for depth, line in lines_of(figure):
        console.print(f"{'  ' * depth}{line}", markup=False, soft_wrap=True)


def _tree(figure: "Figure") -> dict[str, Any]:
    from duixian.fund.wording import said  # noqa: PLC0415 - help need not wait

    return {
        "name": figure.name,
        "value": said(figure),
        "exact": str(figure.value),
        "how": figure.how,
        "source": figure.source,
        "place": str(figure.place or ""),
        "parts": [_tree(part) for part in figure.parts],
    }
