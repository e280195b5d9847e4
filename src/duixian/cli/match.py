"""`duixian match`: a whole population against every measure."""

from datetime import date
from pathlib import Path

import click

from duixian.cli.assessing import STAGES
from duixian.cli.choosing import policies_named
from duixian.cli.help import ChineseCommand
from duixian.cli.inputs import library_or_stop, today
from duixian.cli.parameters import (
    FilePath,
    Master,
    Size,
    Word,
    history_option,
    library_option,
    on_option,
    policy_option,
    region_option,
    stage_option,
    tolerate_option,
)


@click.command(cls=ChineseCommand)
@click.argument("data", type=FilePath(), metavar="数据", help="工作簿，或放着各表文件的文件夹。")
@on_option
@click.option("--out", type=FilePath(), metavar="文件夹", help="结果写入这个新文件夹。")
@policy_option
@region_option
@stage_option
@history_option
@click.option("--all", "everything", is_flag=True, help="不符合条件的也写出。")
@click.option("--show-sql", is_flag=True, help="只显示要对这些数据执行的语句，不写结果。")
@click.option(
    "--format",
    "form",
    type=Word("parquet", "csv", "xlsx"),
    default="parquet",
    metavar="格式",
    help="parquet（不写时）、csv 或 xlsx（装不下时分成几张表）。",
)
@click.option("--memory", type=Size(), default="", metavar="大小", help="最多用多少内存，如 2GB。")
@tolerate_option
@click.option(
    "--engine",
    type=Word("duckdb", "spark"),
    default="duckdb",
    metavar="引擎",
    help="duckdb（不写时）或 spark（要另装）。",
)
@click.option(
    "--master",
    type=Master(),
    default="",
    metavar="地址",
    help="Spark 集群的地址；不写则在本机上运行。",
)
@library_option
def command(  # noqa: PLR0913, PLR0917 - one parameter an option
    data: Path,
    on: date | None,
    out: Path | None,
    policies: tuple[str, ...],
    region: str,
    stage: str,
    form: str,
    memory: str,
    tolerate: int,
    engine: str,
    master: str,
    library_paths: tuple[Path, ...],
    *,
    without_history: bool,
    everything: bool,
    show_sql: bool,
) -> None:
    """把全部企业和全部措施一次比对，结果写成文件。

    结果文件夹里有逐行的结论（result）和汇总（summary.json）。
    """
    from duixian.cli import matching  # noqa: PLC0415 - the database: --help need not wait for it
    from duixian.matching.job import Engine, Format, Job  # noqa: PLC0415 - the same

    if out is None and not show_sql:
        raise click.UsageError("缺少选项 --out：结果写到哪个新文件夹。")
    if master and engine != "spark":
        raise click.UsageError("--master 只与 --engine spark 一起用")
    library = library_or_stop(library_paths)
    job = Job(
        data,
        out or Path(),
        on or today(),
        STAGES[stage],
        policies_named(library, policies, region),
        library_paths,
        everything=everything,
        format=Format(form),
        memory=memory,
        tolerate=tolerate,
        without_history=without_history,
        engine=Engine(engine),
        master=master,
    )
    (matching.show if show_sql else matching.run)(job, library)
