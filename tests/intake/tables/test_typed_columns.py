"""A Parquet column with a type of its own is read as the same cells written as text."""

import csv
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb
import pytest

from duixian.intake.library_folder import load_library
from duixian.intake.tables import sound
from duixian.intake.tables.loading import Loader
from duixian.intake.tables.statements import as_text

Columns = Mapping[str, tuple[str, Sequence[str | None]]]

FIRMS: Columns = {
    "统一社会信用代码": (
        "VARCHAR",
        ["919900000000000018", "91990000000000002B", "91990000000000003X"],
    ),
    "成立日期": ("DATE", ["2015-03-04", "1850-01-01", None]),
    "战略性新兴产业": ("BOOLEAN", ["true", "false", None]),
    "从业人数（人）": ("INTEGER", ["12", "-3", None]),
    "资产总额（万元）": ("DECIMAL(18,6)", ["120.500001", "0", "999999999999.999999"]),
    "注册资本（万元）": ("DECIMAL(20,8)", ["5.25", "1.00000001", None]),
    "实缴资本（万元）": ("BIGINT", ["7", "-1", "9223372036854775807"]),
    "累计融资额（万元）": ("DOUBLE", ["0.1", "-0.1", None]),
}
YEARS: Columns = {
    "统一社会信用代码": (
        "VARCHAR",
        ["919900000000000018", "919900000000000019", "91990000000000002B"],
    ),
    "年度": ("VARCHAR", ["2021", "2021年", "20年"]),
    "营业收入（万元）": ("DECIMAL(18,6)", ["800", "799.999999", None]),
}
TABLES = {"企业": FIRMS, "企业年度": YEARS}
SOUND: Columns = {
    "统一社会信用代码": ("VARCHAR", ["919900000000000018", "91990000000000002B"]),
    "名称": ("VARCHAR", ["甲 公司", None]),
    "成立日期": ("DATE", ["1901-01-01", "2199-12-31"]),
    "产业领域": ("VARCHAR", ["人工智能", None]),
    "战略性新兴产业": ("BOOLEAN", ["false", None]),
    "从业人数（人）": ("INTEGER", ["0", "12"]),
    "资产总额（万元）": ("DECIMAL(18,6)", ["9999999.999999", "0.000001"]),
    "注册资本（万元）": ("DECIMAL(12,2)", ["10000000.00", None]),
    "实缴资本（万元）": ("BIGINT", ["7", "0"]),
    "累计融资额（万元）": ("DOUBLE", ["0.1", None]),
}


def rows_of(columns: Columns, *, typed: bool) -> str:
    """The rows of a table in its own types, or the same as text."""
    kinds = list(columns.items())
    picked = []
    for place, (title, (kind, _)) in enumerate(kinds):
        value = f"CAST(c{place} AS {kind})"
        picked.append(f'{value if typed else as_text(value, kind)} AS "{title}"')
    rows = zip(*(values for _, (_, values) in kinds), strict=True)
    listed = ", ".join(
        "(" + ", ".join("NULL" if cell is None else f"'{cell}'" for cell in row) + ")"
        for row in rows
    )
    names = ", ".join(f"c{place}" for place in range(len(kinds)))
    source = f"(VALUES {listed}) AS rows({names})"
    return f"SELECT {', '.join(picked)} FROM {source}"  # noqa: S608 - written here


def read(
    folder: Path, tables: Mapping[str, Columns], *, typed: bool
) -> tuple[dict[str, Counter[tuple[object, ...]]], list[list[str]]]:
    """What comes in of the tables, and what is refused."""
    data, work = folder / "data", folder / "work"
    data.mkdir(parents=True)
    work.mkdir()
    library, _ = load_library()
    assert library is not None
    with duckdb.connect() as connection:
        for name, columns in tables.items():
            query = rows_of(columns, typed=typed)
            connection.execute(f"COPY ({query}) TO '{data / name}.parquet' (FORMAT parquet)")
        loaded, problems = Loader(connection, library, work, tolerate=10).load(data)
        assert loaded is not None, problems
        held = {
            name: Counter(connection.execute(f"FROM {name}").fetchall())
            for name in ("entered_firm", "entered_firm_year")
        }
    refused = work / "rejected.csv"
    if not refused.exists():
        return held, []
    with refused.open(encoding="utf-8-sig", newline="") as file:
        return held, sorted(csv.reader(file))


def test_a_column_in_its_own_type_is_read_and_refused_as_its_text(tmp_path: Path) -> None:
    typed, refused = read(tmp_path / "typed", TABLES, typed=True)
    written, refused_texts = read(tmp_path / "written", TABLES, typed=False)
    assert typed == written
    assert refused == refused_texts
    assert len(refused) > 5


def test_a_sound_file_is_read_where_it_lies_and_as_its_text(tmp_path: Path) -> None:
    typed, refused = read(tmp_path / "typed", {"企业": SOUND}, typed=True)
    written, _ = read(tmp_path / "written", {"企业": SOUND}, typed=False)
    assert typed == written
    assert not refused
    assert not list((tmp_path / "typed" / "work").iterdir())
    held = next(row for row in typed["entered_firm"] if "919900000000000018" in row)
    assert {9_999_999_999_999, 10**13} < set(held)


def test_rows_of_a_sound_file_are_set_aside_with_an_odd_row_of_their_firm(tmp_path: Path) -> None:
    odd = {title: (kind, cells[:2]) for title, (kind, cells) in YEARS.items()}
    odd["年度"] = ("VARCHAR", ["2021", "20年"])
    odd["统一社会信用代码"] = SOUND["统一社会信用代码"]
    held, refused = read(tmp_path, {"企业": SOUND, "企业年度": odd}, typed=True)
    assert [row[0] for row in held["entered_firm"]] == ["919900000000000018"]
    assert [row[0] for row in held["entered_firm_year"]] == ["919900000000000018"]
    assert len(refused) == 3


@pytest.mark.parametrize(
    ("codes", "refused"),
    [
        (["919900000000000018", "91990000000000002B", None], 1),
        (["919900000000000018", "91990000000000002B", "919900000000000018"], 0),
        (["919900000000000018", "91990000000000002B", "91990000000000003E"], 1),
        (["919900000000000018", "91990000000000002B", "919900000000000019"], 1),
    ],
    ids=["missing", "known", "stranger", "wrong"],
)
def test_codes_of_a_large_table_are_told_as_those_of_a_small_one(
    codes: list[str | None], refused: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    years: Columns = {
        "统一社会信用代码": ("VARCHAR", codes),
        "年度": ("VARCHAR", ["2021", "2021", "2022"]),
        "营业收入（万元）": ("DECIMAL(18,6)", ["800", "7", None]),
    }
    tables = {"企业": SOUND, "企业年度": years}
    small = read(tmp_path / "small", tables, typed=True)
    monkeypatch.setattr(sound, "_FEW", 0)
    assert read(tmp_path / "large", tables, typed=True) == small
    assert len([row for row in small[1] if row[1] == "企业年度"]) == refused
