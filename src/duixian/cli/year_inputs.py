"""What the commands of a year start from: its book, or an end with everything wrong."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from duixian.cli.console import remarks
from duixian.cli.findings import print_findings
from duixian.cli.inputs import library_or_stop
from duixian.cli.stop import ExitCode, StopError

if TYPE_CHECKING:
    from duixian.fund.work.book import Book

year_argument = click.argument("year", metavar="年度", help="年度文件夹，或自带示例的名称。")


def book_or_stop(year: str, library_paths: tuple[Path, ...] = ()) -> "Book":
    """The year in a folder with its figures; ends with all its errors where it has any."""
    from duixian.fund.work.book import Book  # noqa: PLC0415 - --help need not wait for it
    from duixian.intake.working_days import published_calendar  # noqa: PLC0415 - the same
    from duixian.intake.year_folder import (  # noqa: PLC0415 - the same
        load_year,
        shipped_years,
        year_folder,
    )

    folder = year_folder(year)
    if not folder.is_dir():
        advice = f"自带的示例有 {'、'.join(shipped_years())}"
        raise StopError(f"没有这个年度文件夹：{year}", ExitCode.FILE, advice)
    library = library_or_stop(library_paths)
    found, problems = load_year(folder, library)
    print_findings(problems)
    if found is None:
        code = ExitCode.FINDINGS
        if any(problem.code.startswith("file-") for problem in problems):
            code = ExitCode.FILE
        raise StopError(f"年度文件夹有 {len(problems)} 处错误，没有读入。", code, "改正后重新运行")
    if found.fund.illustrative:
        words = f"示意：{found.fund.illustrative}"
        remarks().print(words, markup=False, soft_wrap=True, style="yellow")
    return Book(found, library, published_calendar())
