"""`duixian year check`: everything wrong with a year's files, and everything that does not tie."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

import click

from duixian.cli.console import output
from duixian.cli.findings import COLOURS
from duixian.cli.help import ChineseCommand
from duixian.cli.parameters import json_option, library_option
from duixian.cli.stop import ExitCode
from duixian.cli.year_inputs import book_or_stop, year_argument
from duixian.rulebook.problems import Severity

if TYPE_CHECKING:
    from duixian.fund.ties.finding import Finding


@click.command(cls=ChineseCommand)
@year_argument
@click.option("--quiet", is_flag=True, help="只列错误和警告，不列说明。")
@click.option("--summary", is_flag=True, help="只写各类发现有几处。")
@library_option
@json_option
def command(
    year: str, library_paths: tuple[Path, ...], *, quiet: bool, summary: bool, as_json: bool
) -> int:
    """检查年度文件夹，并做全部勾稽：两边的数、两边的位置、差额。

    有错误时退出码为 1；警告和说明不影响退出码；文件读不出来为 3。
    已写明理由接受的发现（year.yaml 的 accepted）不计。
    """
    from duixian.fund.ties.checking import check_year  # noqa: PLC0415 - help need not wait
    from duixian.fund.ties.registry import TIES  # noqa: PLC0415 - the same

    book = book_or_stop(year, library_paths)
    found = check_year(book)
    shown = [one for one in found if not (quiet and one.severity is Severity.NOTE)]
    if as_json:
        click.echo(json.dumps([_entry(one) for one in shown], ensure_ascii=False, indent=2))
    else:
        if not summary:
            _print(shown)
        name = f"{book.year.fund.year} 年{book.year.fund.name}"
        output().print(f"{name}：{_counts(shown, len(TIES))}", markup=False, soft_wrap=True)
    failed = any(one.severity is Severity.ERROR and one.accepted is None for one in found)
    return ExitCode.FINDINGS if failed else ExitCode.FINE


def _print(found: "Sequence[Finding]") -> None:
    console = output()
    open_ones = [one for one in found if one.accepted is None]
    for one, after in zip_longest(open_ones, open_ones[1:]):
        words = f"{one.severity.value}〔{one.check}〕{one.sentence}"
        console.print(words, markup=False, soft_wrap=True, style=COLOURS[one.severity])
        for stand in (one.left, one.right):
            if stand.figure or stand.place:
                where = f"（{stand.place}）" if stand.place else ""
                line = f"    {stand.figure or '—'}{where}"
                console.print(line, markup=False, soft_wrap=True, style="dim")
        if one.difference:
            console.print(f"    差 {one.difference}", markup=False, soft_wrap=True, style="dim")
        if after is None or after.remedy != one.remedy:
            console.print(f"    办法：{one.remedy}", markup=False, soft_wrap=True)
    accepted = [one for one in found if one.accepted is not None]
    for one in accepted:
        reason = one.accepted
        if reason is not None:
            words = (
                f"已接受〔{one.check}〕{one.about}：{reason.because}（{reason.by}，{reason.day}）"
            )
            console.print(words, markup=False, soft_wrap=True, style="dim")


def _counts(found: "Sequence[Finding]", ties: int) -> str:
    open_ones = [one for one in found if one.accepted is None]
    counts = "，".join(
        f"{severity.value} {sum(one.severity is severity for one in open_ones)} 处"
        for severity in Severity
    )
    return f"共 {ties} 项勾稽：{counts}，已接受 {len(found) - len(open_ones)} 处。"


def _entry(one: "Finding") -> dict[str, object]:
    entry = asdict(one)
    entry["severity"] = one.severity.name.lower()
    entry["accepted"] = one.accepted.because if one.accepted else ""
    return entry
