"""The dossier of a firm from the registry is the one the same workbook gives."""

from fractions import Fraction

import pytest

from duixian.intake.demonstration import demonstration
from duixian.intake.workbook.reading import read_workbook
from duixian.office.people.demonstration import REGION
from duixian.office.registry.dossiers import dossier_of
from duixian.office.registry.models import Enterprise
from duixian.office.registry.vocabulary import vocabulary
from duixian.rulebook.dossier import Dossier
from tests.office.registry.conftest import DAY, OTHER, firm


def sorted_rows(dossier: Dossier) -> tuple[object, ...]:
    """A dossier without the order of its rows, which nothing depends on between sheets."""
    tables = {name: sorted(rows, key=lambda row: row.key) for name, rows in dossier.tables.items()}
    return (
        dossier.firm,
        dossier.others,
        tables,
        dossier.history,
        dossier.sources,
        set(dossier.reviews),
        dossier.decisions,
        dossier.lists,
        set(dossier.listings),
    )


def test_every_demonstration_firm_has_the_dossier_of_its_workbook(brought_in, workbook):
    rows = demonstration(vocabulary())
    register, _ = read_workbook(workbook(rows), vocabulary())
    assert register is not None
    brought_in(rows)
    for code in register.codes:
        found = dossier_of(Enterprise.objects.get(region=REGION, code=code), DAY)
        assert sorted_rows(found) == sorted_rows(register.dossier(code)), code


def test_what_nobody_said_is_absent_and_a_decimal_is_exact(brought_in):
    lease = {"编号": "租1", "企业": OTHER, "起租日期": "2021-01-01", "租赁面积": "512.5"}
    brought_in({"企业": [firm(OTHER)], "租赁": [lease]})
    dossier = dossier_of(Enterprise.objects.get(code=OTHER), DAY)
    assert dossier.tables["租赁"][0].values["租赁面积"] == Fraction(1025, 2)
    assert "资产总额" not in dossier.firm.values
    assert dossier.history == ()


@pytest.mark.usefixtures("db")
def test_without_any_history_sheet_the_past_is_unknown():
    made = Enterprise.objects.create(region=REGION, code=OTHER)
    assert dossier_of(made, DAY).history is None
    assert dossier_of(made, DAY).tables == {}
