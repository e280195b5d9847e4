"""Titles end, are reviewed and revoked on their days; candidates move step by step with reasons."""

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from duixian.office.audit.models import Entry
from duixian.office.common.answers import RefusedError
from duixian.office.people.demonstration import FIRM_CODE, REGION
from duixian.office.people.enums import Role
from duixian.office.people.models import User
from duixian.office.registry.models import Enterprise, Record, RecordChange
from duixian.office.registry.services.keep_titles import Candidate, enter_candidate, move_title
from duixian.office.registry.services.review_title import Review, review_title
from duixian.office.registry.titles import expiring, pipeline, revoked
from tests.office.registry.conftest import OTHER

DAY = date(2022, 6, 30)
CANDIDATE = Candidate(
    FIRM_CODE, "专精特新", "区级专精特新中小企业", "区级", date(2022, 3, 1), "研发投入达标"
)


def titled(key: str, region: str = REGION, **values: str | bool) -> Record:
    held = {"title": "市级称号", "status": "已认定", "recognised_on": "2019-07-01", **values}
    return Record.objects.create(
        region=region, sheet="recognition", key=key, firm=FIRM_CODE, values=held, origins={}
    )


@pytest.fixture
def there(district):  # noqa: ARG001 - people first
    """The demonstration firm and another one."""
    Enterprise.objects.create(region=REGION, code=FIRM_CODE, name="上海示例公司")
    Enterprise.objects.create(region=REGION, code=OTHER, name="上海另外公司")


@pytest.mark.usefixtures("there")
@pytest.mark.parametrize(
    ("values", "listed"),
    [
        ({"valid_until": "2022-09-28"}, True),
        ({"valid_until": "2022-09-29"}, False),
        ({"next_review_on": "2022-07-01", "valid_until": "2030-01-01"}, True),
        ({"valid_until": "2022-01-01"}, True),
        ({"valid_until": "2022-07-01", "status": "已撤销"}, False),
        ({"valid_until": "2022-07-01", "status": "未通过"}, False),
        ({}, False),
    ],
)
def test_a_title_is_listed_when_it_ends_or_is_reviewed_within_the_days(values, listed):
    titled("认1", **values)
    assert bool(expiring(REGION, DAY, 90)) is listed


@pytest.mark.usefixtures("there")
def test_a_title_that_a_later_row_renewed_is_listed_no_more():
    titled("认1", valid_until="2022-06-30")
    titled("认2", valid_until="2025-06-30", recognised_on="2022-06-01")
    assert expiring(REGION, DAY, 90) == []


@pytest.mark.usefixtures("there")
def test_what_is_due_first_comes_first_and_says_what_it_is():
    titled("认1", valid_until="2022-07-20")
    titled("认2", valid_until="2022-06-29", title="区级称号")
    titled("认3", next_review_on="2022-06-30", valid_until="2024-06-30", title="国家级称号")
    found = expiring(REGION, DAY, 90)
    assert [(each.honour, each.state_on(DAY)) for each in found] == [
        ("区级称号", "已到期"),
        ("国家级称号", "应复核"),
        ("市级称号", "有效"),
    ]


def test_a_title_is_revoked_with_its_ground_and_its_history(there, actor):  # noqa: ARG001 - firms first
    row = titled("认1", valid_until="2022-07-01")
    with pytest.raises(RefusedError, match="写明依据"):
        move_title(actor(Role.OFFICER), row.pk, "revoke", DAY, "")
    move_title(actor(Role.OFFICER), row.pk, "revoke", DAY, "示例〔2022〕9号")
    row.refresh_from_db()
    assert (row.values["status"], row.values["revoked_on"]) == ("已撤销", "2022-06-30")
    assert RecordChange.objects.get().before == {"status": "已认定", "revoked_on": None}
    assert Entry.objects.get(verb="撤销称号").reason == "示例〔2022〕9号"
    assert [each.number for each in revoked(REGION)] == [row.pk]


REVIEW = Review(date(2022, 8, 20), date(2025, 8, 19), date(2025, 6, 30), "示例〔2022〕12号")


def test_a_review_is_one_more_row_and_the_old_one_is_due_no_more(there, actor):  # noqa: ARG001 - firms first
    row = titled(
        "认1", level="市级", issuer="某局", batch="第一批", is_first=True, valid_until="2022-07-01"
    )
    made = review_title(actor(Role.OFFICER), row.pk, REVIEW)
    assert made.values == {
        "id": "认1 复核 2022-08-20",
        "title": "市级称号",
        "level": "市级",
        "issuer": "某局",
        "status": "已认定",
        "is_first": False,
        "recognised_on": "2022-08-20",
        "valid_until": "2025-08-19",
        "next_review_on": "2025-06-30",
    }
    assert expiring(REGION, DAY, 90) == []
    assert Entry.objects.get(verb="登记复核通过").reason == "示例〔2022〕12号"
    with pytest.raises(RefusedError, match="已经登记过"):
        review_title(actor(Role.OFFICER), row.pk, REVIEW)


def test_what_a_review_does_not_say_stays_unknown(there, actor):  # noqa: ARG001 - firms first
    row = titled("认1", valid_until="2022-07-01", next_review_on="2022-06-01")
    made = review_title(
        actor(Role.OFFICER), row.pk, replace(REVIEW, valid_until=None, next_review_on=None)
    )
    assert {"valid_until", "next_review_on", "level"} & set(made.values) == set()


def test_a_review_that_cannot_be_is_refused_with_all_its_faults(there, actor):  # noqa: ARG001 - firms first
    row = titled("认1", status="已撤销", recognised_on="2022-09-01")
    wrong = replace(REVIEW, valid_until=date(2022, 8, 20), why=" ")
    with pytest.raises(RefusedError) as refused:
        review_title(actor(Role.OFFICER), row.pk, wrong)
    told = refused.value.answer.because
    for fault in ("才能复核", "写明依据", "不晚于这一行的日期 2022-09-01", "有效期不晚于"):
        assert fault in told
    with pytest.raises(RefusedError, match="街镇经办不能"):
        review_title(actor(Role.TOWN_CLERK), row.pk, REVIEW)
    assert Record.objects.count() == 1


@pytest.mark.usefixtures("there", "stranger")
def test_a_review_is_entered_on_the_page_of_the_title(browser, client):
    row = titled("认1", valid_until="2022-07-01")
    address = reverse("title-review", args=[row.pk])
    assert address in browser(Role.OFFICER).get(reverse("title", args=[row.pk])).content.decode()
    given = {"on": "2022-08-20", "valid_until": "2022-08-01", "why": "示例〔2022〕12号"}
    wrong = browser(Role.OFFICER).post(address, given)
    assert wrong.status_code == 422
    assert "有效期不晚于复核日期" in wrong.content.decode()
    there = browser(Role.OFFICER).post(address, given | {"valid_until": "2025-08-19"})
    made = Record.objects.get(key="认1 复核 2022-08-20")
    assert there.url == reverse("title", args=[made.pk])
    user = User.objects.get(username="stranger")
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    assert client.post(address, given).status_code == 404


def test_a_candidate_moves_from_the_pipeline_to_a_title_on_its_day(there, actor):  # noqa: ARG001 - firms first
    officer = actor(Role.OFFICER)
    row = enter_candidate(officer, CANDIDATE)
    assert [each.status for each in pipeline(REGION)] == ["储备"]
    with pytest.raises(RefusedError, match="已在「区级专精特新中小企业」的储备库里"):
        enter_candidate(officer, CANDIDATE)
    with pytest.raises(RefusedError, match="只有“已认定”时才能撤销称号"):
        move_title(officer, row.pk, "revoke", DAY, "错")
    with pytest.raises(RefusedError, match="日期早于"):
        move_title(officer, row.pk, "apply", date(2022, 2, 1), "申报书")
    move_title(officer, row.pk, "apply", date(2022, 4, 1), "申报书")
    move_title(officer, row.pk, "recognise", DAY, "示例〔2022〕8号")
    row.refresh_from_db()
    assert (row.values["status"], row.values["recognised_on"]) == ("已认定", "2022-06-30")
    assert pipeline(REGION) == []


def test_only_officers_of_the_district_move_titles(there, actor, stranger):  # noqa: ARG001 - firms first
    row = titled("认1")
    with pytest.raises(RefusedError, match="街镇经办不能"):
        move_title(actor(Role.TOWN_CLERK), row.pk, "revoke", DAY, "依据")
    with pytest.raises(RefusedError) as refused:
        move_title(stranger, row.pk, "revoke", DAY, "依据")
    assert refused.value.answer.hidden
    with pytest.raises(RefusedError, match="本区档案里没有"):
        enter_candidate(stranger, CANDIDATE)


@pytest.mark.usefixtures("there")
def test_the_pages_list_and_move_titles_and_candidates(browser):
    officer = browser(Role.OFFICER)
    row = titled("认1", valid_until="2022-07-01")
    assert "上海示例公司" in officer.get(reverse("titles")).content.decode()
    given = {"on": "2022-06-30", "why": "示例〔2022〕9号", "verb": "revoke"}
    address = reverse("title", args=[row.pk])
    assert browser(Role.TOWN_CLERK).post(address, given).status_code == 422
    assert officer.post(address, given).status_code == 302
    assert "已撤销" in officer.get(reverse("titles"), {"within": "revoked"}).content.decode()
    new = {"firm": OTHER, "honour": "区级称号", "kind": "专精特新", "level": "区级"}
    new |= {"day": "2022-06-01", "why": "培育"}
    assert officer.post(reverse("pipeline-new"), new).status_code == 302
    assert "上海另外公司" in officer.get(reverse("pipeline")).content.decode()


@pytest.mark.usefixtures("there", "stranger")
def test_a_title_of_another_district_is_not_there(client):
    row = titled("认1", valid_until="2022-07-01")
    user = User.objects.get(username="stranger")
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    assert client.get(reverse("title", args=[row.pk])).status_code == 404
    assert "市级称号" not in client.get(reverse("titles")).content.decode()
