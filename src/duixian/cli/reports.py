"""The explained report as a page and as a workbook."""

from collections.abc import Sequence
from pathlib import Path

from duixian.cli.output import real, write_bytes
from duixian.cli.stop import ExitCode, StopError
from duixian.intake.register import Register
from duixian.paper.assessment_html import html_of
from duixian.paper.assessment_report import report_of
from duixian.paper.assessment_xlsx import xlsx_of
from duixian.rulebook.assessment import Assessment
from duixian.rulebook.library.model import Library


def names_of(register: Register) -> dict[str, str]:
    """The names of the firms by code; the code where there is no name."""
    return {
        code: str(firm.values.get("名称", code)) for code, firm in register.records.firms.items()
    }


def refuse_same_file(workbook: Path, *reports: Path | None) -> None:
    """End where a report would take the place of the workbook, or of another report."""
    taken = {real(workbook)}
    for path in reports:
        if path is None:
            continue
        if real(path) in taken:
            raise StopError(
                f"{path} 会覆盖工作簿或另一份报告", ExitCode.USAGE, "给每份报告一个自己的文件名"
            )
        taken.add(real(path))


def write_reports(
    assessments: Sequence[Assessment],
    library: Library,
    register: Register,
    *,
    html: Path | None,
    xlsx: Path | None,
) -> list[Path]:
    """Write the reports that are asked for, each whole or not at all; where they are."""
    if html is None and xlsx is None:
        return []
    report = report_of(assessments, library, names_of(register))
    wanted = [(path, of) for path, of in ((html, html_of), (xlsx, xlsx_of)) if path is not None]
    for path, content_of in wanted:
        write_bytes(path, content_of(report))
    return [path for path, _ in wanted]
