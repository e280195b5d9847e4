"""`duixian policies`: what the library holds, and which document governs on a day."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import click

from duixian.cli.console import output, plain_table
from duixian.cli.help import ChineseCommand
from duixian.cli.inputs import library_or_stop
from duixian.cli.parameters import Day, json_option, library_option
from duixian.rulebook.library.model import Library
from duixian.rulebook.meaning.force import force_rule
from duixian.rulebook.policy.model import Policy


@click.command(cls=ChineseCommand)
@click.option("--on", "on", type=Day(), metavar="日期", help="这一天由哪份文件管。")
@library_option
@json_option
def command(on: date | None, library_paths: tuple[Path, ...], *, as_json: bool) -> None:
    """列出库中的政策和有效期；写 --on 时说明这一天哪些有效、哪些措施已被替代。"""
    library = library_or_stop(library_paths)
    entries = [_entry(library, policy, on) for policy in library.policies]
    if as_json:
        click.echo(json.dumps(entries, ensure_ascii=False, indent=2))
        return
    table = plain_table("文号", "标题", "地区", "有效期", ">措施", "来源", *_day_heading(on))
    for entry in entries:
        term = f"{entry['from']} 至 {entry['to'] or '未定'}"
        cells = [entry["policy"], entry["title"], entry["region"], term, str(entry["measures"])]
        table.add_row(*cells, entry["source"], *([entry["status"]] if on else []))
    output().print(table)


def _day_heading(on: date | None) -> list[str]:
    return [f"{on} 的效力"] if on else []


def _entry(library: Library, policy: Policy, on: date | None) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "policy": policy.code,
        "title": policy.title,
        "region": policy.region,
        "from": policy.term.start.isoformat(),
        "to": policy.term.end.isoformat() if policy.term.end else None,
        "measures": len(policy.measures),
        "source": policy.source,
    }
    if on is not None:
        entry["on"] = on.isoformat()
        entry["in_force"] = _is_in_term(policy, on)
        entry["superseded"] = dict(_superseded(library, policy, on))
        entry["followed_by"] = _followed_by(library, policy, on)
        entry["status"] = _status(policy, entry)
    return entry


def _is_in_term(policy: Policy, on: date) -> bool:
    return policy.term.start <= on and (policy.term.end is None or on <= policy.term.end)


def _superseded(library: Library, policy: Policy, on: date) -> Iterator[tuple[str, str]]:
    """The codes of measures that a later document has taken the place of, and that document."""
    for measure in policy.measures:
        note, about = force_rule(library, policy, measure).against(on)
        if note == "superseded":
            yield measure.code, about[0]


def _followed_by(library: Library, policy: Policy, on: date) -> str | None:
    """The document that has taken the place of the whole policy by that day."""
    for other in library.policies:
        for succession in other.succeeds:
            whole = succession.policy == policy.code and not succession.measures
            if whole and succession.start <= on:
                return other.code
    return None


def _status(policy: Policy, entry: dict[str, Any]) -> str:
    if not entry["in_force"]:
        begun = entry["from"] <= entry["on"]
        return "已失效" if begun else "尚未施行"
    if entry["followed_by"]:
        return f"已被{entry['followed_by']}替代"
    superseded = entry["superseded"]
    if not superseded:
        return "有效"
    parts = [
        f"{by} 替代了{'全部措施' if len(codes) == len(policy.measures) else '、'.join(codes)}"
        for by in dict.fromkeys(superseded.values())
        if (codes := [code for code, other in superseded.items() if other == by])
    ]
    return "；".join(["有效", *parts])
