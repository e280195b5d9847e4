"""`duixian office backup`: all that the site keeps, in one file."""

from pathlib import Path

import click

from duixian.cli.help import ChineseCommand
from duixian.cli.office_start import demonstration_option, set_up
from duixian.cli.output import replacing
from duixian.cli.parameters import FilePath
from duixian.cli.stop import ExitCode, StopError


@click.command(cls=ChineseCommand)
@demonstration_option
@click.argument("path", metavar="文件", type=FilePath())
def command(*, demonstration: bool, path: Path) -> None:
    """把数据库、上传的文件和匹配结果备份成一个文件。

    网站不用停。文件里有企业资料，只有本用户能读；密钥不在里面，请另外保管。
    """
    if path.exists():
        advice = "换一个文件名；旧的备份不会被覆盖"
        raise StopError(f"已经有 {path}", ExitCode.FILE, advice)
    set_up(demonstration=demonstration)
    from duixian.office.config.archive.backing_up import back_up  # noqa: PLC0415 - set up first
    from duixian.office.config.archive.manifest import ArchiveError  # noqa: PLC0415 - the same

    try:
        with replacing(path) as temporary:
            made = back_up(temporary)
        path.chmod(0o600)
    except ArchiveError as wrong:
        raise StopError(wrong.what, ExitCode.FILE, wrong.advice) from wrong
    files = len(made.parts) - 1
    click.echo(f"已备份到 {path}：数据库、{files} 个文件，审计记录 {made.entries} 条。")
