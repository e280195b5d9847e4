"""`duixian template`: the workbook to be filled in."""

from pathlib import Path

import click

from duixian.cli.console import output
from duixian.cli.help import ChineseCommand
from duixian.cli.inputs import library_or_stop
from duixian.cli.output import replacing
from duixian.cli.parameters import FilePath, library_option
from duixian.cli.stop import ExitCode, StopError
from duixian.intake.workbook.template import write_template


@click.command(cls=ChineseCommand)
@click.argument("target", type=FilePath(), metavar="文件.xlsx", help="写到哪里。")
@library_option
@click.option("--force", is_flag=True, help="覆盖已有的文件。")
def command(target: Path, library_paths: tuple[Path, ...], *, force: bool) -> None:
    """写出待填写的企业数据工作簿：每类对象一张表，带表头、批注和下拉列表。"""
    if target.suffix.lower() != ".xlsx":
        advice = f"写成 {target}.xlsx" if target.name else "写出文件名，如 企业.xlsx"
        raise StopError(f"{target} 的扩展名不是 .xlsx", ExitCode.USAGE, advice)
    if target.exists() and not force:
        raise StopError(f"{target} 已经存在", ExitCode.USAGE, "换一个文件名，或加 --force 覆盖")
    vocabulary = library_or_stop(library_paths).vocabulary
    with replacing(target) as temporary:
        write_template(temporary, vocabulary)
    output().print(f"已写出 {target}")
