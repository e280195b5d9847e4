"""A firm is clean only where every source was read in time; a record counts while it stands."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from duixian.office.audit.models import Entry
from duixian.office.common.actor import System
from duixian.office.common.answers import RefusedError
from duixian.office.people.demonstration import FIRM_CODE, REGION
from duixian.office.people.enums import Role
from duixian.office.registry.applying import Origin
from duixian.office.registry.comparing import BadFilesError
from duixian.office.registry.credit_check import credit_check
from duixian.office.registry.credit_table import CreditEntry
from duixian.office.registry.enums import (
    KINDS_READ,
    CreditEffect,
    CreditKind,
    CreditReach,
    CreditState,
)
from duixian.office.registry.models import CreditReading, CreditRecord
from duixian.office.registry.services.end_credit import repair_credit, withdraw_credit
from duixian.office.registry.services.keep_credit import (
    Read,
    enter_credit,
    import_credit,
    keep_credit,
)
from tests.office.registry.conftest import OTHER

READ_ON, DAY = date(2022, 6, 20), date(2022, 6, 30)
ORIGIN = Origin("上海市公共信用信息服务平台", READ_ON)
ALL = Read(frozenset(KINDS_READ), ORIGIN, is_complete=True)
PENALTY = CreditEntry(
    firm=FIRM_CODE,
    kind=CreditKind.NEGATIVE,
    cause="未按规定排放污水",
    authority="示例区生态环境局",
    effect=CreditEffect.LIMIT,
    reach=CreditReach.DISTRICT,
    since=date(2022, 1, 10),
    until=date(2023, 1, 9),
)
HEADERS = "企业,企业名称,结果,记录类别,事由,决定机关,影响,适用范围,起始日期,截止日期"
LINE = "示例公司,有记录,司法或行政负面记录,未按规定排放污水,示例局,限制,本区各类专项资金"


def read(*entries: CreditEntry, firms: tuple[str, ...] = (), how: Read = ALL) -> None:
    keep_credit(System(), REGION, entries, firms, how)


def state(firm: str = FIRM_CODE, day: date = DAY) -> CreditState:
    return credit_check(REGION, [firm], day)[firm].state


def table(*lines: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("信用.csv", "\n".join([HEADERS, *lines]).encode())


@pytest.fixture(autouse=True)
def uploads(settings, tmp_path):
    """Files handed in go to a folder of the test."""
    settings.DUIXIAN_UPLOADS = tmp_path / "uploads"


@pytest.mark.usefixtures("db")
def test_nothing_read_is_not_checked_and_never_clean():
    answer = credit_check(REGION, [FIRM_CODE], DAY)[FIRM_CODE]
    assert answer.state == CreditState.UNCHECKED
    assert [each.kind for each in answer.unread] == list(KINDS_READ)
    assert answer.because[0] == "司法或行政负面记录：还没有读取"


@pytest.mark.usefixtures("db")
def test_a_firm_that_no_complete_source_names_is_clean_for_thirty_days():
    read(PENALTY)
    assert state(OTHER, READ_ON) == CreditState.CLEAN
    assert state(OTHER, date(2022, 7, 20)) == CreditState.CLEAN
    assert state(OTHER, date(2022, 7, 21)) == CreditState.UNCHECKED
    assert state(OTHER, date(2022, 6, 19)) == CreditState.UNCHECKED


@pytest.mark.usefixtures("db")
def test_one_kind_that_was_not_read_leaves_the_firm_unchecked():
    read(how=replace(ALL, kinds=frozenset(KINDS_READ) - {CreditKind.UNLAWFUL}))
    answer = credit_check(REGION, [OTHER], DAY)[OTHER]
    assert (answer.state, answer.because) == (
        CreditState.UNCHECKED,
        ("其他重大违法：还没有读取",),
    )


@pytest.mark.usefixtures("db")
def test_a_look_up_of_some_firms_says_nothing_of_the_others():
    read(firms=(OTHER,), how=replace(ALL, is_complete=False))
    assert state(OTHER) == CreditState.CLEAN
    assert state(FIRM_CODE) == CreditState.UNCHECKED


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2022, 1, 9), CreditState.CLEAN),
        (date(2022, 1, 10), CreditState.RECORDED),
        (date(2023, 1, 9), CreditState.RECORDED),
        (date(2023, 1, 10), CreditState.CLEAN),
    ],
)
def test_a_record_counts_from_its_first_to_its_last_day(day, expected):
    read(PENALTY, how=replace(ALL, origin=Origin("平台", day)))
    assert state(day=day) == expected


@pytest.mark.usefixtures("db")
def test_a_record_is_told_with_its_effect_even_where_other_kinds_were_not_read():
    remark = replace(PENALTY, effect=CreditEffect.REMARK, cause="逾期年报")
    read(remark, PENALTY, how=replace(ALL, kinds=frozenset({CreditKind.NEGATIVE})))
    answer = credit_check(REGION, [FIRM_CODE], DAY)[FIRM_CODE]
    assert (answer.state, answer.effect) == (CreditState.RECORDED, CreditEffect.LIMIT)
    assert "司法或行政负面记录（限制，本区各类专项资金）：未按规定排放污水" in answer.because[0]
    assert len(answer.records) == 2
    assert len(answer.unread) == 3


@pytest.mark.usefixtures("db")
def test_another_district_neither_sees_the_record_nor_the_reading():
    read(PENALTY)
    assert credit_check("310118", [FIRM_CODE], DAY)[FIRM_CODE].state == CreditState.UNCHECKED


def test_repair_ends_a_record_on_its_day_and_is_in_the_audit_log(actor):
    read(PENALTY)
    number, officer = CreditRecord.objects.get().pk, actor(Role.OFFICER)
    with pytest.raises(RefusedError, match="修复依据"):
        repair_credit(officer, number, date(2022, 6, 30), " ")
    repair_credit(officer, number, date(2022, 6, 30), "修复决定书 1 号")
    assert state(day=date(2022, 6, 29)) == CreditState.RECORDED
    assert state(day=date(2022, 6, 30)) == CreditState.CLEAN
    assert Entry.objects.filter(verb="登记信用修复", user_name="沈经办").exists()
    with pytest.raises(RefusedError, match="已于 2022-06-30 修复"):
        repair_credit(officer, number, date(2022, 7, 1), "又一次")


def test_a_wrong_record_is_withdrawn_with_a_reason_and_stays(actor):
    read(PENALTY)
    number, officer = CreditRecord.objects.get().pk, actor(Role.OFFICER)
    with pytest.raises(RefusedError, match="撤回理由"):
        withdraw_credit(officer, number, "")
    withdraw_credit(officer, number, "同名企业，登记错了")
    assert state() == CreditState.CLEAN
    assert CreditRecord.objects.get().withdrawn_why == "同名企业，登记错了"


def test_whoever_may_not_write_and_whoever_is_of_another_district_changes_nothing(actor, stranger):
    read(PENALTY)
    number = CreditRecord.objects.get().pk
    with pytest.raises(RefusedError, match="街镇经办不能"):
        enter_credit(actor(Role.TOWN_CLERK), replace(PENALTY, cause="另一件"), ORIGIN)
    with pytest.raises(RefusedError) as refused:
        withdraw_credit(stranger, number, "看不见的")
    assert refused.value.answer.hidden


def test_a_record_entered_by_hand_is_no_reading_and_is_entered_once(actor):
    enter_credit(actor(Role.OFFICER), PENALTY, ORIGIN)
    assert not CreditReading.objects.exists()
    with pytest.raises(RefusedError, match="已经登记过"):
        enter_credit(actor(Role.OFFICER), PENALTY, ORIGIN)


def test_everything_wrong_with_a_record_is_said_at_once(actor):
    wrong = replace(PENALTY, until=date(2021, 1, 1), repaired_on=date(2020, 1, 1))
    with pytest.raises(RefusedError) as refused:
        enter_credit(actor(Role.OFFICER), wrong, ORIGIN)
    assert refused.value.answer.because.count("；") == 2


def test_a_table_is_imported_with_its_readings_and_again_changes_nothing(actor):
    lines = (f"{FIRM_CODE},{LINE},2022-01-10,2023-01-09", f"{OTHER},,无记录,,,,,,,")
    how = replace(ALL, is_complete=False)
    done = import_credit(actor(Role.OFFICER), table(*lines), how)
    assert (done.fresh, done.firms) == (1, 2)
    assert (state(FIRM_CODE), state(OTHER)) == (CreditState.RECORDED, CreditState.CLEAN)
    before = list(CreditRecord.objects.values())
    done = import_credit(actor(Role.OFFICER), table(*lines), how)
    assert (done.fresh, done.changed, done.same) == (0, 0, 1)
    assert list(CreditRecord.objects.values()) == before


def test_a_later_table_changes_what_it_gives_and_the_audit_log_says_from_what(actor):
    officer = actor(Role.OFFICER)
    import_credit(officer, table(f"{FIRM_CODE},{LINE},2022-01-10,2023-01-09"), ALL)
    later = replace(ALL, origin=Origin("平台", date(2022, 7, 1)))
    done = import_credit(officer, table(f"{FIRM_CODE},{LINE},2022-01-10,2022-12-31"), later)
    assert done.changed == 1
    found = CreditRecord.objects.get()
    assert (found.until, found.read_on) == (date(2022, 12, 31), date(2022, 7, 1))
    entry = Entry.objects.get(verb="更新信用记录")
    assert (entry.before, entry.after) == ('{"until":"2023-01-09"}', '{"until":"2022-12-31"}')


def test_every_bad_row_is_told_at_once_and_nothing_is_kept(actor):
    lines = (
        f"{FIRM_CODE[:-1]}X,{LINE},2022-01-10,",
        f"{FIRM_CODE},{LINE},2022-01-10,2021-01-01",
        f"{OTHER},,有记录,严重违法失信,,,,,,",
        f"{OTHER},,无记录,严重违法失信,,,,,,",
    )
    with pytest.raises(BadFilesError) as bad:
        import_credit(actor(Role.OFFICER), table(*lines), ALL)
    told = [(each.place.line, each.what) for each in bad.value.problems]
    assert [line for line, _ in told] == [2, 3, 4, 4, 4, 4, 4, 5]
    assert (3, "截止日期早于起始日期") in told
    assert (5, "写了无记录，却填了「记录类别」") in told
    assert not CreditRecord.objects.exists()
    assert not CreditReading.objects.exists()


def test_a_kind_the_source_was_not_read_for_is_refused(actor):
    how = replace(ALL, kinds=frozenset({CreditKind.DISHONEST}))
    with pytest.raises(BadFilesError) as bad:
        import_credit(actor(Role.OFFICER), table(f"{FIRM_CODE},{LINE},2022-01-10,"), how)
    assert bad.value.problems[0].what == "这一类不在本次读取的类别里"
