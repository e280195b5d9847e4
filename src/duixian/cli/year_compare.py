"""`duixian year compare`: two years, or two versions of the budget, side by side."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from duixian.cli.console import output
from duixian.cli.help import ChineseCommand
from duixian.cli.parameters import json_option, library_option
from duixian.cli.stop import ExitCode, StopError
from duixian.cli.year_inputs import book_or_stop
from duixian.cli.year_tables import as_data, print_table

if TYPE_CHECKING:
    from duixian.fund.work.comparison import Side

SIDE = "年度文件夹或示例的名称，可加 @版本，如 minhang-2022@审核。"


@click.command(cls=ChineseCommand)
@click.argument("before", metavar="年度", help=SIDE)
@click.argument("after", metavar="另一年度", help=SIDE)
@library_option
@json_option
def command(before: str, after: str, library_paths: tuple[Path, ...], *, as_json: bool) -> None:
    """比较两个年度或两个预算版本：政策项、明细、驱动因素、目标各变了多少，为什么。

    不写版本的取最后一版。例：duixian year compare minhang-2022@申报 minhang-2022@审核
    """
    from duixian.fund.tables.compared import compared  # noqa: PLC0415 - help need not wait
    from duixian.fund.work.comparison import compare  # noqa: PLC0415 - the same

    found = compare(_side(before, library_paths), _side(after, library_paths))
    shown = compared(found)
    if as_json:
        click.echo(json.dumps([as_data(each) for each in shown], ensure_ascii=False, indent=2))
        return
    for table in shown:
        print_table(table)
    if not shown:
        words = f"{found.before.label} 与 {found.after.label} 没有不同。"
        output().print(words, markup=False)


def _side(written: str, library_paths: tuple[Path, ...]) -> "Side":
    from duixian.fund.work.comparison import Side  # noqa: PLC0415 - help need not wait for it

    name, at, version = written.rpartition("@")
    if not at or Path(written).exists():
        name, version = written, ""
    book = book_or_stop(name, library_paths)
    budget = book.budget(version) if version else book.latest
    if version and budget is None:
        known = "、".join(each.version.name for each in book.budgets) or "没有任何版本"
        raise StopError(f"{name} 没有版本「{version}」", ExitCode.USAGE, f"有 {known}")
    label = f"{book.year.fund.year} {budget.version.name if budget is not None else ''}".strip()
    return Side(label, book, budget)
