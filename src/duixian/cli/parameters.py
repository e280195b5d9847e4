"""Kinds of arguments and options that several commands take, with errors in Chinese."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
SIZE = re.compile(r"[1-9][0-9]{0,5}(\.[0-9]{1,3})?[MG]I?B")
MOST_ROWS = 10**9
"""More rows than any table has."""
MASTER = re.compile(r"local(\[(\*|[0-9]+)(, *[0-9]+)?\])?|yarn|(spark|k8s)://\S+")
Function = TypeVar("Function", bound=Callable[..., Any])


class Day(click.ParamType[date, str | date]):
    """A day written 2022-06-30."""

    name = "日期"

    def convert(
        self, value: str | date, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """The day; a usage error for anything else."""
        if isinstance(value, date):
            return value
        if not DAY.fullmatch(value):
            self.fail(f"「{value}」不是日期，应写成 2022-06-30 的样子", param, ctx)
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"日历上没有「{value}」这一天", param, ctx)


class FilePath(click.ParamType[Path, str | Path]):
    """A path; whether it exists is for the command to say."""

    name = "文件"

    def convert(
        self, value: str | Path, param: click.Parameter | None, ctx: click.Context | None
    ) -> Path:
        """The path as given, with ~ for the home folder; a usage error where there is none."""
        try:
            return Path(value).expanduser()
        except RuntimeError:  # no such user
            self.fail(f"「{value}」中的 ~ 不知道是哪个文件夹，请写完整路径", param, ctx)


class Size(click.ParamType[str, str]):
    """An amount of memory written 2GB or 500 MB."""

    name = "大小"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The amount without blanks; a usage error for anything else."""
        plain = value.replace(" ", "").upper()
        if plain and not SIZE.fullmatch(plain):
            self.fail(f"「{value}」不是内存的大小，应写成 2GB 或 500MB 的样子", param, ctx)
        return plain


class Master(click.ParamType[str, str]):
    """Where Spark runs, as Spark writes it."""

    name = "地址"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The address as given; a usage error for what Spark would not understand."""
        if value and not MASTER.fullmatch(value):
            likes = "spark://主机:7077、yarn、k8s://地址 或 local[2]"
            self.fail(f"「{value}」不是 Spark 集群的地址，应像 {likes}", param, ctx)
        return value


class Number(click.ParamType[int, str | int]):
    """A whole number within bounds."""

    name = "数"

    def __init__(self, least: int, most: int) -> None:
        self.least = least
        self.most = most

    def convert(
        self, value: str | int, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        """The number; a usage error for anything else."""
        text = str(value).replace(",", "").replace("_", "")
        if not (text.isascii() and text.isdigit() and self.least <= int(text) <= self.most):
            self.fail(f"「{value}」应为 {self.least} 到 {self.most} 的整数", param, ctx)
        return int(text)


class Word(click.ParamType[str, str]):
    """One of a few words."""

    name = "选项"

    def __init__(self, *words: str) -> None:
        self.words = words

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The word; a usage error for any other."""
        if value not in self.words:
            self.fail(f"「{value}」不在可选的 {'、'.join(self.words)} 之中", param, ctx)
        return value


def tolerate_option(function: Function) -> Function:
    """`--tolerate`: go on without so many rows."""
    return click.option(
        "--tolerate",
        type=Number(0, MOST_ROWS),
        default=0,
        metavar="行数",
        help="最多退回这么多行有错的数据，连同它们的企业放到一边；不写则一行也不退。",
    )(function)


def on_option(function: Function) -> Function:
    """`--on`: the day of assessment."""
    text = "按这一天评估；不写则为今天。"
    return click.option("--on", "on", type=Day(), metavar="日期", help=text)(function)


def library_option(function: Function) -> Function:
    """`--library`: policies of one's own."""
    return click.option(
        "--library",
        "library_paths",
        type=FilePath(),
        multiple=True,
        metavar="文件夹",
        help="再加上自己的政策文件夹；可写多次。",
    )(function)


def json_option(function: Function) -> Function:
    """`--json`: for programs."""
    return click.option("--json", "as_json", is_flag=True, help="输出 JSON，供程序使用。")(function)


def policy_option(function: Function) -> Function:
    """`--policy`: only these policies."""
    return click.option(
        "--policy",
        "policies",
        multiple=True,
        metavar="文号",
        help="只看这份政策（文号或其中唯一的一段）；可写多次。",
    )(function)


def workbook_argument(function: Function) -> Function:
    """The workbook of firms."""
    return click.argument(
        "workbook", type=FilePath(), metavar="工作簿", help="企业数据（.xlsx）。"
    )(function)


def stage_option(function: Function) -> Function:
    """`--stage`: declared, verified or accepted figures."""
    return click.option(
        "--stage",
        type=Word("申报", "核定", "验收"),
        default="申报",
        metavar="口径",
        help="投资额用哪个数：申报（不写时）、核定、验收。",
    )(function)


def history_option(function: Function) -> Function:
    """`--without-history`: go on although past awards are not known."""
    return click.option(
        "--without-history",
        is_flag=True,
        help="没有奖补历史表也评估；用到历史的结论为缺资料。",
    )(function)


def region_option(function: Function) -> Function:
    """`--region`: only the policies of one place."""
    return click.option(
        "--region", default="", metavar="地区", help="只按这个地区的政策（区名或行政区划代码）。"
    )(function)
