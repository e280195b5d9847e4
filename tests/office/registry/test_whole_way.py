"""Whatever the values: what comes in is what the dossier holds and what goes out, twice too."""

import csv
import string
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from duixian.office.common.actor import System
from duixian.office.people.demonstration import FIRM_CODE, REGION
from duixian.office.registry.dossiers import dossier_of
from duixian.office.registry.exporting import export_population
from duixian.office.registry.models import Enterprise, Record
from duixian.office.registry.services.import_folder import import_folder
from tests.office.registry.conftest import DAY, KEY, ORIGIN

ELSEWHERE = "310118"
SIGNS = string.ascii_letters + string.digits + "上海示例智能制造（）·,\"'、 "
NAMES = st.text(SIGNS, min_size=1, max_size=30).map(str.strip).filter(lambda text: len(text) > 1)
DAYS = st.dates(date(1950, 1, 1), date(2100, 12, 31))
FEN = st.integers(0, 10**13)


@contextmanager
def nothing_stays() -> Iterator[None]:
    """What is written inside is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def write(folder: Path, name: str, row: dict[str, object]) -> None:
    """A CSV file with one row; what is None is left empty."""
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(row)
        writer.writerow("" if cell is None else cell for cell in row.values())


def yuan(fen: int | None) -> str | None:
    return None if fen is None else f"{fen // 100}.{fen % 100:02d}"


def held(region: str) -> dict[tuple[str, str], object]:
    return {(row.sheet, row.key): row.values for row in Record.objects.filter(region=region)}


@pytest.mark.django_db
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=NAMES,
    assets=st.none() | FEN,
    founded=st.none() | DAYS,
    private=st.none() | st.booleans(),
    rent=FEN,
    area=st.integers(0, 10**7),
)
def test_values_are_the_same_on_the_whole_way(name, assets, founded, private, rent, area):  # noqa: PLR0913, PLR0917 - one a value
    firm = {KEY: FIRM_CODE, "名称": name, "资产总额（元）": yuan(assets), "成立日期": founded}
    firm["民营企业"] = None if private is None else "是" if private else "否"
    lease = {"编号": "租1", "企业": FIRM_CODE, "起租日期": date(2021, 1, 1)}
    lease |= {"年租金（元）": yuan(rent), "租赁面积": f"{area // 100}.{area % 100:02d}"}
    with nothing_stays(), TemporaryDirectory() as went, TemporaryDirectory() as out:
        write(Path(went), "企业", firm)
        write(Path(went), "租赁", lease)
        import_folder(System(), REGION, Path(went), ORIGIN)
        first = held(REGION)
        again = import_folder(System(), REGION, Path(went), ORIGIN)
        assert {(each.fresh, each.changed) for each in again.values()} == {(0, 0)}
        assert held(REGION) == first
        dossier = dossier_of(Enterprise.objects.get(region=REGION, code=FIRM_CODE), DAY)
        expected = {"资产总额": assets, "成立日期": founded, "民营企业": private}
        for fact, value in expected.items():
            found = dossier.firm.values.get(fact)
            assert found == value, fact
            assert (found is None) is (value is None), fact
        (row,) = dossier.tables["租赁"]
        assert row.values["年租金"] == rent
        assert row.values["租赁面积"] == Fraction(area, 100)
        export_population(REGION, Path(out), DAY)
        import_folder(System(), ELSEWHERE, Path(out), ORIGIN)
        assert held(ELSEWHERE) == first
