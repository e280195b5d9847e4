"""Help pages in Chinese: headings, and texts as they were written, line by line."""

import inspect
import unicodedata
from collections.abc import Sequence

import click

WIDEST = 28
"""Columns that a name may take before its explanation moves to the next line."""


def write_pairs(
    formatter: click.HelpFormatter, heading: str, pairs: Sequence[tuple[str, str]]
) -> None:
    """A heading, and names with their explanations, aligned by what a screen shows."""
    formatter.write(f"\n{heading}：\n")
    column = min(WIDEST, max(columns(name) for name, _ in pairs))
    for name, text in pairs:
        gap = column - columns(name)
        between = " " * (gap + 2) if gap >= 0 else "\n" + " " * (column + 4)
        said = text.replace("  [required]", "必填。")
        formatter.write(f"  {name}{between}{said}\n")


def columns(text: str) -> int:
    """How many columns of a screen a text takes; a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in text)


class ChineseCommand(click.Command):
    """A command whose help page is Chinese throughout."""

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """`--help` with a Chinese explanation."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "显示本页。"
        return option

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """`用法：duixian assess 工作簿 [选项]`."""
        arguments = [
            piece
            for parameter in self.get_params(ctx)
            if isinstance(parameter, click.Argument)
            for piece in parameter.get_usage_pieces(ctx)
        ]
        if isinstance(self, click.Group):
            arguments.append("命令")
        formatter.write(f"用法：{ctx.command_path} {' '.join([*arguments, '[选项]'])}\n")

    def format_help_text(
        self,
        ctx: click.Context,  # noqa: ARG002 - click's signature
        formatter: click.HelpFormatter,
    ) -> None:
        """The docstring, unwrapped: Chinese has no blanks to wrap at."""
        text = inspect.cleandoc(self.help or "")
        formatter.write(
            "\n" + "".join(f"  {line}\n" if line else "\n" for line in text.splitlines())
        )

    def format_arguments(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The arguments and what they mean."""
        arguments = [one for one in self.get_params(ctx) if isinstance(one, click.Argument)]
        if arguments:
            write_pairs(formatter, "参数", [one.get_help_record(ctx) for one in arguments])

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options and what they mean."""
        records = (
            one.get_help_record(ctx)
            for one in self.get_params(ctx)
            if not isinstance(one, click.Argument)
        )
        write_pairs(formatter, "选项", [record for record in records if record is not None])
        if isinstance(self, click.Group):
            self.format_commands(ctx, formatter)
