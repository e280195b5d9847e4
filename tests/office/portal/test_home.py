"""The first page: the ways in for everybody, and what waits for whoever signed in."""

from datetime import timedelta

import pytest
from django.urls import reverse

from duixian.office.notices.models import Message
from duixian.office.people.demonstration import FIRM_CODE, REGION
from duixian.office.people.enums import Role
from duixian.office.people.models import Organisation
from duixian.office.portal.looking_day import looking_day
from duixian.office.portal.worklist import EXPIRING_DAYS, waiting
from duixian.office.registry.enums import AdjustmentState, CorrectionState, NameState
from duixian.office.registry.models import (
    Adjustment,
    Correction,
    Enterprise,
    ListedName,
    NameList,
    Record,
)


@pytest.fixture
def one_correction(district):  # noqa: ARG001 - people first
    """One correction that nobody has judged, and one that somebody has."""
    firm = Enterprise.objects.create(region=REGION, code=FIRM_CODE, name="某公司")
    for key, state in (("1", CorrectionState.PROPOSED), ("2", CorrectionState.REJECTED)):
        Correction.objects.create(
            enterprise=firm, key=key, state=state, before={}, after={}, by=1, by_name="某人"
        )


@pytest.mark.usefixtures("shelf")
def test_a_visitor_finds_search_self_check_and_every_category(client):
    page = client.get("/").content.decode()
    assert reverse("self-check") in page
    assert "已发布 7 份文件、56 项措施" in page
    found = client.get(reverse("policies"), {"category": "企业技术改造项目"}).content.decode()
    assert "企业技术改造项目" in page
    assert "1 项</span></h1>" in found
    assert "待办" not in page


def counts(actor) -> dict[str, int]:
    return {each.label: each.count for each in waiting(actor)}


@pytest.mark.usefixtures("one_correction")
def test_an_officer_sees_what_waits_and_a_firm_only_its_messages(browser):
    queue = f'<a href="{reverse("corrections")}"><b>1</b>企业提出的更正</a>'
    assert queue in browser(Role.OFFICER).get("/").content.decode()
    firm = browser(Role.APPLICANT).get("/").content.decode()
    assert "企业提出的更正" not in firm
    assert "未读消息" in firm


def test_who_only_reads_has_nothing_to_do(actor):
    for role in (Role.AUDITOR, Role.LEADER, Role.TOWN_CLERK, Role.EXPERT, Role.ADMINISTRATOR):
        assert waiting(actor(role)) == []


def test_names_and_titles_wait_for_the_officer_of_their_own_district(actor):
    soon = looking_day() + timedelta(days=EXPIRING_DAYS)
    for region in (REGION, "310118"):
        given = NameList.objects.create(
            region=region, title="名单", number="1", batch="", day=soon, read_on=soon
        )
        for line, state in enumerate((NameState.WAITING, NameState.FOREIGN), 1):
            ListedName.objects.create(name_list=given, line=line, name=f"某厂{line}", state=state)
        for key, until in (("近", soon), ("远", soon + timedelta(days=1))):
            values = {"title": "称号", "status": "已认定", "valid_until": until.isoformat()}
            Record.objects.create(
                region=region,
                sheet="recognition",
                key=key,
                firm=FIRM_CODE,
                values=values,
                origins={},
            )
    found = counts(actor(Role.OFFICER))
    assert found["名单上待认领的名称"] == 1
    assert found[f"{EXPIRING_DAYS} 天内到期或应复核的称号"] == 1


def test_an_adjustment_waits_for_who_may_approve_it_once_it_is_proposed(actor):
    for year, state in enumerate((AdjustmentState.DRAFT, AdjustmentState.PROPOSED), 2020):
        Adjustment.objects.create(
            region=REGION, database="龙头企业", year=year, rated_on=looking_day(), state=state
        )
    assert counts(actor(Role.HEAD))["等待审批的数据库调整"] == 1
    assert "等待审批的数据库调整" not in counts(actor(Role.OFFICER))


def test_a_firm_counts_its_own_unread_messages(actor):
    own = actor(Role.APPLICANT)
    other = Organisation.objects.exclude(pk=own.organisation)[0]
    for source, organisation, read_at in (
        ("a", own.organisation, None),
        ("b", own.organisation, "2022-06-30T00:00Z"),
        ("c", other.pk, None),
    ):
        Message.objects.create(organisation_id=organisation, source=source, read_at=read_at)
    assert counts(own) == {"未读消息": 1}


@pytest.mark.parametrize(
    ("role", "there", "not_there"),
    [
        (Role.APPLICANT, "提出更正", "开户"),
        (Role.TOWN_CLERK, "查一家企业", "解释口径"),
        (Role.ADMINISTRATOR, "重置登录、移交待办", "查一家企业"),
        (Role.AUDITOR, "从什么改成什么", "提出更正"),
        (Role.EXPERT, "没有分派给您的工作", "可以办理"),
        (None, "不用登录", "可以办理"),
    ],
)
def test_everybody_is_told_what_their_role_can_do(browser, role, there, not_there):
    page = browser(role).get("/").content.decode()
    assert there in page
    assert not_there not in page
