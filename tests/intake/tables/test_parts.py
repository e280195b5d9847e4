"""A folder of Parquet files is read as the one table whose parts they are."""

from collections.abc import Callable, Sequence
from pathlib import Path

import duckdb
import pytest

from duixian.intake.demonstration import code_of
from duixian.intake.library_folder import load_library
from duixian.intake.tables.loading import Loaded, Loader
from duixian.rulebook.library.model import Library

ROWS = [(code_of(n), f"示例{n}厂", n * 100) for n in range(1, 8)]
ODD = [*ROWS[:4], (ROWS[4][0], "示例5厂", -5), *ROWS[5:]]
COLUMNS = '"统一社会信用代码", "名称", "实缴资本（万元）"'
Row = tuple[str, str, int]


@pytest.fixture(scope="module")
def library() -> Library:
    found, _ = load_library()
    assert found is not None
    return found


def write(file: Path, rows: list[Row], columns: str = COLUMNS, kind: str = "INTEGER") -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with duckdb.connect() as connection:
        connection.execute(f"CREATE TABLE t (a VARCHAR, b VARCHAR, c {kind})")
        if rows:
            connection.executemany("INSERT INTO t VALUES (?, ?, ?)", rows)
        connection.execute(f"COPY (FROM t AS t({columns})) TO '{file}' (FORMAT parquet)")


def in_parts(folder: Path, rows: list[Row]) -> Path:
    """Three rows, none, and the others; with what Spark leaves beside them."""
    table = folder / "企业.parquet"
    for place, some in enumerate([rows[:3], [], rows[3:]]):
        write(table / f"part-{place:05}.snappy.parquet", some)
    (table / "_SUCCESS").touch()
    (table / ".part-00000.snappy.parquet.crc").touch()
    return folder


def in_one(folder: Path, rows: list[Row]) -> Path:
    write(folder / "企业.parquet", rows)
    return folder


def read(
    data: Path, library: Library, tolerate: int = 0
) -> tuple[Loaded | None, list[str], Sequence[object]]:
    """What was brought in, what was told, and the firms."""
    work = data.parent / f"{data.name}-work"
    work.mkdir()
    with duckdb.connect() as connection:
        loaded, problems = Loader(connection, library, work, tolerate).load(data)
        rows: Sequence[object] = []
        if loaded is not None:
            rows = connection.execute("FROM entered_firm ORDER BY ALL").fetchall()
    return loaded, [f"{one.place} {one.what}{one.instead}" for one in problems], rows


@pytest.mark.parametrize(("rows", "tolerate"), [(ROWS, 0), (ODD, 0), (ODD, 1)])
def test_parts_are_read_as_one_file_with_their_rows_counted_on(
    rows: list[Row], tolerate: int, library: Library, tmp_path: Path
) -> None:
    whole = read(in_one(tmp_path / "a" / "数据", rows), library, tolerate)
    parts = read(in_parts(tmp_path / "b" / "数据", rows), library, tolerate)
    assert parts[1:] == whole[1:]
    assert any("第 5 行 C 列" in told for told in parts[1]) == (rows is ODD and not tolerate)
    if parts[0] is not None:
        assert len(parts[2]) == len(rows) - tolerate
        assert [one.path.name[:10] for one in parts[0].inputs] == [
            f"part-{place:05}" for place in range(3)
        ]


def nothing(table: Path) -> None:
    for file in table.iterdir():
        file.unlink()


DISAGREEING: list[tuple[Callable[[Path], object], str]] = [
    (lambda t: write(t / "part-1.parquet", [], COLUMNS.replace("名称", "简称")), "没有「名称」"),
    (lambda t: write(t / "part-1.parquet", [], COLUMNS, "VARCHAR"), "类型是 VARCHAR，不是 INTEGER"),
    (lambda t: (t / "part-1.parquet").write_text("PAR1"), "已损坏"),
    (lambda t: (t / "part-1.csv").touch(), "只能有 Parquet 文件"),
    (lambda t: (t / "_delta_log").mkdir(), "里还有文件夹"),
    (nothing, "没有 Parquet 文件"),
]


@pytest.mark.parametrize(("spoil", "said"), DISAGREEING)
def test_parts_that_are_not_one_table_are_told(
    spoil: Callable[[Path], object], said: str, library: Library, tmp_path: Path
) -> None:
    data = in_parts(tmp_path / "a", ROWS)
    spoil(data / "企业.parquet")
    loaded, told, _ = read(data, library)
    assert (loaded, said in " ".join(told)) == (None, True), told
