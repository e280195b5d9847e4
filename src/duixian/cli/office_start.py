"""Sets the site up for a command, or ends with what its environment lacks."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import click

from duixian.cli.inputs import today
from duixian.cli.stop import ExitCode, StopError

demonstration_option = click.option(
    "--demonstration",
    is_flag=True,
    envvar="DUIXIAN_DEMONSTRATION",
    help="演示：虚构的人员，密码公开，只能在本机打开。",
)


def start(*, demonstration: bool) -> None:
    """The site is ready and its tables are of this version; StopError says what is missing."""
    set_up(demonstration=demonstration)
    from duixian.office.config.safety import is_migrated  # noqa: PLC0415 - set up first

    with _database():
        if not is_migrated():
            what = "数据库的表不是这个版本的"
            raise StopError(what, ExitCode.FILE, "先备份，再 duixian office migrate")


def migrate(*, demonstration: bool) -> None:
    """The site is ready and its tables are brought up to this version."""
    set_up(demonstration=demonstration)
    from django.core.management import call_command  # noqa: PLC0415 - help need not wait

    with _database():
        call_command("migrate", verbosity=0, interactive=False)


@contextmanager
def _database() -> Iterator[None]:
    from django.db import DatabaseError  # noqa: PLC0415 - help need not wait

    try:
        yield
    except DatabaseError as wrong:
        raise StopError(
            f"数据库不能用：{wrong}", ExitCode.FILE, "检查 DUIXIAN_DATABASE 和数据库是否已启动"
        ) from wrong


def prepare(*, demonstration: bool) -> None:
    """Files of the pages, and what the tables hold from the first day on; all that is invented."""
    from django.core.management import call_command  # noqa: PLC0415 - the site is set up first

    call_command("collectstatic", verbosity=0, interactive=False)
    if demonstration:
        from duixian.office.config.demonstration import settle  # noqa: PLC0415 - set up first

        settle(lambda what: click.echo(f"准备{what}……", err=True))
    else:
        from duixian.office.library.services.lay_foundation import (  # noqa: PLC0415 - the same
            lay_foundation,
        )

        lay_foundation(today())


def set_up(*, demonstration: bool) -> None:
    """The site is ready, its database is left as it is; StopError says what is missing."""
    if demonstration:
        os.environ["DUIXIAN_DEMONSTRATION"] = "1"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "duixian.office.config.settings")
    import django  # noqa: PLC0415 - the environment comes first, and help need not wait
    from django.core.exceptions import ImproperlyConfigured  # noqa: PLC0415 - the same

    try:
        django.setup()
        from django.conf import settings  # noqa: PLC0415 - the same

        settings.DUIXIAN_DATA.mkdir(mode=0o700, parents=True, exist_ok=True)
    except ImproperlyConfigured as wrong:
        advice = "只想看看时：duixian office run --demonstration"
        raise StopError(str(wrong), ExitCode.USAGE, advice) from wrong
