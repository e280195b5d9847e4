"""One row of a result explained in full, from the same inputs that the run read."""

import csv
import hashlib
import json
import os
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from duixian.intake.register import Register
from duixian.intake.tables.folder import files_of
from duixian.intake.tables.loading import sources_in
from duixian.intake.tables.one_firm import Picker
from duixian.matching.job import RunError
from duixian.matching.record import ASIDE, RECORD, REJECTED
from duixian.rulebook.assessment import Assessment
from duixian.rulebook.dossier import Stage
from duixian.rulebook.library.model import Library
from duixian.rulebook.meaning import assess

Lines = Sequence[Mapping[str, str]]
"""Lines of a table by its headings."""
_TOLD = 5
"""So many reasons are told one by one."""


class UnknownFirmError(RunError):
    """The run read no such firm."""


@dataclass(frozen=True, slots=True)
class Result:
    """A folder of results, and how it was made.

    `inputs` are the files that were read, each with its SHA-256; `policies` None: all of them.
    """

    folder: Path
    on: date
    stage: Stage
    library: str
    library_paths: tuple[Path, ...]
    policies: tuple[str, ...] | None
    data: Path
    inputs: tuple[tuple[Path, str], ...]


def read_result(folder: Path) -> Result:
    """The result in a folder; RunError where it holds none."""
    try:
        record = json.loads((folder / RECORD).read_text(encoding="utf-8"))
        return _result(folder, record)
    except (OSError, ValueError, TypeError, LookupError, RecursionError) as wrong:
        what = f"{folder} 不是 duixian match 写出的结果：读不出其中的 {RECORD}"
        advice = "写结果文件夹的路径；还没有结果时，先用 duixian match 数据 --out 结果文件夹 比对"
        raise RunError(what, advice, is_resource=True) from wrong


def _result(folder: Path, record: dict[str, Any]) -> Result:
    policies = record["policies"]
    return Result(
        folder,
        date.fromisoformat(record["on"]),
        Stage(record["stage"]),
        str(record["library"]),
        tuple(_at(folder, each) for each in record["library_paths"]),
        None if policies is None else tuple(policies),
        _at(folder, record["data"]),
        tuple((_at(folder, one["file"]), str(one["sha256"])) for one in record["inputs"]),
    )


def _at(folder: Path, path: str) -> Path:
    """What the record names as seen from the folder of the result."""
    return Path(os.path.normpath(Path(os.path.realpath(folder)) / path))


def explained(result: Result, library: Library, code: str) -> Assessment:
    """The assessment of a firm from the inputs of the run; RunError where they have changed.

    UnknownFirmError where they do not hold the firm.
    """
    if result.library != library.version:
        raise RunError("政策库在比对之后改过，不能据此说明这份结果", "用当时的政策库，或重新比对")
    _refuse_changed(result.inputs)
    _refuse_more(result)
    rejected = _lines(result.folder / REJECTED)
    aside = _lines(result.folder / ASIDE)
    _refuse_aside(code, aside, rejected)
    with tempfile.TemporaryDirectory() as name, duckdb.connect() as connection:
        found, _ = sources_in(result.data, library.vocabulary, connection, Path(name))
        tables = {source.layout.name: source for source in found}
        firms = frozenset(one["企业"] for one in aside)
        picker = Picker(connection, library.vocabulary, tables, _rows_left(rejected), firms)
        records = picker.records(code)
    if code not in records.firms:
        raise UnknownFirmError(f"这次比对没有企业 {code}", "写数据中的统一社会信用代码")
    dossier = Register(records).dossier(code)
    return assess(library, dossier, result.on, stage=result.stage, policies=result.policies)


def _refuse_changed(inputs: Iterable[tuple[Path, str]]) -> None:
    for path, known in inputs:
        if not path.is_file():
            what = f"比对时的数据文件不在了：{path}"
            raise RunError(what, "放回原处，或重新比对", is_resource=True)
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        if digest != known:
            raise RunError(f"数据文件在比对之后改过：{path}", "用当时的文件，或重新比对")


def _refuse_more(result: Result) -> None:
    known = {path for path, _ in result.inputs}
    for path in files_of(result.data):
        if Path(os.path.realpath(path)) not in known:
            raise RunError(f"比对时还没有这个数据文件：{path}", "移走它，或重新比对")


def _refuse_aside(code: str, aside: Lines, rejected: Lines) -> None:
    """RunError that says what is wrong with the data of a firm that the run left out."""
    rows = {(one["表"], one["行"]) for one in aside if one["企业"] == code}
    wrong = [_reason(one) for one in rejected if (one["表"], one["行"]) in rows]
    if wrong:
        more = f"；等共 {len(wrong)} 处" if len(wrong) > _TOLD else ""
        why = "；".join(wrong[:_TOLD]) + more
        what = f"企业 {code} 的数据有被退回的，这次比对没有算它。{why}"
        raise RunError(what, f"改正后重新比对；全部见 {REJECTED}")


def _reason(one: Mapping[str, str]) -> str:
    column = f" {one['列']} 列" if one["列"] else ""
    found = f"「{one['内容']}」" if one["内容"] else ""
    expected = f"，应为：{one['应为']}" if one["应为"] else ""
    return f"{one['文件']} 第 {one['行']} 行{column}：{found}{one['问题']}{expected}"


def _rows_left(rejected: Lines) -> dict[str, frozenset[int]]:
    """The rows that the run refused, by table."""
    rows: dict[str, set[int]] = {}
    for one in rejected:
        rows.setdefault(one["表"], set()).add(int(one["行"]))
    return {table: frozenset(numbers) for table, numbers in rows.items()}


def _lines(path: Path) -> Lines:
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
