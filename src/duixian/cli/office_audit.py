"""`duixian office audit`: the log of who did what."""

import click

from duixian.cli.group import Commands

AUDIT_COMMANDS = {
    "verify": "从第一条起核对，指出被改、缺失、换了位置的记录",
    "seal": "给今天的链末签名",
}


class AuditCommands(Commands):
    """The commands of the audit log."""

    listing = AUDIT_COMMANDS
    prefix = "office_audit_"


@click.group(cls=AuditCommands, name="audit", invoke_without_command=True)
@click.pass_context
def command(ctx: click.Context) -> None:
    """审计记录只能追加，逐条相连；改动、缺失、换位都查得出来。"""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())
