"""`duixian compare`: what a change of a policy costs, who gains and who loses."""

from datetime import date
from pathlib import Path

import click

from duixian.cli.assessing import STAGES
from duixian.cli.help import ChineseCommand
from duixian.cli.inputs import today
from duixian.cli.parameters import (
    FilePath,
    Size,
    history_option,
    json_option,
    library_option,
    on_option,
    stage_option,
    tolerate_option,
)


@click.command(cls=ChineseCommand)
@click.argument("base", metavar="基准", help="文号（或其中唯一的一段）、政策文件或文件夹。")
@click.argument("others", nargs=-1, required=True, metavar="[方案] 数据", help="另一个版本；数据。")
@click.option(
    "--set",
    "changes",
    multiple=True,
    metavar="改动",
    help="不另写方案，只改一处，如 '5号 7.1 cap=1500 万元'；可写多次。",
)
@on_option
@click.option("--out", required=True, type=FilePath(), metavar="文件夹", help="写入这个新文件夹。")
@stage_option
@history_option
@click.option("--memory", type=Size(), default="", metavar="大小", help="最多用多少内存，如 2GB。")
@tolerate_option
@library_option
@json_option
def command(  # noqa: PLR0913, PLR0917 - one parameter an option
    base: str,
    others: tuple[str, ...],
    changes: tuple[str, ...],
    on: date | None,
    out: Path,
    stage: str,
    memory: str,
    tolerate: int,
    library_paths: tuple[Path, ...],
    *,
    without_history: bool,
    as_json: bool,
) -> None:
    """同一批企业，两个版本的政策：各要多少钱，谁增加，谁减少。

    方案是另一份政策，或用 --set 改动基准。结果文件夹里有报告、表格和逐行的差异。
    """
    from duixian.cli import comparing  # noqa: PLC0415 - the database: --help need not wait for it
    from duixian.matching.job import Job  # noqa: PLC0415 - the same

    *reform, data = others
    if bool(reform) == bool(changes) or len(reform) > 1:
        raise click.UsageError("写「基准 方案 数据」，或写「基准 数据」并用 --set 改动，二者取一。")
    job = Job(
        FilePath().convert(data, None, None),
        out,
        on or today(),
        STAGES[stage],
        library_paths=library_paths,
        memory=memory,
        tolerate=tolerate,
        without_history=without_history,
    )
    base_version, other = comparing.versions(base, "".join(reform), changes, library_paths)
    comparing.run(job, base_version, other, as_json=as_json)
