"""The list for automatic award: only measures that say so, nobody whose credit is unchecked."""

import shutil
from datetime import timedelta
from io import BytesIO

import duckdb
import pytest
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from duixian.office.audit.models import Entry
from duixian.office.common.actor import System
from duixian.office.matching import folders
from duixian.office.matching.automatic import candidates
from duixian.office.matching.enums import State
from duixian.office.matching.models import Run
from duixian.office.matching.selectors import library_used
from duixian.office.matching.services.export_candidates import export_candidates
from duixian.office.matching.services.start import start
from duixian.office.people.enums import Role
from duixian.office.registry.applying import Origin
from duixian.office.registry.credit_table import CreditEntry
from duixian.office.registry.enums import KINDS_READ, CreditEffect, CreditKind, CreditReach
from duixian.office.registry.services.keep_credit import Read, keep_credit
from tests.office.matching.conftest import ON

QINGPU, AUTOMATIC = "310118", "5.2.2"


@pytest.fixture
def run(done) -> Run:
    """A run of a district that has an automatic measure: the paid rows of `done` as if of it."""
    made = start(System(), QINGPU, ON)
    shutil.copytree(folders.folder_of(done), folders.folder_of(made))
    source, target = (str(folders.result_of(each) / "result.parquet") for each in (done, made))
    (policy,) = {
        policy.code
        for policy in library_used(made).policies
        if AUTOMATIC in {measure.code for measure in policy.measures}
    }
    with duckdb.connect() as connection:
        connection.execute(
            "CREATE TABLE changed AS SELECT * REPLACE ($policy AS policy, $measure AS measure)"
            " FROM read_parquet($source)",
            {"policy": policy, "measure": AUTOMATIC, "source": source},
        )
        connection.execute(f"COPY changed TO '{target}' (FORMAT parquet)")
    Run.objects.filter(pk=made.pk).update(
        state=State.FINISHED, ended_at=timezone.now(), firms=done.firms, verdicts=done.verdicts
    )
    return Run.objects.get(pk=made.pk)


def read_credit(*entries: CreditEntry) -> None:
    every = Read(frozenset(KINDS_READ), Origin("示例信用平台", ON), is_complete=True)
    keep_credit(System(), QINGPU, entries, (), every)


def penalty(firm: str) -> CreditEntry:
    return CreditEntry(
        firm=firm,
        kind=CreditKind.NEGATIVE,
        cause="未按规定排放污水",
        authority="示例区生态环境局",
        effect=CreditEffect.LIMIT,
        reach=CreditReach.DISTRICT,
        since=ON - timedelta(days=90),
        until=ON + timedelta(days=90),
    )


def test_without_a_reading_of_credit_nobody_is_ready(run):
    found = candidates(run, ON)
    assert not found.ready
    assert len(found.halted) == run.granted["rows"]
    assert all("还没有读取" in "".join(each.halts) for each in found.halted)


def test_clean_firms_with_an_exact_sum_are_ready_and_one_with_a_record_halts(run):
    firm = candidates(run, ON).halted[0].row.firm
    read_credit(penalty(firm))
    found = candidates(run, ON)
    assert firm in {each.row.firm for each in found.halted}
    assert firm not in {each.row.firm for each in found.ready}
    assert found.ready
    assert all(each.row.low == each.row.high for each in found.ready)
    assert found.ready_sum == sum(each.row.low or 0 for each in found.ready) > 0
    late = candidates(run, ON + timedelta(days=60))
    assert not late.ready, "a reading that is too old checks nobody"


def test_only_measures_that_say_so_are_on_the_list(run):
    assert AUTOMATIC in {measure.code for measure in candidates(run, ON).measures}


def test_a_district_without_automatic_measures_is_told_so(done, browser):
    page = browser(Role.OFFICER).get(reverse("run-automatic", args=[done.pk])).content.decode()
    assert "没有一条措施写明免申即享" in page


def test_the_page_shows_who_is_ready_and_why_others_are_not(run, foreign):
    firm = candidates(run, ON).halted[0].row
    read_credit(penalty(firm.firm))
    address = reverse("run-automatic", args=[run.pk])
    ready = foreign.get(address).content.decode()
    assert "可进入下一步" in ready
    assert firm.firm not in ready
    halted = foreign.get(address, {"list": "halted"}).content.decode()
    assert firm.firm in halted
    assert "未按规定排放污水" in halted


def test_the_list_is_exported_and_written_down(run, stranger):
    read_credit()
    file = export_candidates(stranger, run, ON)
    sheets = CalamineWorkbook.from_filelike(BytesIO(file)).sheet_names
    assert sheets[:2] == ["可进入下一步", "须先处理"]
    entry = Entry.objects.order_by("number").last()
    assert entry is not None
    assert entry.verb == "导出免申即享名单"


@pytest.mark.parametrize("name", ["run-automatic", "run-automatic-xlsx"])
def test_another_district_does_not_see_the_list(name, run, browser):
    assert browser(Role.OFFICER).get(reverse(name, args=[run.pk])).status_code == 404
