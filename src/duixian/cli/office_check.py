"""`duixian office check`: what is unsafe about how the site is set up."""

import click

from duixian.cli.help import ChineseCommand
from duixian.cli.office_start import demonstration_option, set_up
from duixian.cli.stop import ExitCode


@click.command(cls=ChineseCommand)
@demonstration_option
def command(*, demonstration: bool) -> int:
    """检查网站的设置是否安全。有不能对外开放的问题时退出码为 1。"""
    set_up(demonstration=demonstration)
    from duixian.office.config.safety import unsafe  # noqa: PLC0415 - the site is set up first

    found = sorted(unsafe(), key=lambda each: not each.grave)
    for each in found:
        click.echo(f"{'不安全' if each.grave else '提醒'}：{each.what}\n　　办法：{each.advice}")
    grave = sum(each.grave for each in found)
    if not found:
        click.echo("没有发现问题。")
    return ExitCode.FINDINGS if grave else ExitCode.FINE
