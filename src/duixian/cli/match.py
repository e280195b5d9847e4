"""`duixian match`: a whole population against every measure."""

from datetime import date
from pathlib import Path

import click

from duixian.cli.help import ChineseCommand
from duixian.cli.parameters import (
    FilePath,
    Word,
    history_option,
    library_option,
    on_option,
    policy_option,
    region_option,
    stage_option,
)


@click.command(cls=ChineseCommand)
@click.argument("data", type=FilePath(), metavar="数据", help="企业数据的工作簿（.xlsx）。")
@on_option
@click.option(
    "--out", required=True, type=FilePath(), metavar="文件夹", help="结果写入这个新文件夹。"
)
@policy_option
@region_option
@stage_option
@history_option
@click.option("--all", "everything", is_flag=True, help="不符合条件的也写出。")
@click.option(
    "--format",
    "form",
    type=Word("parquet", "csv"),
    default="parquet",
    metavar="格式",
    help="parquet（不写时）或 csv。",
)
@library_option
def command(  # noqa: PLR0913, PLR0917 - one parameter an option
    data: Path,
    on: date | None,
    out: Path,
    policies: tuple[str, ...],
    region: str,
    stage: str,
    form: str,
    library_paths: tuple[Path, ...],
    *,
    without_history: bool,
    everything: bool,
) -> None:
    """把全部企业和全部措施一次比对，结果写成文件。

    结果文件夹里有逐行的结论（result）和汇总（summary.json）。
    """
    from duixian.cli import matching  # noqa: PLC0415 - the database: --help need not wait for it

    matching.run(
        matching.Asked(
            data,
            out,
            on,
            stage,
            policies,
            region,
            form,
            library_paths,
            without_history=without_history,
            everything=everything,
        )
    )
