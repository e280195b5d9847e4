"""`duixian year`: one year of one fund."""

import click

from duixian.cli.group import Commands

YEAR_COMMANDS = {
    "new": "由上年建立下一年的年度文件夹",
    "check": "检查年度文件夹，并做全部勾稽",
    "show": "列出这一年的表，或显示其中一张",
    "forecast": "预测全年的资金需求：分布、各月、限额之外、改动的影响",
    "monitor": "年中监控：目标、支出、计划到了哪一步",
    "papers": "写出这一年的文件：评审报告、附件、各种表",
    "evaluate": "年终自评：按规则打分，并提出下年的目标和上限",
    "compare": "比较两个年度或两个版本：变了多少，为什么",
    "why": "说明表里的一个数由什么组成",
}


class YearCommands(Commands):
    """The commands of a year."""

    listing = YEAR_COMMANDS
    prefix = "year_"


@click.group(cls=YearCommands, name="year", invoke_without_command=True)
@click.pass_context
def command(ctx: click.Context) -> None:
    """一个资金的一年：每个数字都由数据推出，每处勾稽都检查。

    年度写文件夹的路径，或自带示例的名称 minhang-2022、jiading-2024、minhang-2019，
    或示意的 demo-2022（全部虚构，监控和自评的数据都有）：
      duixian year check minhang-2022
      duixian year why minhang-2022 表3 6 申报金额
    """
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())
