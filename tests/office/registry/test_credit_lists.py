"""Credit records stand on the lists that policies name; what was not read in time is unknown."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest

from duixian.intake.library_folder import load_library
from duixian.office.common.actor import System
from duixian.office.people.demonstration import FIRM_CODE, REGION
from duixian.office.registry.credit_lists import LISTS
from duixian.office.registry.dossiers import dossier_of
from duixian.office.registry.enums import CreditKind
from duixian.office.registry.exporting import export_population
from duixian.office.registry.models import CreditRecord, Enterprise, Record
from duixian.office.registry.services.import_folder import import_folder
from duixian.office.registry.services.keep_credit import keep_credit
from duixian.rulebook.dossier import Dossier
from duixian.rulebook.expression.tree import Listed
from duixian.rulebook.library.used_facts import all_parts
from tests.office.registry.conftest import DAY, ORIGIN, OTHER, firm
from tests.office.registry.test_credit import ALL, PENALTY, READ_ON

LIST = LISTS[CreditKind.DISHONEST]
DISHONEST = replace(PENALTY, kind=CreditKind.DISHONEST, cause="虚假登记")


@pytest.fixture
def there(brought_in) -> None:
    """Two firms of which nothing else is known."""
    brought_in({"企业": [firm(), firm(OTHER)]})


def dossier(code: str = FIRM_CODE, on: date = DAY) -> Dossier:
    return dossier_of(Enterprise.objects.get(region=REGION, code=code), on)


def stands_on(found: Dossier, on: date = DAY) -> bool | None:
    """Whether the firm stands on the list that day; None where nobody knows."""
    read = found.lists.get(LIST)
    if read is None or read > on:
        return None
    name = (LIST, found.firm.code)
    own = [each for each in found.listings if (each.list_name, each.firm) == name]
    return any(each.since <= on and (each.until is None or each.until > on) for each in own)


def exported(folder: Path, sheet: str, on: date = DAY) -> list[tuple[str, ...]]:
    folder.mkdir(exist_ok=True)
    export_population(REGION, folder, on)
    file = folder / f"{sheet}.parquet"
    return duckdb.execute(f"FROM '{file}' ORDER BY ALL").fetchall() if file.exists() else []


def test_every_list_of_credit_is_one_that_the_library_asks_for():
    library, _ = load_library()
    assert library is not None
    derived = [
        derivation.expression
        for subject in library.vocabulary.subjects
        for fact in subject.facts
        for derivation in fact.derived
    ]
    asked = {one.name for one in (*all_parts(library), *derived) if isinstance(one, Listed)}
    assert set(LISTS.values()) <= asked


def test_a_source_that_was_read_puts_its_firms_on_the_list_and_no_others(there, tmp_path):
    del there
    keep_credit(System(), REGION, [DISHONEST], (), ALL)
    assert stands_on(dossier()) is True
    assert stands_on(dossier(OTHER)) is False
    assert exported(tmp_path / "out", "名单") == [(LIST, FIRM_CODE, "2022-01-10", "2023-01-10")]
    assert (LIST, READ_ON.isoformat()) in exported(tmp_path / "out", "名单来源")
    import_folder(System(), "310118", tmp_path / "out", ORIGIN)
    read_back = Enterprise.objects.filter(region="310118").order_by("code")
    told = {each.code: stands_on(dossier_of(each, DAY)) for each in read_back}
    assert told == {FIRM_CODE: True, OTHER: False}


@pytest.mark.parametrize("late", [31, 400])
def test_what_was_read_too_long_ago_is_unknown_and_never_clean(there, tmp_path, late):
    del there
    keep_credit(System(), REGION, [DISHONEST], (), ALL)
    on = READ_ON + timedelta(days=late)
    assert stands_on(dossier(OTHER, on), on) is None
    assert not exported(tmp_path / "out", "名单来源", on)


def test_a_source_that_was_not_read_or_only_asked_about_some_firms_is_unknown(there, tmp_path):
    del there
    assert stands_on(dossier()) is None
    some = replace(ALL, is_complete=False)
    keep_credit(System(), REGION, [DISHONEST], (FIRM_CODE, OTHER), some)
    assert stands_on(dossier(OTHER)) is None
    assert not exported(tmp_path / "out", "名单来源")


def test_a_firm_leaves_the_list_after_the_last_day_or_on_the_day_of_repair(there):
    del there
    short = replace(DISHONEST, until=DAY)
    keep_credit(System(), REGION, [short], (), ALL)
    assert stands_on(dossier(), DAY) is True
    after = DAY + timedelta(days=1)
    assert stands_on(dossier(on=after), after) is False
    CreditRecord.objects.update(repaired_on=DAY, repaired_by="移出决定")
    assert stands_on(dossier()) is False
    CreditRecord.objects.update(repaired_on=None, withdrawn=True, withdrawn_why="录错")
    assert stands_on(dossier()) is False


def test_a_list_that_was_imported_too_keeps_its_firms(there, brought_in, tmp_path):
    del there
    row = {"名单名称": LIST, "企业": OTHER, "列入日期": date(2021, 3, 1)}
    again = {"名单名称": LIST, "企业": FIRM_CODE, "列入日期": PENALTY.since}
    brought_in(
        {
            "名单": [row, {**again, "移出日期": date(2022, 2, 1)}],
            "名单来源": [{"名单名称": LIST, "读取日期": date(2022, 5, 1)}],
        }
    )
    keep_credit(System(), REGION, [DISHONEST], (), ALL)
    assert stands_on(dossier(OTHER)) is True
    assert stands_on(dossier()) is True
    assert set(exported(tmp_path / "out", "名单")) == {
        (LIST, OTHER, "2021-03-01", None),
        (LIST, FIRM_CODE, "2022-01-10", "2023-01-10"),
    }
    sources = exported(tmp_path / "out", "名单来源")
    assert sorted(sources) == sorted((each, READ_ON.isoformat()) for each in LISTS.values())


def test_a_list_imported_after_the_day_takes_nothing_from_what_was_known(there, brought_in):
    del there
    brought_in({"名单": [], "名单来源": [{"名单名称": LIST, "读取日期": date(2022, 12, 1)}]})
    keep_credit(System(), REGION, [DISHONEST], (), ALL)
    assert stands_on(dossier()) is True
    assert Record.objects.filter(sheet="list_sources").count() == 1
