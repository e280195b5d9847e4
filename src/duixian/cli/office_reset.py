"""`duixian office reset`: a new first password for somebody whom no single district may reset."""

import click

from duixian.cli.help import ChineseCommand
from duixian.cli.office_start import demonstration_option, start
from duixian.cli.stop import ExitCode, StopError


@click.command(cls=ChineseCommand)
@demonstration_option
@click.argument("username", metavar="登录名")
def command(*, demonstration: bool, username: str) -> None:
    """重置一个账号的登录，显示新的初始密码；用于在几个区都有岗位的人，其他人由本区管理员在网页上重置。"""
    start(demonstration=demonstration)
    from duixian.office.common.actor import System  # noqa: PLC0415 - the site is set up first
    from duixian.office.people.models import User  # noqa: PLC0415 - the same
    from duixian.office.people.selectors import regions_of  # noqa: PLC0415 - the same
    from duixian.office.people.services.enrol import reset_access  # noqa: PLC0415 - the same

    user = User.objects.filter(username=username).first()
    if user is None:
        raise StopError(f"没有登录名为 {username} 的账号", ExitCode.USAGE)
    password = reset_access(System(), user, *regions_of(user))
    click.echo(f"已重置：{username}，初始密码 {password}（只显示这一次）")
