"""Sets the site up for a command, or ends with what its environment lacks."""

import os

import click

from duixian.cli.stop import ExitCode, StopError

demonstration_option = click.option(
    "--demonstration", is_flag=True, help="演示：虚构的人员，密码公开，只能在本机打开。"
)


def start(*, demonstration: bool) -> None:
    """The site is ready and its tables are there; StopError says what is missing or unsafe."""
    if demonstration:
        os.environ["DUIXIAN_DEMONSTRATION"] = "1"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "duixian.office.config.settings")
    import django  # noqa: PLC0415 - the environment comes first, and help need not wait
    from django.core.exceptions import ImproperlyConfigured  # noqa: PLC0415 - the same
    from django.core.management import call_command  # noqa: PLC0415 - the same
    from django.db import DatabaseError  # noqa: PLC0415 - the same

    try:
        django.setup()
        from django.conf import settings  # noqa: PLC0415 - the same

        settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
        call_command("migrate", verbosity=0, interactive=False)
    except ImproperlyConfigured as wrong:
        advice = "只想看看时：duixian office run --demonstration"
        raise StopError(str(wrong), ExitCode.USAGE, advice) from wrong
    except DatabaseError as wrong:
        raise StopError(
            f"数据库不能用：{wrong}", ExitCode.FILE, "检查 DUIXIAN_DATABASE 和数据库是否已启动"
        ) from wrong
