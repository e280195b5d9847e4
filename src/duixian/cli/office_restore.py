"""`duixian office restore`: a backup put back, and the audit log verified."""

from pathlib import Path

import click

from duixian.cli.help import ChineseCommand
from duixian.cli.office_start import demonstration_option, set_up
from duixian.cli.parameters import FilePath
from duixian.cli.stop import ExitCode, StopError


@click.command(cls=ChineseCommand)
@demonstration_option
@click.option("--replace", is_flag=True, help="换掉现有的资料。")
@click.argument("path", metavar="文件", type=FilePath())
def command(*, demonstration: bool, replace: bool, path: Path) -> int:
    """从备份恢复，先核对备份，再核对审计记录。先停下网站和后台作业。

    只往空的网站里恢复；已有资料时要加 --replace。恢复后所有人重新登录。
    """
    set_up(demonstration=demonstration)
    from duixian.office.config.archive.manifest import ArchiveError  # noqa: PLC0415 - set up first
    from duixian.office.config.archive.restoring import restore  # noqa: PLC0415 - the same

    try:
        manifest, faults = restore(path, replace=replace)
    except ArchiveError as wrong:
        for each in wrong.faults:
            click.echo(each)
        raise StopError(wrong.what, ExitCode.FILE, wrong.advice) from wrong
    for fault in faults:
        click.echo(fault.what)
    found = f"{len(faults)} 处不符" if faults else "全部相符"
    click.echo(
        f"已恢复 {manifest.made_at} 的备份：{len(manifest.parts) - 1} 个文件，"
        f"审计记录 {manifest.entries} 条，{found}。"
    )
    return ExitCode.FINDINGS if faults else ExitCode.FINE
