"""What the registry hands to a matching run is what came in, whatever the values."""

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import duckdb
import pytest

from duixian.intake.synthetic.plan import district as invented
from duixian.intake.synthetic.writing import Form, write
from duixian.office.common.actor import System
from duixian.office.people.demonstration import FIRM_CODE, REGION
from duixian.office.people.enums import Role
from duixian.office.registry.exporting import export_population
from duixian.office.registry.models import ListedName
from duixian.office.registry.naming import Written
from duixian.office.registry.services.decide_name import set_name_aside
from duixian.office.registry.services.import_folder import import_folder
from duixian.office.registry.services.import_names import keep_names
from duixian.office.registry.vocabulary import vocabulary
from tests.office.registry.conftest import DAY, ORIGIN, firm
from tests.office.registry.test_name_lists import LIST


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
    export_population(REGION, out, DAY)
    files = sorted(file.name for file in went.iterdir())
    assert sorted(file.name for file in out.iterdir()) == files
    for name in files:
        assert rows(out / name) == rows(went / name), name


def test_another_region_exports_nothing(brought_in, tmp_path):
    brought_in({"企业": [firm()]})
    export_population("310118", tmp_path, DAY)
    assert not list(tmp_path.glob("*.parquet"))


def test_sums_of_a_single_fen_and_of_billions_come_out_unharmed(brought_in, tmp_path):
    facts = {"资产总额": Decimal("0.000001"), "注册资本": Decimal(10_000_000)}
    brought_in({"企业": [firm(facts=facts)]})
    export_population(REGION, tmp_path, DAY)
    (row,) = rows(tmp_path / "企业.parquet")
    assert {"0.000001", "10000000"} <= set(row)


def test_a_list_goes_out_once_no_name_of_it_waits(brought_in, actor, tmp_path):
    old = {"名单名称": "严重违法失信企业名单", "企业": FIRM_CODE, "列入日期": "2022-01-01"}
    read = {"名单名称": "严重违法失信企业名单", "读取日期": "2022-06-01"}
    brought_in({"企业": [firm(名称="上海甲公司")], "名单": [old], "名单来源": [read]})
    keep_names(System(), REGION, [Written(2, "上海甲公司"), Written(3, "外地公司")], LIST)

    def lists() -> list[set[str]]:
        export_population(REGION, tmp_path, DAY)
        found = [rows(tmp_path / f"{sheet}.parquet") for sheet in ("名单", "名单来源")]
        return [
            {str(cell) for row in each for cell in row if "名单" in str(cell)} for each in found
        ]

    assert lists() == [{"严重违法失信企业名单"}] * 2
    waiting = ListedName.objects.get(name="外地公司")
    set_name_aside(actor(Role.OFFICER), waiting.pk, "不在本区")
    assert lists() == [{"严重违法失信企业名单", LIST.title}] * 2
