"""A table in parts: a folder of Parquet files, as Spark and data warehouses write one table."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import duckdb

from duixian.intake.tables.source import Kind, Part, Source
from duixian.intake.tables.statements import count_parquet, titles_and_kinds
from duixian.intake.workbook.places import CellPlace
from duixian.population.sql import text
from duixian.rulebook.problems import Problem, error

PART = ".parquet"
_ANEW = "从原来的系统重新导出这张表"
_PLAIN = "导出成普通的 Parquet，各部分直接放在这个文件夹里"


def parts_of(folder: Path) -> list[Path]:
    """The parts in the order of their names, in which their rows count on."""
    return [one for one in _visible(folder) if one.suffix.lower() == PART and not one.is_dir()]


def holds_parts(folder: Path) -> bool:
    """Whether a folder is a table: named so, or with a part in it."""
    return folder.suffix.lower() == PART or bool(parts_of(folder))


def read_parts(
    connection: duckdb.DuckDBPyConnection, folder: Path
) -> tuple[tuple[Part, ...], tuple[Problem, ...]]:
    """All parts, and what keeps them from being one table: none but all of one form is read."""
    problems = list(_strangers(folder))
    first: dict[str, str] | None = None
    parts: list[Part] = []
    before = 0
    for path in parts_of(folder):
        place = CellPlace(f"{folder.name}/{path.name}")
        try:
            kinds, rows = titles_and_kinds(connection, path), count_parquet(connection, [path])
        except duckdb.Error:
            problems.append(broken_parquet(place))
            continue
        first = first or kinds
        if list(kinds.items()) != list(first.items()):
            what = f"列和 {parts[0].path.name} 不一样：{_difference(first, kinds)}"
            problems.append(error("table-parts", place, "", what, instead=_ANEW))
        parts.append(Part(path, before))
        before += rows
    if not parts and not problems:
        what = "文件夹里没有 Parquet 文件"
        problems.append(error("table-parts", CellPlace(folder.name), "", what, instead=_PLAIN))
    return tuple(parts), tuple(problems)


def damaged(
    connection: duckdb.DuckDBPyConnection, sources: Iterable[Source]
) -> tuple[Problem, ...]:
    """The Parquet files that cannot be read to their end, told one by one."""
    return tuple(
        broken_parquet(place)
        for source in sources
        if source.kind is Kind.PARQUET
        for place, file in _files(source)
        if not _is_readable(connection, file)
    )


def _files(source: Source) -> Iterator[tuple[CellPlace, Path]]:
    for file in source.files:
        is_part = bool(source.parts)
        yield (CellPlace(f"{file.parent.name}/{file.name}") if is_part else source.place), file


def _is_readable(connection: duckdb.DuckDBPyConnection, file: Path) -> bool:
    """Whether every page of every column can be read."""
    try:
        query = f"SELECT MAX(HASH(COLUMNS(*))) FROM read_parquet({text(str(file))})"
        connection.execute(query).fetchall()
    except duckdb.Error:
        return False
    return True


def broken_parquet(place: CellPlace) -> Problem:
    """That a file cannot be read at all."""
    return error("table-broken", place, "", "不是完整的 Parquet 文件，或已损坏", instead=_ANEW)


def _visible(folder: Path) -> Iterator[Path]:
    """All but what such systems leave for themselves: `_SUCCESS`, checksums."""
    yield from (one for one in sorted(folder.iterdir()) if one.name[0] not in "._")


def _strangers(folder: Path) -> Iterator[Problem]:
    """What is not read and may hold rows: folders, logs of changes, files of other kinds."""
    for one in sorted(folder.iterdir()):
        place = CellPlace(f"{folder.name}/{one.name}")
        if one.is_dir():
            what = "一张表的文件夹里还有文件夹，不知道其中哪些行算数"
            yield error("table-parts", place, "", what, instead=_PLAIN)
        elif one.name[0] not in "._" and one.suffix.lower() != PART:
            what = "一张表的文件夹里只能有 Parquet 文件"
            yield error("table-parts", place, "", what, instead="移走，或改写成 Parquet")


def _difference(first: dict[str, str], kinds: dict[str, str]) -> str:
    """What a person looks at first: columns missing, added, of another type, in another order."""
    lost = [title for title in first if title not in kinds]
    more = [title for title in kinds if title not in first]
    if lost or more:
        pieces = [f"没有「{lost[0]}」" if lost else "", f"多出「{more[0]}」" if more else ""]
        return "，".join(filter(None, pieces))
    for title, kind in kinds.items():
        if kind != first[title]:
            return f"「{title}」的类型是 {kind}，不是 {first[title]}"
    return "次序不同"
