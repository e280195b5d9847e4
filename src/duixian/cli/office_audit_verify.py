"""`duixian office audit verify`: every row that is not as it was written."""

import click

from duixian.cli.help import ChineseCommand
from duixian.cli.office_start import demonstration_option, start
from duixian.cli.stop import ExitCode


@click.command(cls=ChineseCommand)
@demonstration_option
def command(*, demonstration: bool) -> int:
    """核对全部审计记录。有问题时退出码为 1，并逐条指出。"""
    start(demonstration=demonstration)
    from duixian.office.audit.models import Entry  # noqa: PLC0415 - the site has to be set up first
    from duixian.office.audit.services.verify import is_there, verify  # noqa: PLC0415 - the same

    faults = list(verify())
    for fault in faults:
        click.echo(fault.what)
    found = f"{len(faults)} 处不符" if faults else "全部相符"
    click.echo(f"共 {Entry.objects.count() if is_there(Entry) else 0} 条，{found}。")
    return ExitCode.FINDINGS if faults else ExitCode.FINE
