"""`duixian synth`: an invented district of any size."""

import re
from fractions import Fraction
from pathlib import Path

import click

from duixian.cli.console import busy, output, plain_table
from duixian.cli.failures import os_message
from duixian.cli.help import ChineseCommand
from duixian.cli.inputs import library_or_stop
from duixian.cli.parameters import FilePath, Number, Word
from duixian.cli.stop import ExitCode, StopError

LARGEST, LARGEST_WORKBOOK = 10_000_000, 20_000
LARGEST_SEED = 2**31 - 1
SHARE = re.compile(r"(\d{1,2}(?:\.\d{1,4})?)%")


class Share(click.ParamType[Fraction, str | Fraction]):
    """A percentage below 100, written with its sign."""

    name = "比例"

    def convert(
        self, value: str | Fraction, param: click.Parameter | None, ctx: click.Context | None
    ) -> Fraction:
        """The share; a usage error for anything else."""
        if isinstance(value, Fraction):
            return value
        found = SHARE.fullmatch(value)
        if found is None:
            self.fail(f"「{value}」不是比例，应写成 5% 的样子，不到 100%", param, ctx)
        return Fraction(found[1]) / 100


@click.command(cls=ChineseCommand)
@click.option(
    "--firms", type=Number(1, LARGEST), required=True, metavar="家数", help="多少家企业。"
)
@click.option(
    "--seed",
    type=Number(0, LARGEST_SEED),
    default=1,
    metavar="种子",
    help="同一种子写出同样的数据；不写为 1。",
)
@click.option(
    "--missing",
    type=Share(),
    default="0%",
    metavar="比例",
    help="非必填的事实有这么大比例留空（不知道）；不写为 0%。",
)
@click.option("--out", type=FilePath(), required=True, metavar="文件夹", help="写到哪个新文件夹。")
@click.option(
    "--format",
    "form",
    type=Word("parquet", "csv", "xlsx"),
    default="parquet",
    metavar="格式",
    help="parquet（不写时）、csv，或 xlsx（最多 20000 家）。",
)
def command(firms: int, seed: int, missing: Fraction, out: Path, form: str) -> None:
    """写出一个虚构的区：企业、称号、项目、租赁、往年奖补，数量依照闵行 2022 年度资金的各表。

    两万家企业时件数与表中相同，更多或更少时按比例；企业名称和代码都是编造的。
    """
    from duixian.intake.synthetic.plan import district  # noqa: PLC0415 - the database: --help need not wait for it
    from duixian.intake.synthetic.writing import Form, write  # noqa: PLC0415 - the same
    from duixian.matching.folder import whole_folder  # noqa: PLC0415 - the same

    if form == Form.WORKBOOK and firms > LARGEST_WORKBOOK:
        message = f"工作簿最多放 {LARGEST_WORKBOOK} 家企业，这里是 {firms} 家"
        raise StopError(message, ExitCode.USAGE, "减少家数，或用 --format parquet")
    vocabulary = library_or_stop().vocabulary
    try:
        with whole_folder(out) as folder, busy("写出"):
            plan = district(firms, seed, missing)
            counts = write(plan, vocabulary, folder, Form(form))
    except OSError as failure:
        failure.filename = None
        advice = "换一个新文件夹，放在有写权限、有空间的位置"
        message = f"写不出 {out}：{os_message(failure)}"
        raise StopError(message, ExitCode.FILE, advice) from failure
    table = plain_table("表", ">行")
    for name, count in counts.items():
        table.add_row(name, str(count))
    output().print(table)
    output().print(f"已写出 {out}，数据截至 {plan.day}：评估时写 --on {plan.day}", soft_wrap=True)
