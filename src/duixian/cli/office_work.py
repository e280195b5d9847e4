"""`duixian office work`: the jobs worker alone, where the site is served by something else."""

import click

from duixian.cli.help import ChineseCommand
from duixian.cli.office_start import demonstration_option, start


@click.command(cls=ChineseCommand)
@demonstration_option
def command(*, demonstration: bool) -> None:
    """办理后台作业，直到收到停止信号。网站由别的进程打开时用；PostgreSQL 上可以开几个。"""
    start(demonstration=demonstration)
    from duixian.office.config.jobs import work  # noqa: PLC0415 - the site has to be set up first

    work()
