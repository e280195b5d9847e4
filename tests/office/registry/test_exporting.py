"""What the registry hands to a matching run is what came in, whatever the values."""

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import duckdb
import pytest

from duixian.intake.synthetic.plan import district as invented
from duixian.intake.synthetic.writing import Form, write
from duixian.office.common.actor import System
from duixian.office.people.demonstration import REGION
from duixian.office.registry.exporting import export_population
from duixian.office.registry.services.import_folder import import_folder
from duixian.office.registry.vocabulary import vocabulary
from tests.office.registry.conftest import ORIGIN, firm


def rows(file: Path) -> list[tuple[object, ...]]:
    found = duckdb.execute(f"FROM read_parquet('{file}')").fetchall()
    return sorted(tuple(plain(cell) for cell in row) for row in found)


def plain(cell: object) -> str:
    """A cell as text, numbers without zeros at their end."""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, Decimal):
        return f"{cell.normalize():f}"
    return "" if cell is None else str(cell)


@pytest.mark.usefixtures("db")
def test_what_comes_out_is_what_went_in(tmp_path):
    went, out = tmp_path / "in", tmp_path / "out"
    went.mkdir()
    out.mkdir()
    write(invented(60, 3, Fraction(5, 100)), vocabulary(), went, Form.PARQUET)
    import_folder(System(), REGION, went, ORIGIN)
    export_population(REGION, out)
    files = sorted(file.name for file in went.iterdir())
    assert sorted(file.name for file in out.iterdir()) == files
    for name in files:
        assert rows(out / name) == rows(went / name), name


def test_another_region_exports_nothing(brought_in, tmp_path):
    brought_in({"企业": [firm()]})
    export_population("310118", tmp_path)
    assert not list(tmp_path.glob("*.parquet"))


def test_sums_of_a_single_fen_and_of_billions_come_out_unharmed(brought_in, tmp_path):
    facts = {"资产总额": Decimal("0.000001"), "注册资本": Decimal(10_000_000)}
    brought_in({"企业": [firm(facts=facts)]})
    export_population(REGION, tmp_path)
    (row,) = rows(tmp_path / "企业.parquet")
    assert {"0.000001", "10000000"} <= set(row)
