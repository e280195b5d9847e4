"""`duixian demo`: assesses invented firms and writes the explained reports."""

from datetime import date
from pathlib import Path

import click

from duixian.cli.assessing import Question, assess_all
from duixian.cli.choosing import policies_named
from duixian.cli.console import output
from duixian.cli.help import ChineseCommand
from duixian.cli.inputs import library_or_stop, register_or_stop
from duixian.cli.output import replacing
from duixian.cli.parameters import FilePath
from duixian.cli.reports import write_reports
from duixian.cli.summary import print_measures
from duixian.intake.demonstration import demonstration
from duixian.intake.workbook.template import write_template

DAY = date(2022, 6, 30)
DISTRICTS = ("闵行", "青浦")


@click.command(cls=ChineseCommand)
@click.option(
    "--out",
    type=FilePath(),
    default="build/demo",
    metavar="文件夹",
    help="写到哪里；不写为 build/demo。",
)
def command(out: Path) -> None:
    """评估自带的示例企业（均为虚构）：闵行、青浦两区的政策，2022 年 6 月 30 日。

    写出示例工作簿，每个区一份网页报告和一份表格报告。
    """
    console = output()
    library = library_or_stop()
    out.mkdir(parents=True, exist_ok=True)
    workbook = out / "示例企业.xlsx"
    with replacing(workbook) as temporary:
        write_template(temporary, library.vocabulary, demonstration(library.vocabulary))
    register = register_or_stop(workbook, library.vocabulary)
    written = [workbook]
    for district in DISTRICTS:
        question = Question(DAY, policies=policies_named(library, (), district))
        firms = [
            code
            for code, firm in register.records.firms.items()
            if firm.values.get("税务登记地") == f"{district}区"
        ]
        assessments = assess_all(library, register, firms, question)
        console.print(f"\n{district}区，{DAY}，{len(firms)} 家示例企业", style="bold")
        print_measures(console, assessments, library)
        html, xlsx = out / f"{district}区.html", out / f"{district}区.xlsx"
        written += write_reports(assessments, library, register, html=html, xlsx=xlsx)
    console.print("\n已写出：")
    for path in written:
        console.print(f"  {path}", soft_wrap=True)
