"""`duixian office administrator`: the first person of a district, who enrols all others."""

import click

from duixian.cli.help import ChineseCommand
from duixian.cli.inputs import today
from duixian.cli.office_start import demonstration_option, start
from duixian.cli.stop import ExitCode, StopError


@click.command(cls=ChineseCommand)
@demonstration_option
@click.option("--region", required=True, metavar="代码", help="六位行政区划代码。")
@click.option("--organisation", required=True, metavar="名称", help="区经委的名称。")
@click.option("--name", required=True, metavar="姓名", help="他的姓名。")
@click.argument("username", metavar="登录名")
def command(
    *, demonstration: bool, region: str, organisation: str, name: str, username: str
) -> None:
    """开出一个区的第一个管理员账号，显示初始密码；其他人由管理员在网页上开户。"""
    if len(region) != len("310112") or not region.isdigit():
        raise StopError(f"地区 {region} 应是六位行政区划代码", ExitCode.USAGE)
    start(demonstration=demonstration)
    from duixian.office.common.actor import System  # noqa: PLC0415 - the site is set up first
    from duixian.office.common.answers import RefusedError  # noqa: PLC0415 - the same
    from duixian.office.people.enums import OrganisationKind, Role  # noqa: PLC0415 - the same
    from duixian.office.people.services.enrol import Place, enrol  # noqa: PLC0415 - the same

    place = Place(region, OrganisationKind.COMMISSION, organisation)
    try:
        role = Role.ADMINISTRATOR
        password = enrol(System(), username, name, place=place, role=role, since=today())
    except RefusedError as refused:
        raise StopError(refused.answer.because, ExitCode.USAGE) from refused
    click.echo(f"已开户：{username}，初始密码 {password}（只显示这一次）")
