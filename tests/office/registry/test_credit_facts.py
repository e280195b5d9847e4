"""A record of a grave violation is known of the firm; without one its file alone speaks."""

from dataclasses import replace
from datetime import timedelta

import duckdb

from duixian.office.common.actor import System
from duixian.office.people.demonstration import FIRM_CODE, REGION
from duixian.office.registry.credit_facts import VIOLATION
from duixian.office.registry.enums import CreditKind
from duixian.office.registry.exporting import export_population
from duixian.office.registry.models import CreditRecord
from duixian.office.registry.services.keep_credit import keep_credit
from tests.office.registry.conftest import DAY, OTHER, firm
from tests.office.registry.test_credit import ALL, PENALTY
from tests.office.registry.test_credit_lists import dossier

UNLAWFUL = replace(PENALTY, kind=CreditKind.UNLAWFUL, cause="重大安全事故", until=DAY)
AFTER = DAY + timedelta(days=1)


def said(folder, on):
    """What the export says of each firm."""
    export_population(REGION, folder, on)
    found = duckdb.read_parquet(str(folder / "企业.parquet"))
    return dict(found.select("统一社会信用代码", VIOLATION).fetchall())


def test_a_grave_violation_on_record_is_a_fact_while_it_counts_and_silence_is_none(
    brought_in, tmp_path
):
    brought_in({"企业": [firm(facts={VIOLATION: False}), firm(OTHER)]})
    keep_credit(System(), REGION, [UNLAWFUL], (), ALL)
    assert dossier().firm.values[VIOLATION] is True
    assert VIOLATION not in dossier(OTHER).firm.values
    assert said(tmp_path, DAY) == {FIRM_CODE: "是", OTHER: None}
    assert dossier(on=AFTER).firm.values[VIOLATION] is False
    assert said(tmp_path, AFTER) == {FIRM_CODE: "否", OTHER: None}


def test_a_record_that_was_wrong_or_is_of_another_kind_or_district_says_nothing(brought_in):
    brought_in({"企业": [firm()]})
    keep_credit(System(), REGION, [PENALTY], (), ALL)
    keep_credit(System(), "310118", [UNLAWFUL], (), ALL)
    keep_credit(System(), REGION, [UNLAWFUL], (), ALL)
    CreditRecord.objects.filter(region=REGION, kind=CreditKind.UNLAWFUL).update(
        withdrawn=True, withdrawn_why="录错"
    )
    assert VIOLATION not in dossier().firm.values
