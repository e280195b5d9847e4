"""What commands start from: the library, a workbook, a day; or an end with everything wrong."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from duixian.cli.console import busy
from duixian.cli.findings import print_findings
from duixian.cli.stop import ExitCode, StopError
from duixian.cli.usage import nearest
from duixian.intake.library_folder import load_library
from duixian.intake.register import Register
from duixian.intake.workbook.reading import read_workbook
from duixian.rulebook.library.model import Library
from duixian.rulebook.problems import Problem, Severity
from duixian.rulebook.vocabulary.model import Vocabulary

OURS = timezone(timedelta(hours=8))
"""China has had no summer time since 1991, and not every machine has a table of time zones."""


def today() -> date:
    """The day in Shanghai; the only place where the clock is asked."""
    return datetime.now(OURS).date()


def library_or_stop(paths: Sequence[Path] = ()) -> Library:
    """The shipped library with the policies in `paths`; ends where they hold an error."""
    library, problems = load_library(paths)
    if library is None:
        print_findings(_errors(problems))
        code = ExitCode.FINDINGS
        if any(problem.code.startswith("file-") for problem in problems):
            code = ExitCode.FILE
        raise StopError("政策文件有错误，见上。", code, "改正后用 duixian check 复查")
    return library


def register_or_stop(path: Path, vocabulary: Vocabulary) -> Register:
    """The register of a workbook; ends with all its errors where it has any."""
    if not path.is_file():
        what = "没有这个文件"
        if path.exists():
            what = "这是文件夹，不是文件" if path.is_dir() else "这是设备或管道，不是普通文件"
        raise StopError(f"{what}：{path}", ExitCode.FILE, _neighbours(path))
    with busy("读取工作簿"):
        register, problems = read_workbook(path, vocabulary)
    print_findings(problems)
    if register is None:
        count = len(_errors(problems))
        raise StopError(f"工作簿有 {count} 处错误，没有读入任何数据。", advice="改正后重新运行")
    return register


def _errors(problems: Iterable[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.severity is Severity.ERROR]


def _neighbours(path: Path) -> str:
    """The files beside a missing one that its user may have meant."""
    beside = [one.name for one in path.parent.glob("*.xls*")] if path.parent.is_dir() else []
    close = nearest(path.name, beside)
    return close or "检查路径；用 duixian template 可以写出空白的工作簿"
