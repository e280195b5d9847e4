"""The audit log is append-only, chained, and tells which row was tampered with."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, connections, transaction
from django.db.transaction import TransactionManagementError

from duixian.office.audit.models import Entry, Head, Seal
from duixian.office.audit.services.record import Change, Subject, record
from duixian.office.audit.services.seal import KeyUnusableError, seal
from duixian.office.audit.services.verify import verify
from duixian.office.common.actor import System

SUBJECT = Subject("企业", "1", "示例企业", "310112")


@pytest.fixture
def five(db):  # noqa: ARG001 - a database has to be there first
    """Five rows in the log."""
    with transaction.atomic():
        for number in range(1, 6):
            record(System(), "登记", SUBJECT, Change({"n": number - 1}, {"n": number}, "示例"))


def tamper(statement: str, *parameters: str) -> None:
    """What somebody with the database's password could do: drop the triggers, then change."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER IF EXISTS audit_entry_never_changes")
            cursor.execute("DROP TRIGGER IF EXISTS audit_entry_never_goes")
        else:
            cursor.execute("ALTER TABLE audit_entry DISABLE TRIGGER USER")
        cursor.execute(statement, parameters)


def faults() -> list[tuple[int, str]]:
    return [(fault.number, fault.what) for fault in verify()]


@pytest.mark.usefixtures("five")
def test_a_whole_log_has_no_fault():
    assert faults() == []
    assert [entry.number for entry in Entry.objects.all()] == [1, 2, 3, 4, 5]


@pytest.mark.usefixtures("db")
def test_a_row_outside_a_transaction_is_refused(monkeypatch):
    with monkeypatch.context() as outside:
        outside.setattr(connections["default"], "in_atomic_block", False)
        with pytest.raises(TransactionManagementError):
            record(System(), "登记", SUBJECT)


@pytest.mark.usefixtures("five")
def test_a_row_is_gone_when_the_change_it_tells_of_is_undone():
    with transaction.atomic():
        record(System(), "登记", SUBJECT)
        transaction.set_rollback(True)
    assert Head.objects.get(pk=1).number == 5
    assert faults() == []


@pytest.mark.usefixtures("five")
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET reason = '' WHERE number = 3",
        "DELETE FROM audit_entry WHERE number = 3",
    ],
)
def test_the_database_refuses_to_change_or_remove_a_row(statement):
    with (
        pytest.raises(DatabaseError, match="只能追加"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


@pytest.mark.usefixtures("five")
def test_a_changed_row_is_named():
    tamper("UPDATE audit_entry SET reason = %s WHERE number = 3", "别的理由")
    assert faults() == [(3, "第 3 条被改过，内容与摘要不符")]


@pytest.mark.usefixtures("five")
def test_a_missing_row_is_named():
    tamper("DELETE FROM audit_entry WHERE number IN (2, 3)")
    assert faults() == [(2, "第 2 至 3 条不见了")]


@pytest.mark.usefixtures("five")
def test_missing_last_rows_are_named():
    tamper("DELETE FROM audit_entry WHERE number > 3")
    assert faults() == [(4, "末尾缺失：第 4 至 5 条不见了")]


@pytest.mark.usefixtures("five")
def test_rows_that_changed_places_are_named():
    tamper("UPDATE audit_entry SET number = 30 WHERE number = 3")
    tamper("UPDATE audit_entry SET number = 3 WHERE number = 4")
    tamper("UPDATE audit_entry SET number = 4 WHERE number = 30")
    assert (3, "第 3 条换了位置，原来是第 4 条") in faults()
    assert (4, "第 4 条换了位置，原来是第 3 条") in faults()


@pytest.mark.usefixtures("five")
def test_a_log_rewritten_as_a_whole_does_not_fit_its_seal():
    seal(date(2022, 6, 30))
    tamper("DELETE FROM audit_entry")
    Head.objects.filter(pk=1).update(number=0, digest="")
    with transaction.atomic():
        for number in range(5):
            record(System(), "登记", SUBJECT, Change({}, {"n": number}, "改写"))
    assert faults() == [(5, "第 5 条与 2022-06-30 签名的摘要不符")]


@pytest.mark.usefixtures("five")
def test_a_seal_of_another_key_is_found(settings):
    seal(date(2022, 6, 30))
    settings.DUIXIAN_AUDIT_KEY = "A" * 43 + "="
    assert faults() == [(0, "2022-06-30 的每日摘要签名不对")]


@pytest.mark.usefixtures("five")
def test_a_day_is_sealed_once():
    first = seal(date(2022, 6, 30))
    with transaction.atomic():
        record(System(), "登记", SUBJECT)
    assert seal(date(2022, 6, 30)).digest == first.digest
    assert Seal.objects.count() == 1


@pytest.mark.usefixtures("db")
def test_the_chain_can_be_made_with_sm3(settings):
    settings.DUIXIAN_AUDIT_ALGORITHM = "sm3"
    with transaction.atomic():
        record(System(), "登记", SUBJECT)
    assert Entry.objects.get().algorithm == "sm3"
    assert faults() == []


@pytest.mark.usefixtures("five")
def test_a_row_whose_algorithm_was_changed_is_named():
    tamper("UPDATE audit_entry SET algorithm = 'md5' WHERE number = 3")
    assert faults() == [(3, "第 3 条被改过，没有摘要算法 md5")]


@pytest.mark.usefixtures("five")
def test_an_end_of_the_chain_that_is_gone_is_told():
    tamper("DELETE FROM audit_head")
    assert faults() == [(5, "链的末端不见了")]


BENT = {
    "reason": "CAST(X'ff' AS TEXT)",
    "at": "'no time'",
    "user": "'nobody'",
}


@pytest.mark.usefixtures("five")
@pytest.mark.parametrize("column", BENT)
def test_a_row_that_can_no_longer_be_read_is_named_and_only_that(column):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL keeps no value that its column cannot hold")
    tamper(f'UPDATE audit_entry SET "{column}" = {BENT[column]} WHERE number = 3')  # noqa: S608 - ours
    found = faults()
    assert [number for number, _ in found] == [3]
    assert "第 3 条被改过" in found[0][1]


@pytest.mark.usefixtures("five")
@pytest.mark.parametrize("number", ["'x'", "X'01'"])
def test_a_row_whose_number_is_none_is_told(number):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL keeps no number that is none")
    tamper(f"UPDATE audit_entry SET number = {number} WHERE number = 3")  # noqa: S608 - ours
    told = "\n".join(what for _, what in faults())
    assert "第 3 条不见了" in told
    assert "序号不是整数" in told


@pytest.mark.usefixtures("five")
@pytest.mark.parametrize("table", ["audit_entry", "audit_head", "audit_seal"])
def test_a_table_that_is_gone_is_told(table):
    tamper(f"ALTER TABLE {table} RENAME TO elsewhere")
    ((number, what),) = faults()
    assert (number, f"{table} 不见了" in what) == (0, True)


@pytest.mark.usefixtures("five")
def test_rows_cut_off_the_end_with_the_end_moved_back_do_not_fit_the_seal():
    seal(date(2022, 6, 30))
    tamper("DELETE FROM audit_entry WHERE number > 3")
    last = Entry.objects.get(number=3)
    Head.objects.filter(pk=1).update(number=3, digest=last.digest)
    assert faults() == [(5, "第 5 条与 2022-06-30 签名的摘要不符")]


@pytest.mark.usefixtures("five")
def test_an_end_or_a_seal_that_cannot_be_read_is_told():
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL keeps no value that its column cannot hold")
    seal(date(2022, 6, 30))
    tamper("UPDATE audit_head SET number = 'x'")
    tamper("DROP TRIGGER audit_seal_never_changes")
    tamper("UPDATE audit_seal SET day = 'some day'")
    assert [what for _, what in faults()] == [
        "链的末端被改过，内容读不出来",
        "每日摘要被改过，内容读不出来",
    ]


@pytest.mark.usefixtures("five")
def test_a_key_that_is_none_is_told(settings):
    seal(date(2022, 6, 30))
    settings.DUIXIAN_AUDIT_KEY = "no key"
    assert faults() == [(0, "每日摘要没有核对：DUIXIAN_AUDIT_KEY 不是 32 字节的 Base64")]
    with pytest.raises(KeyUnusableError):
        seal(date(2022, 7, 1))


@pytest.mark.usefixtures("five")
@pytest.mark.parametrize("table", ["audit_entry", "audit_seal"])
def test_a_row_is_not_replaced_on_the_embedded_database_either(table):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL has no REPLACE")
    seal(date(2022, 6, 30))
    with (
        pytest.raises(DatabaseError, match="不能修改"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"REPLACE INTO {table} SELECT * FROM {table} LIMIT 1")  # noqa: S608 - ours
