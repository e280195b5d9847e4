"""`duixian office run`: the site and its jobs worker, served until they are stopped."""

import click

from duixian.cli.help import ChineseCommand
from duixian.cli.office_start import demonstration_option, migrate, prepare
from duixian.cli.parameters import Number
from duixian.cli.stop import ExitCode, StopError

ADDRESS = "127.0.0.1"


@click.command(cls=ChineseCommand)
@demonstration_option
@click.option("--port", default=8000, type=Number(1, 65535), metavar="端口", help="不写为 8000。")
def command(*, demonstration: bool, port: int) -> None:
    """打开网站和后台作业，按 Ctrl-C 一起关闭。第一次运行时建立数据库。

    只听本机地址；对外开放请在前面放反向代理并启用 TLS。
    """
    migrate(demonstration=demonstration)
    from duixian.office.config.serving import refuse_taken, serve  # noqa: PLC0415 - set up first

    try:
        refuse_taken(ADDRESS, port)
    except OSError as taken:
        raise StopError(
            f"端口 {port} 不能用，可能已被别的程序占用",
            ExitCode.FILE,
            "用 --port 换一个端口，如 make run PORT=8001",
        ) from taken
    prepare(demonstration=demonstration)
    click.echo(f"http://{ADDRESS}:{port}  （Ctrl-C 关闭）")
    serve(ADDRESS, port)
