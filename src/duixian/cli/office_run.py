"""`duixian office run`: the site, served until it is stopped."""

import click

from duixian.cli.help import ChineseCommand
from duixian.cli.inputs import today
from duixian.cli.office_start import demonstration_option, start

ADDRESS = "127.0.0.1"


@click.command(cls=ChineseCommand)
@demonstration_option
@click.option("--port", default=8000, type=click.IntRange(1, 65535), help="端口。")
def command(*, demonstration: bool, port: int) -> None:
    """打开网站，按 Ctrl-C 关闭。第一次运行时建立数据库。

    只听本机地址；对外开放请在前面放反向代理并启用 TLS。
    """
    start(demonstration=demonstration)
    if demonstration:
        from duixian.office.library.demonstration import stock  # noqa: PLC0415 - set up first
        from duixian.office.people.demonstration import settle  # noqa: PLC0415 - the same

        settle()
        stock()
    else:
        from duixian.office.library.services.lay_foundation import (  # noqa: PLC0415 - the same
            lay_foundation,
        )

        lay_foundation(today())
    from granian.constants import Interfaces  # noqa: PLC0415 - help need not wait
    from granian.server import Server  # noqa: PLC0415 - the same

    click.echo(f"http://{ADDRESS}:{port}  （Ctrl-C 关闭）")
    target = "duixian.office.config.wsgi:application"
    Server(target, address=ADDRESS, port=port, interface=Interfaces.WSGI).serve()
