"""`duixian office`: the site and what its keeper does."""

import click

from duixian.cli.group import Commands

OFFICE_COMMANDS = {
    "run": "打开网站和后台作业",
    "work": "只办理后台作业",
    "migrate": "建立或升级数据库的表",
    "administrator": "开出一个区的第一个账号",
    "reset": "重置几个区共用的账号",
    "check": "检查设置是否安全",
    "backup": "备份全部资料",
    "restore": "从备份恢复",
    "audit": "审计记录：核对、签名",
}


class OfficeCommands(Commands):
    """The commands of the site."""

    listing = OFFICE_COMMANDS
    prefix = "office_"


@click.group(cls=OfficeCommands, name="office", invoke_without_command=True)
@click.pass_context
def command(ctx: click.Context) -> None:
    """网站：打开、检查、核对审计记录。

    设置由环境变量给出：DUIXIAN_SECRET、DUIXIAN_AUDIT_KEY、DUIXIAN_HOSTS、DUIXIAN_DATABASE、DUIXIAN_DATA。
      duixian office run --demonstration
      duixian office audit verify
    """
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())
