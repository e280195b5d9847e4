"""Wrong usage, said in Chinese: what is wrong, what was probably meant, where the help is."""

from difflib import get_close_matches

import click
from click.types import BoolParamType


def usage_message(wrong: click.UsageError) -> str:
    """The message for a usage error, with the nearest word and a hint at the help."""
    command = wrong.ctx.command_path if wrong.ctx is not None else "duixian"
    return f"用法错误：{_reason(wrong)}\n用 {command} --help 查看用法。"


def _reason(wrong: click.UsageError) -> str:
    match wrong:
        case click.NoSuchOption():
            return f"没有选项 {wrong.option_name}。{did_you_mean(wrong.possibilities)}"
        case click.MissingParameter():
            return f"缺少{_parameter(wrong)}"
        case click.BadOptionUsage():
            is_flag = wrong.message.endswith("does not take a value.")
            return f"选项 {wrong.option_name} {'不带值' if is_flag else '缺少值'}。"
        case click.BadParameter(param=click.Option(type=BoolParamType(), envvar=variable)):
            return f"{_parameter(wrong)} 的环境变量 {variable} 应为 1 或 0。"
        case click.BadParameter():
            return f"{_parameter(wrong)} 不对：{wrong.message}"
        case click.BadArgumentUsage():
            return "参数的个数不对。"
        case _:
            return _translated(wrong)


def _parameter(wrong: click.BadParameter) -> str:
    parameter, context = wrong.param, wrong.ctx
    if parameter is None or context is None:
        return "参数"
    if isinstance(parameter, click.Option):
        return f"选项 {' / '.join(parameter.opts)}"
    return f"参数 {parameter.make_metavar(context)}"


def _translated(wrong: click.UsageError) -> str:
    """The few that carry a sentence only: our own, or click's about left-over arguments."""
    if wrong.message.startswith("Got unexpected extra argument"):
        extra = wrong.message.partition("(")[2].rpartition(")")[0]
        return f"多出了参数：{extra}"
    if wrong.message.startswith("Missing command"):
        return "没有写命令。"
    return wrong.message


def did_you_mean(names: list[str] | None) -> str:
    """`是不是 a 或 b？`, or nothing."""
    return f"是不是 {' 或 '.join(names)}？" if names else ""


def nearest(name: str, known: list[str]) -> str:
    """`是不是 …？` with the known names closest to a misspelt one, or nothing."""
    return did_you_mean(get_close_matches(name, known, n=2, cutoff=0.5))
