"""The demonstration district has something on every page of the registry, and once only."""

import pytest

from duixian.intake.demonstration import code_of
from duixian.office.people.demonstration import AS_OF, REGION
from duixian.office.registry.credit_check import credit_check
from duixian.office.registry.demonstration_lists import settle
from duixian.office.registry.enums import AdjustmentState, CreditState, NameState
from duixian.office.registry.models import (
    Adjustment,
    CreditRecord,
    Enterprise,
    ListedName,
    Record,
)
from duixian.office.registry.titles import expiring, pipeline


@pytest.mark.usefixtures("district")
def test_every_page_of_the_registry_has_something_to_show_and_only_once():
    codes = [code_of(number) for number in range(1, 21)]
    for code in codes:
        Enterprise.objects.create(region=REGION, code=code, name=f"示例{code[-4:]}公司")
    settle(REGION)
    answers = {each.state for each in credit_check(REGION, codes, AS_OF).values()}
    assert answers == set(CreditState)
    assert ListedName.objects.filter(state=NameState.WAITING).count() == 2
    assert len(expiring(REGION, AS_OF, 180)) == 2
    assert len(pipeline(REGION)) == 1
    states = set(Adjustment.objects.values_list("state", flat=True))
    assert states == {AdjustmentState.PROPOSED, AdjustmentState.APPROVED}
    tables = (CreditRecord, ListedName, Record, Adjustment)
    before = [table.objects.count() for table in tables]
    settle(REGION)
    assert [table.objects.count() for table in tables] == before


@pytest.mark.usefixtures("district")
def test_a_district_without_firms_gets_nothing():
    settle(REGION)
    assert not CreditRecord.objects.exists()
