"""`duixian year forecast`: what a year will need, as a distribution, and what a ceiling leaves."""

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from duixian.cli.console import output
from duixian.cli.forecasting import Asked, Shown, ask
from duixian.cli.help import ChineseCommand
from duixian.cli.inputs import today
from duixian.cli.parameters import Day, FilePath, json_option, library_option
from duixian.cli.stop import ExitCode, StopError
from duixian.cli.year_inputs import book_or_stop, year_argument
from duixian.cli.year_tables import print_table

if TYPE_CHECKING:
    from duixian.fund.forecast.outlook import Forecast


class Seed(click.ParamType[int, str | int]):
    """A whole number from 0 on."""

    name = "整数"

    def convert(
        self, value: str | int, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        """The number; a usage error for anything else."""
        if isinstance(value, int):
            return value
        if not (value.isascii() and value.isdigit()):
            self.fail(f"「{value}」不是整数，应写成 1 的样子", param, ctx)
        return int(value)


class Money(click.ParamType[int, str | int]):
    """A sum with its unit."""

    name = "金额"

    def convert(
        self, value: str | int, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        """The sum in fen; a usage error for anything else."""
        from duixian.fund.reading.grid import Refused, money  # noqa: PLC0415 - help need not wait

        if isinstance(value, int):
            return value
        try:
            return money(value)
        except Refused as no:
            self.fail(f"「{value}」{no.what}，应写成 1.9亿元 的样子", param, ctx)


@click.command(cls=ChineseCommand)
@year_argument
@click.option("--as-of", type=Day(), metavar="日期", help="按这一天的账预测；不写则为今天。")
@click.option("--ceiling", type=Money(), metavar="金额", help="限额；不写则为当年批复总额。")
@click.option(
    "--set",
    "changes",
    multiple=True,
    metavar="改动",
    help="如 “5号 7.1 比例=8%”、“通过率 评审=80%”；可写多次。",
)
@click.option("--firms", type=FilePath(), metavar="工作簿", help="再计入这些企业按规则可得的。")
@click.option("--seed", type=Seed(), default=1, metavar="整数", help="模拟的种子。")
@click.option("--why", metavar="编码", help="说明一行的期望由什么组成（编码、序号或合计）。")
@library_option
@json_option
def command(  # noqa: PLR0913, PLR0917 - one parameter an option
    year: str,
    as_of: date | None,
    ceiling: int | None,
    changes: tuple[str, ...],
    firms: Path | None,
    seed: int,
    why: str | None,
    library_paths: tuple[Path, ...],
    *,
    as_json: bool,
) -> None:
    """预测一年的资金需求：各明细的期望、P50、P80、P95，各月累计，限额之外的。

    例：duixian year forecast minhang-2019 --as-of 2019-05-31
      duixian year forecast minhang-2022 --set "5号 7.1 比例=8%" --ceiling 1.9亿元
    """
    book = book_or_stop(year, library_paths)
    shown = ask(book, Asked(year, as_of or today(), ceiling, changes, firms, seed))
    if why is not None:
        _explain(shown.after or shown.made, why)
    elif as_json:
        from duixian.cli.forecast_data import data_of  # noqa: PLC0415 - help need not wait

        click.echo(json.dumps(data_of(shown), ensure_ascii=False, indent=2))
    else:
        _print(shown)


def _print(shown: Shown) -> None:
    for table in shown.tables():
        print_table(table)
    for sentence in shown.sentences():
        output().print(sentence, markup=False, style="yellow", soft_wrap=True)


def _explain(made: "Forecast", code: str) -> None:
    from duixian.fund.wording import lines_of  # noqa: PLC0415 - help need not wait

    found = made.of(code)
    if found is None:
        known = "、".join(each.code for each in made.rows)
        raise StopError(f"没有「{code}」这一行", ExitCode.USAGE, f"有 {known}")
    for depth, line in lines_of(found.expected[1]):
        output().print(f"{'  ' * depth}{line}", markup=False, soft_wrap=True)
