"""Files come into the registry whole and exactly, or not at all; again, they change nothing."""

import json
from datetime import date
from decimal import Decimal

import pytest

from duixian.intake.workbook.places import CellPlace
from duixian.intake.workbook.template import Entry
from duixian.office.audit.models import Entry as Written
from duixian.office.common.actor import System
from duixian.office.people.demonstration import FIRM_CODE, REGION
from duixian.office.registry.applying import Origin
from duixian.office.registry.comparing import BadFilesError
from duixian.office.registry.models import Enterprise, KnownSheet, Mention, Record, RecordChange
from duixian.office.registry.services.import_folder import import_folder
from tests.office.registry.conftest import KEY, ORIGIN, OTHER, firm

AWARD = {
    "政策文号": "闵经委规发〔2021〕7号",
    "措施": "4.1",
    "受益人": FIRM_CODE,
    "事项日期": date(2021, 3, 1),
    "决定日期": date(2021, 9, 1),
    "金额": 200000,
    "来源": "本区",
}
LATER = Origin("2023年申报", date(2023, 6, 30))


def kept(sheet: str, key: str = FIRM_CODE) -> dict[str, object]:
    found: dict[str, object] = Record.objects.get(region=REGION, sheet=sheet, key=key).values
    return found


def test_values_are_kept_exactly(brought_in):
    facts: dict[str, Entry] = {
        "资产总额": Decimal("1234.56789"),
        "从业人数": 120,
        "成立日期": date(2015, 2, 28),
    }
    brought_in({"企业": [firm(facts=facts, 民营企业=True)]})
    values = kept("enterprise")
    assert values["total_assets"] == 1_234_567_890
    assert values["employees"] == 120
    assert values["founded_on"] == "2015-02-28"
    assert values["is_private"] is True
    assert "paid_in_capital" not in values


def test_a_number_that_is_not_whole_is_kept_as_its_decimal(brought_in):
    lease = {"编号": "租1", "企业": FIRM_CODE, "起租日期": date(2021, 1, 1)}
    brought_in({"企业": [firm()], "租赁": [{**lease, "租赁面积": Decimal("512.5")}]})
    assert kept("lease", "租1")["leased_area"] == "512.5"


def test_every_value_has_its_source_and_day(brought_in):
    brought_in({"企业": [firm()]})
    assert Record.objects.get(sheet="enterprise").origins == {"*": ["2022年申报", "2022-06-30"]}


def test_importing_the_same_again_changes_nothing(brought_in):
    rows = {
        "企业": [firm(资产总额=10), firm(OTHER)],
        "企业年度": [{KEY: FIRM_CODE, "年度": "2021", "营业收入": 800}],
        "奖补历史": [AWARD, AWARD],
    }
    brought_in(rows)
    before = list(Record.objects.order_by("pk").values())
    counts = brought_in(rows, LATER)
    assert {(each.fresh, each.changed) for each in counts.values()} == {(0, 0)}
    assert list(Record.objects.order_by("pk").values()) == before
    assert not RecordChange.objects.exists()
    assert Record.objects.filter(sheet="awards").count() == 2


def test_a_workbook_without_rows_changes_nothing_and_its_sheets_are_known_to_be_read(brought_in):
    brought_in({"企业": [firm()]})
    counts = brought_in({}, LATER)
    assert {(each.fresh, each.changed, each.same) for each in counts.values()} == {(0, 0, 0)}
    assert Enterprise.objects.count() == 1
    assert {one.read_on for one in KnownSheet.objects.all()} == {LATER.day}


def test_a_changed_value_is_written_with_what_was_there_and_its_own_source(brought_in):
    brought_in({"企业": [firm(从业人数=120, 资产总额=10)]})
    counts = brought_in({"企业": [firm(从业人数=99)]}, LATER)
    assert (counts["enterprise"].fresh, counts["enterprise"].changed) == (0, 1)
    change = RecordChange.objects.get()
    assert (change.before, change.after) == ({"employees": 120}, {"employees": 99})
    record = Record.objects.get(sheet="enterprise")
    assert record.values["total_assets"] == 10_000_000
    assert record.origins["employees"] == ["2023年申报", "2023-06-30"]
    assert record.origins["*"] == ["2022年申报", "2022-06-30"]


def test_an_amount_that_changes_is_the_same_award(brought_in):
    brought_in({"企业": [firm()], "奖补历史": [AWARD]})
    brought_in({"企业": [firm()], "奖补历史": [{**AWARD, "已收回": 50000}]})
    award = Record.objects.get(sheet="awards")
    assert (award.values["amount"], award.values["recovered"]) == (20_000_000, 5_000_000)


def test_a_new_name_leaves_the_old_one_as_a_former_name(brought_in):
    brought_in({"企业": [firm()]})
    brought_in({"企业": [firm(名称="上海新名科技有限公司")]})
    found = Enterprise.objects.get()
    assert found.name == "上海新名科技有限公司"
    assert found.former_names == ["上海示例精密机械有限公司"]
    assert "SHXMKJ" in found.searched
    assert "SHSLJM" in found.searched


def test_every_bad_cell_is_told_with_its_place_and_nothing_is_written(brought_in):
    lease = {"编号": "租1", "企业": FIRM_CODE, "起租日期": date(2021, 1, 1), "年租金": "很多"}
    rows = {"企业": [firm(从业人数="十几个"), firm("910000000000009009")], "租赁": [lease]}
    with pytest.raises(BadFilesError) as bad:
        brought_in(rows)
    told = {
        (p.place.sheet, p.place.line, p.found)
        for p in bad.value.problems
        if isinstance(p.place, CellPlace)
    }
    assert told == {
        ("企业", 2, "十几个"),
        ("企业", 3, "910000000000009009"),
        ("租赁", 2, "很多"),
    }
    assert not Record.objects.exists()
    assert not Enterprise.objects.exists()
    assert not Written.objects.filter(verb="导入企业资料").exists()


def test_rows_of_a_firm_nobody_knows_are_refused(brought_in):
    lease = {"编号": "租1", "企业": OTHER, "起租日期": date(2021, 1, 1)}
    brought_in({"企业": [firm()]})
    with pytest.raises(BadFilesError, match="1 处错误") as bad:
        brought_in({"租赁": [lease]})
    assert bad.value.problems[0].what == "文件里和本区档案里都没有这家企业"
    second = {**lease, "编号": "租2", "企业": FIRM_CODE}
    brought_in({"企业": [firm(OTHER)], "租赁": [lease, second]})
    assert Record.objects.filter(sheet="lease").count() == 2


def test_a_year_written_twice_is_refused(brought_in):
    years = [{KEY: FIRM_CODE, "年度": "2021"}, {KEY: FIRM_CODE, "年度": "2021年"}]
    with pytest.raises(BadFilesError) as bad:
        brought_in({"企业": [firm()], "企业年度": years})
    assert [(p.place.line, p.what) for p in bad.value.problems] == [(3, "同一年度写了两次")]


def test_a_sheet_without_rows_is_known_and_a_missing_one_is_not(brought_in):
    brought_in({"企业": [firm()]})
    assert KnownSheet.objects.filter(sheet="lease").exists()
    assert not KnownSheet.objects.filter(region="310118").exists()


def test_other_firms_that_a_row_names_are_found_from_them(brought_in):
    report = {"编号": "诊1", "企业": FIRM_CODE, "服务商": OTHER, "报告日期": date(2021, 5, 1)}
    rows = {"企业": [firm(), firm(OTHER)], "诊断报告": [report]}
    brought_in(rows)
    assert Mention.objects.get().firm == OTHER
    brought_in({**rows, "诊断报告": [{**report, "服务商": FIRM_CODE}]})
    assert not Mention.objects.exists()


def test_an_import_is_in_the_audit_log_with_its_counts(brought_in):
    brought_in({"企业": [firm()]})
    entry = Written.objects.get(verb="导入企业资料")
    assert json.loads(entry.after) == {"enterprise": {"fresh": 1, "changed": 0, "same": 0}}


def test_a_look_that_objects_stops_the_import(district, workbook):  # noqa: ARG001 - people first
    def object_to(*_: object) -> None:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        import_folder(System(), REGION, workbook({"企业": [firm()]}), ORIGIN, look=object_to)
    assert not Record.objects.exists()
