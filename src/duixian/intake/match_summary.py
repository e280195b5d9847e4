"""The summaries of matching runs that the drivers of a year name, from the year's own folder."""

import json
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from duixian.fund.reading.grid import Grid
from duixian.fund.reading.matched import WRITTEN, Entitled, Matching, Matchings

MAX_SIZE = 100 * 2**20


def matchings_of(folder: Path, drivers: Grid | None) -> Matchings:
    """Every run that a driver names by its path in `folder`, or why it cannot be used."""
    cells = (cell for _, row in (drivers.rows if drivers else ()) for cell in row)
    paths = {match[1] for cell in cells if (match := WRITTEN.fullmatch(cell))}
    return {path: _matching(folder, path) for path in sorted(paths)}


def _matching(folder: Path, path: str) -> Matching | str:
    file = folder / path
    try:
        if not file.resolve().is_relative_to(folder.resolve()):
            return "文件要放在年度文件夹里"
        if not file.is_file():
            return "年度文件夹里没有这个文件"
        if file.stat().st_size > MAX_SIZE:
            return "文件超过 100 MB"
        content = file.read_bytes()
    except (OSError, ValueError):
        return "读不出来"
    try:
        measures = _measures(json.loads(content))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return "不是 duixian match 写出的 summary.json"
    return Matching(sha256(content).hexdigest(), measures)


def _measures(summary: dict[str, Any]) -> dict[tuple[str, str], Entitled]:
    found: dict[tuple[str, str], Entitled] = {}
    for row in summary["by_measure"]:
        name = str(row["policy"]), str(row["measure"])
        found[name] = _with(found.get(name, Entitled()), row)
    return found


def _with(entitled: Entitled, row: dict[str, Any]) -> Entitled:
    match row["verdict"]:
        case "granted":
            firms, low = _whole(row["firms"]), _whole(row["low"])
            high = None if row["high"] is None else _whole(row["high"])
            return replace(entitled, firms=firms, low=low, high=high)
        case "pending" | "unknown":
            return replace(entitled, open_rows=entitled.open_rows + _whole(row["rows"]))
    return entitled


def _whole(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ValueError(value)
    return value
