"""The list of commands; a command's module is imported only when it runs."""

from collections.abc import Mapping
from importlib import import_module

import click

from duixian.cli.help import ChineseCommand, write_pairs
from duixian.cli.stop import PipeClosedError
from duixian.cli.usage import nearest

COMMANDS = {
    "check": "检查政策文件：语法、单位、引用、案例、覆盖",
    "assess": "按政策评估工作簿里的企业：能得多少、为什么",
    "explain": "逐条说明一家企业的结论",
    "policies": "列出政策，以及某一天由哪份文件管",
    "show": "用白话显示一条措施",
    "diff": "比较两份政策的措施",
    "verify": "核对引用的条款是否在官方原文中",
    "coverage": "核对原文中的每个金额是否都有措施或说明",
    "pins": "列出原文各条款的指纹",
    "facts": "列出词汇表：对象、事实、单位、来源",
    "template": "写出待填写的企业数据工作簿",
    "standards": "写出扶持标准一览表",
    "schema": "输出政策文件的 JSON Schema（供编辑器使用）",
    "demo": "评估示例企业，写出带说明的报告",
    "synth": "写出虚构的企业数据，规模任选，供试用和测速",
    "match": "一次比对全部企业和全部措施，结果写成文件夹",
    "compare": "同一批企业、两个版本的政策：各要多少钱，谁增加，谁减少",
    "year": "一个资金的年度：预算、目标、评分的数字和勾稽",
    "office": "网站：打开、检查、备份、核对审计记录",
}


class Commands(ChineseCommand, click.Group):
    """All commands by name, in the order in which one meets them.

    `listing` are names and explanations; the module of a command is named `prefix` and its name.
    """

    listing: Mapping[str, str] = COMMANDS
    prefix = ""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The names of all commands."""
        return list(self.listing)

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002 - click's signature
        cmd_name: str,
    ) -> click.Command | None:
        """The command of that name, imported now."""
        if cmd_name not in self.listing:
            return None
        command = import_module(f"duixian.cli.{self.prefix}{cmd_name}").command
        return command if isinstance(command, ChineseCommand) else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the arguments name; a misspelt one is answered with the nearest."""
        if args[0] not in self.listing and not args[0].startswith("-"):
            ctx.fail(f"没有命令 {args[0]}。{nearest(args[0], list(self.listing))}")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; click itself would end the interpreter when a reader leaves early."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError as gone:
            raise PipeClosedError from gone

    def format_commands(
        self,
        ctx: click.Context,  # noqa: ARG002 - click's signature
        formatter: click.HelpFormatter,
    ) -> None:
        """The table of commands, without importing them."""
        write_pairs(formatter, "命令", list(self.listing.items()))


def _print_version(
    ctx: click.Context,
    _: click.Parameter,
    value: bool,  # noqa: FBT001 - click's signature
) -> None:
    if value and not ctx.resilient_parsing:
        from importlib.metadata import version  # noqa: PLC0415 - 20 ms that --help need not pay

        click.echo(f"duixian {version('duixian')}")
        ctx.exit()


@click.group(cls=Commands, invoke_without_command=True)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_version,
    help="显示版本。",
)
@click.pass_context
def program(ctx: click.Context) -> None:
    """兑现：把产业政策的承诺变成有出处、可执行的规则。

    先写出数据模板并填好，再评估：
      duixian template 企业.xlsx
      duixian assess 企业.xlsx --on 2022-06-30 --html 报告.html
    """
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())
