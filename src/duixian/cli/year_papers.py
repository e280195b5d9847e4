"""`duixian year papers`: the official papers of a year, from its data alone."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from duixian.cli.console import output, remarks
from duixian.cli.failures import os_message
from duixian.cli.help import ChineseCommand
from duixian.cli.output import write_bytes
from duixian.cli.parameters import FilePath, library_option
from duixian.cli.stop import ExitCode, StopError
from duixian.cli.usage import nearest
from duixian.cli.year_inputs import book_or_stop, year_argument
from duixian.rulebook.problems import Severity

if TYPE_CHECKING:
    from duixian.fund.work.book import Book
    from duixian.paper.year.paper import Paper

FORMATS = ("docx", "pdf", "xlsx")


@click.command(cls=ChineseCommand)
@year_argument
@click.option("--out", type=FilePath(), required=True, metavar="文件夹", help="写到哪里。")
@click.option(
    "--paper",
    "names",
    multiple=True,
    metavar="名称",
    help="只写这一种，可以多次给出；不写则写全部。",
)
@click.option(
    "--format",
    "formats",
    default=",".join(FORMATS),
    metavar="格式",
    help="docx、pdf、xlsx，用逗号隔开；不写则全部，xlsx 只有表。",
)
@click.option("--replace", is_flag=True, help="已有同名的文件就换掉；不写则一个也不写。")
@library_option
def command(  # noqa: PLR0913 - one parameter an option
    year: str,
    out: Path,
    names: tuple[str, ...],
    formats: str,
    library_paths: tuple[Path, ...],
    *,
    replace: bool,
) -> None:
    """写出这一年的文件：评审报告及附件、各种表，数字全部出自数据。

    例：duixian year papers minhang-2022 --out 文件 --paper 评审报告 --format pdf
    同样的数据写出的文件逐字节相同。
    """
    from duixian.paper.year.writing import files  # noqa: PLC0415 - help need not wait

    wanted = _formats(formats)
    papers = _papers(names)
    book = book_or_stop(year, library_paths)
    made = list(files(book, papers, wanted))
    if names:
        _say_missing([each for each in papers if not any(_is_of(each, file) for file, _ in made)])
    if not replace:
        _refuse_what_is_there(out, [name for name, _ in made])
    _folder(out)
    for name, content in made:
        write_bytes(out / name, content)
        output().print(str(out / name), markup=False, soft_wrap=True)
    _say_findings(book, year)


def _formats(text: str) -> tuple[str, ...]:
    wanted = tuple(each.strip().lower() for each in text.split(",") if each.strip())
    wrong = [each for each in wanted if each not in FORMATS]
    if wrong or not wanted:
        advice = f"可以写 {'、'.join(FORMATS)}，用逗号隔开"
        raise StopError(f"没有这种格式：{'、'.join(wrong) or '（空）'}", ExitCode.USAGE, advice)
    return wanted


def _papers(names: tuple[str, ...]) -> "Sequence[Paper]":
    from duixian.paper.year.registry import PAPERS, paper_named  # noqa: PLC0415 - the same

    known = [paper.name for paper in PAPERS]
    wrong = [name for name in names if name not in known]
    if wrong:
        advice = nearest(wrong[0], known) or f"有 {'、'.join(known)}"
        raise StopError(f"没有这种文件：{'、'.join(wrong)}", ExitCode.USAGE, advice)
    return [paper for name in names if (paper := paper_named(name))] or PAPERS


def _is_of(paper: "Paper", file: str) -> bool:
    return file.startswith(f"{paper.name}.")


def _say_missing(papers: "Sequence[Paper]") -> None:
    """Which of the papers that were asked for have nothing to hold, or not in that format."""
    for paper in papers:
        needs = f"它要有{paper.needs}" if paper.needs else "这一年没有它的数据"
        words = f"没有写出 {paper.name}：{needs}。格式有 {'、'.join(paper.formats)}"
        remarks().print(words, markup=False, soft_wrap=True, style="yellow")


def _say_findings(book: "Book", year: str) -> None:
    """How much does not tie, so that nobody sends out papers without knowing."""
    from duixian.fund.ties.checking import check_year  # noqa: PLC0415 - the same

    still_open = [one for one in check_year(book) if one.accepted is None]
    counts = "，".join(
        f"{severity.value} {sum(one.severity is severity for one in still_open)} 处"
        for severity in Severity
    )
    output().print(f"勾稽：{counts}（duixian year check {year} 逐条列出）", markup=False)


def _refuse_what_is_there(out: Path, names: Sequence[str]) -> None:
    """Somebody may have edited a paper: none is replaced unless that was asked for."""
    there = [name for name in names if (out / name).exists()]
    if there:
        message = f"{out} 里已经有 {'、'.join(there)}，没有写任何文件"
        raise StopError(message, ExitCode.FILE, "换一个文件夹，或加 --replace 换掉它们")


def _folder(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as failure:
        message = f"建不了文件夹 {out}：{os_message(failure)}"
        raise StopError(message, ExitCode.FILE, "换一个有写权限、有空间的位置") from failure
