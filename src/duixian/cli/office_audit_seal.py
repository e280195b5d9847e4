"""`duixian office audit seal`: the end of the chain, signed for today."""

import click

from duixian.cli.help import ChineseCommand
from duixian.cli.office_start import demonstration_option, start
from duixian.cli.stop import ExitCode, StopError


@click.command(cls=ChineseCommand)
@demonstration_option
def command(*, demonstration: bool) -> None:
    """给今天的链末签名，一天一次；请每天定时运行，并把输出另存一份。"""
    start(demonstration=demonstration)
    from django.utils import timezone  # noqa: PLC0415 - the site has to be set up first

    from duixian.office.audit.services.seal import KeyUnusableError, seal  # noqa: PLC0415 - the same

    try:
        made = seal(timezone.localdate())
    except KeyUnusableError as wrong:
        advice = "openssl rand -base64 32；已有的签名要用原来的密钥核对"
        raise StopError(str(wrong), ExitCode.USAGE, advice) from wrong
    click.echo(f"{made.day} 至第 {made.number} 条 {made.digest or '（还没有记录）'}")
    click.echo(f"签名 {made.signature}")
