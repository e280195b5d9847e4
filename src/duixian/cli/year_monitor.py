"""`duixian year monitor`: how far targets, spending and the plan are on a day."""

import json
from collections import Counter
from datetime import date
from pathlib import Path

import click

from duixian.cli.console import output
from duixian.cli.help import ChineseCommand
from duixian.cli.parameters import Day, json_option, library_option
from duixian.cli.stop import ExitCode, StopError
from duixian.cli.year_inputs import book_or_stop, year_argument
from duixian.cli.year_tables import as_data, print_table


@click.command(cls=ChineseCommand)
@year_argument
@click.option("--as-of", type=Day(), metavar="日期", help="截至哪一天；不写为数据里最晚的一天。")
@library_option
@json_option
def command(
    year: str, as_of: date | None, library_paths: tuple[Path, ...], *, as_json: bool
) -> None:
    """年中监控：逐个目标、逐个政策项、逐个环节，计划、实际、趋势和灯。

    没有测得的为未知，不算绿灯。规则见 docs/reference/year.md。
    例：duixian year monitor demo-2022 --as-of 2022-06-30
    """
    from duixian.fund.performance.measured import latest_day  # noqa: PLC0415 - help need not wait
    from duixian.fund.tables.monitored import monitoring_tables  # noqa: PLC0415 - the same

    book = book_or_stop(year, library_paths)
    day = as_of or latest_day(book)
    if day is None:
        advice = "用 --as-of 写明截至哪一天，或先填 actuals、spending"
        raise StopError("这一年还没有任何实际值、支出或完成日", ExitCode.USAGE, advice)
    found = monitoring_tables(book, day)
    if as_json:
        click.echo(json.dumps([as_data(each) for each in found], ensure_ascii=False, indent=2))
        return
    lights: Counter[str] = Counter()
    for table in found:
        if table.rows:
            print_table(table)
        at = [column.name for column in table.columns].index("灯")
        lights.update(row.cells[at].text for row in table.rows)
    counts = "，".join(f"{light} {number}" for light, number in lights.most_common())
    output().print(f"截至 {day}：{counts or '没有目标、政策项和计划'}。", markup=False)
