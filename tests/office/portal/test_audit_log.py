"""The page of the audit log: one's own district, filtered, paged, with what changed."""

import re
from datetime import UTC, datetime

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from duixian.office.audit import selectors
from duixian.office.audit.models import Entry
from duixian.office.audit.services.record import Change, Subject, record
from duixian.office.common.actor import System
from duixian.office.people.enums import Role

HERE = Subject("企业", "91-1", "甲公司", "310112")


@pytest.fixture
def auditor(browser):
    return browser(Role.AUDITOR)


@pytest.fixture
def write(actor):
    def one(verb: str, subject: Subject = HERE, change: Change | None = None, doer=None) -> Entry:
        with transaction.atomic():
            return record(doer or actor(Role.OFFICER), verb, subject, change)

    return one


def page(auditor, **wanted) -> str:
    answer = auditor.get(reverse("audit-log"), wanted)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_a_row_says_who_in_which_role_did_what_from_what_to_what_and_why(auditor, write):
    write("设岗", change=Change({"role": "officer"}, {"role": "head", "open": True}, "换岗"))
    said = re.sub(r"<[^>]+>|\s+", "", page(auditor, verb="设岗", subject="甲公司"))
    assert "沈经办产业科科室经办" in said
    assert "角色：科室经办改为科室负责人" in said
    assert "可登录：是" in said
    assert "理由：换岗" in said


def test_another_district_is_never_shown(auditor, write, stranger):
    write("外区的事", Subject("企业", "91-2", "外区公司", "310118"), doer=stranger)
    assert "外区" not in page(auditor)
    assert "外区的事" not in page(auditor, subject="外区公司")


@pytest.mark.parametrize(
    ("wanted", "is_there"),
    [
        ({"person": "经办"}, True),
        ({"person": "吴科长"}, False),
        ({"verb": "登记"}, True),
        ({"verb": "撤销"}, False),
        ({"subject": "甲公"}, True),
        ({"subject": "91-1"}, True),
        ({"subject": "企业"}, True),
        ({"subject": "乙"}, False),
    ],
)
def test_rows_are_found_by_person_verb_and_thing(auditor, write, wanted, is_there):
    write("登记示例")
    assert ("登记示例" in page(auditor, **wanted)) == is_there


def test_a_day_is_a_day_of_shanghai_with_both_ends(auditor, write, monkeypatch):
    late = datetime(2022, 6, 30, 15, 59, 59, tzinfo=UTC)
    with monkeypatch.context() as then:
        then.setattr(timezone, "now", lambda: late)
        write("夜里的事")
    assert "夜里的事" in page(auditor, since="2022-06-30", until="2022-06-30")
    assert "夜里的事" not in page(auditor, since="2022-07-01")
    assert "夜里的事" not in page(auditor, until="2022-06-29")


def test_pages_follow_each_other_without_a_gap_while_rows_are_added(auditor, write, monkeypatch):
    monkeypatch.setattr(selectors, "PAGE", 2)
    for verb in ("一", "二", "三", "四", "五"):
        write(f"第{verb}件")
    seen, address = [], f"{reverse('audit-log')}?verb=第"
    while address:
        text = auditor.get(address).content.decode()
        seen += re.findall("第(.)件", text)
        write("第六件")
        more = re.search(r'href="\?([^"]+)">更早的', text)
        address = f"{reverse('audit-log')}?{more[1].replace('&amp;', '&')}" if more else ""
    assert seen == list("五四三二一")


def test_reading_the_log_leaves_no_row_in_it(auditor):
    before = Entry.objects.count()
    page(auditor)
    assert Entry.objects.count() == before


def test_what_is_no_day_and_no_place_is_said(auditor):
    for wanted in ({"since": "昨天"}, {"before": "x"}, {"before": "-1"}, {"before": "9" * 30}):
        assert auditor.get(reverse("audit-log"), wanted).status_code == 422


def test_the_site_itself_is_shown_without_a_role(auditor, write):
    write("封存", doer=System(region="310112"))
    assert "系统" in page(auditor, verb="封存")


def test_a_person_who_may_not_read_it_is_refused_and_does_not_see_it_in_the_menu(browser):
    officer = browser(Role.OFFICER)
    assert officer.get(reverse("audit-log")).status_code == 403
    assert reverse("audit-log") not in officer.get(reverse("home")).content.decode()
