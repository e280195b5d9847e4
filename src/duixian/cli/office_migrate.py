"""`duixian office migrate`: the tables of the database as this version needs them."""

import click

from duixian.cli.help import ChineseCommand
from duixian.cli.office_start import demonstration_option, migrate, prepare


@click.command(cls=ChineseCommand)
@demonstration_option
def command(*, demonstration: bool) -> None:
    """建立或升级数据库的表，收集网页用的静态文件。升级前请先备份。"""
    migrate(demonstration=demonstration)
    prepare(demonstration=demonstration)
    click.echo("数据库已是最新。")
