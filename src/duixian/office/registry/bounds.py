"""What files handed in may make of themselves: a few kilobytes of Parquet unpack to any size."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

import duckdb

from duixian.intake.tables.folder import files_of
from duixian.intake.tables.loading import BOOKS
from duixian.intake.tables.statements import titles_and_kinds
from duixian.intake.workbook.places import CellPlace
from duixian.population.sql import name, text
from duixian.rulebook.problems import Problem, error

MOST_ROWS = 10_000_000
MOST_UNPACKED = 256 * 2**20
"""Bytes of a workbook: some half a million rows of ten columns, read in half a minute."""
LONGEST_CELL = 100_000
"""Bytes; what a spreadsheet holds in a cell is at most 32,767 characters."""
MEMORY, DISK = "4GB", "20GB"
_TEXTS, _NESTED = ("VARCHAR", "BLOB"), ("STRUCT", "MAP", "UNION", "VARIANT", "LIST")


def oversized(path: Path, connection: duckdb.DuckDBPyConnection) -> Iterator[Problem]:
    """Why a workbook, or Parquet files of a folder, are not read at all.

    Broken ones are told by their reader.
    """
    for file in files_of(path):
        if file.suffix.lower() in BOOKS and (large := overfull(file)):
            yield large
        if file.suffix.lower() == ".parquet":
            try:
                what = _too_large(file, connection)
            except duckdb.Error:
                continue
            if what:
                instead = "只保留数据模板里的列和真实的行，或分成几次导入"
                yield error("table-too-large", CellPlace(file.name), "", what, instead=instead)


def overfull(book: Path) -> Problem | None:
    """That a workbook, read whole in memory, unpacks to more than a page has time and room for."""
    try:
        with zipfile.ZipFile(book) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
    except (OSError, zipfile.BadZipFile):
        return None
    if unpacked <= MOST_UNPACKED:
        return None
    what = f"工作簿解压后有 {unpacked // 2**20:,} MB，超过 {MOST_UNPACKED // 2**20:,} MB"
    instead = "大表另存为 CSV UTF-8 或导出为 Parquet 再交，或分成几个工作簿"
    return error("table-too-large", CellPlace(book.name), "", what, instead=instead)


def exhausted(path: Path) -> Problem:
    """That reading took more room than a site gives away."""
    what = f"读这些文件用的内存超过 {MEMORY} 或磁盘超过 {DISK}，没有读完"
    return error("table-too-large", CellPlace(path.name), "", what, instead="分成几次导入")


def _too_large(file: Path, connection: duckdb.DuckDBPyConnection) -> str:
    rows = _rows(file, connection)
    if rows > MOST_ROWS:
        return f"有 {rows:,} 行，超过 {MOST_ROWS:,} 行"
    kinds = titles_and_kinds(connection, file)
    nested = [title for title, kind in kinds.items() if kind.endswith("]") or _is_nested(kind)]
    if nested:
        return f"「{nested[0]}」列的每一格里又是一组值，应是单个的值"
    texts = [title for title, kind in kinds.items() if kind in _TEXTS]
    longest = _longest(file, texts, connection) if texts else []
    for title, length in zip(texts, longest, strict=True):
        if length > LONGEST_CELL:
            return f"「{title}」列里有一格长 {length:,} 字节，超过 {LONGEST_CELL:,}"
    return ""


def _is_nested(kind: str) -> bool:
    return kind.startswith(_NESTED)


def _rows(file: Path, connection: duckdb.DuckDBPyConnection) -> int:
    """What the file claims, as a whole or piece by piece: the reader believes the pieces."""
    groups = (
        "SELECT SUM(rows) FROM (SELECT DISTINCT row_group_id, row_group_num_rows AS rows"
        f" FROM parquet_metadata({text(str(file))}))"
    )
    whole = f"SELECT SUM(num_rows) FROM parquet_file_metadata({text(str(file))})"
    found = (connection.execute(query).fetchall()[0][0] for query in (groups, whole))
    return max(int(each or 0) for each in found)


def _longest(file: Path, titles: list[str], connection: duckdb.DuckDBPyConnection) -> list[int]:
    """The bytes of the longest cell of each column."""
    lengths = ", ".join(f"MAX(STRLEN(CAST({name(title)} AS VARCHAR)))" for title in titles)
    query = f"SELECT {lengths} FROM read_parquet({text(str(file))})"
    return [length or 0 for length in connection.execute(query).fetchall()[0]]
