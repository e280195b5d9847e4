"""`duixian year new`: the folder of the next year, from last year's."""

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from duixian.cli.console import output
from duixian.cli.findings import print_findings
from duixian.cli.help import ChineseCommand
from duixian.cli.parameters import FilePath, Number, library_option
from duixian.cli.stop import ExitCode, StopError
from duixian.cli.year_inputs import book_or_stop
from duixian.rulebook.vocabulary.values import FIRST_YEAR, LAST_YEAR

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duixian.fund.following.sheets import Sheet
    from duixian.rulebook.library.model import Library


@click.command(cls=ChineseCommand)
@click.argument("folder", type=FilePath(), metavar="文件夹", help="新年度的文件夹，还不能存在。")
@click.option("--from", "last", required=True, metavar="上年", help="上年的文件夹或示例的名称。")
@click.option(
    "--year",
    "number",
    type=Number(FIRST_YEAR, LAST_YEAR),
    metavar="年份",
    help="新年度；不写为上年加一。",
)
@click.option("--xlsx", is_flag=True, help="各表写成一个 tables.xlsx，不写成 CSV。")
@library_option
def command(
    folder: Path, last: str, number: int | None, library_paths: tuple[Path, ...], *, xlsx: bool
) -> None:
    """由上年的年度文件夹建立下一年的：政策、明细、目标表带入，需求和目标值重新填。

    带入没有整改完的问题、还没有支付的奖补和近三年的执行；政策项都作为延续。不覆盖任何文件。
    """
    from duixian.fund.following.head import following_head  # noqa: PLC0415 - help need not wait
    from duixian.fund.following.tables import following_tables  # noqa: PLC0415 - the same
    from duixian.intake.year_folder import year_folder, year_grids  # noqa: PLC0415 - the same

    if folder.exists():
        advice = "换一个还不存在的文件夹"
        raise StopError(f"{folder} 已经存在，没有写任何文件", ExitCode.USAGE, advice)
    book = book_or_stop(last, library_paths)
    year = number or book.year.fund.year + 1
    if year <= book.year.fund.year:
        words = f"新年度 {year} 不在上年 {book.year.fund.year} 之后"
        raise StopError(words, ExitCode.USAGE, "用 --year 写明之后的一年")
    sheets = following_tables(book, year_grids(year_folder(last)), year)
    _write(folder, following_head(book.year, year), sheets, book.library, xlsx=xlsx)
    console = output()
    console.print(f"已建立 {folder}（{year} 年）", markup=False, soft_wrap=True)
    for sheet in sheets:
        if sheet.rows:
            console.print(f"  {sheet.name}  带入 {len(sheet.rows)} 行", markup=False)
    console.print(f"还要填写什么：duixian year check {folder}", markup=False, soft_wrap=True)


def _write(
    folder: Path, head: str, sheets: "Sequence[Sheet]", library: "Library", *, xlsx: bool
) -> None:
    """Write beside, read what was written, and only then put it in its place."""
    from duixian.intake.year_folder import load_year  # noqa: PLC0415 - help need not wait for it
    from duixian.intake.year_writing import write_year  # noqa: PLC0415 - the same

    folder.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        write_year(beside, head, sheets, workbook=xlsx)
        found, problems = load_year(beside, library)
        if found is None:
            print_findings(problems)
            raise StopError("上年的内容带入新年度后读不出来，没有写任何文件", ExitCode.FINDINGS)
        beside.chmod(0o755)
        beside.rename(folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
