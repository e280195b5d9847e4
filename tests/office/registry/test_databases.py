"""A database changes once a year: nobody in it is forgotten, one proposes, another approves."""

from datetime import date

import pytest
from django.urls import reverse

from duixian.intake.demonstration import code_of
from duixian.office.audit.models import Entry
from duixian.office.common.answers import RefusedError
from duixian.office.people.demonstration import FIRM_CODE, REGION
from duixian.office.people.enums import Role
from duixian.office.people.models import User
from duixian.office.registry.databases import databases, members
from duixian.office.registry.enums import Move
from duixian.office.registry.models import Adjustment, Enterprise, KnownSheet, Record
from duixian.office.registry.services.adjust_database import (
    Moved,
    drop_firm,
    judge_adjustment,
    open_adjustment,
    propose_adjustment,
    settle_firm,
)
from tests.office.registry.conftest import OTHER

LEADING, DAY = "龙头企业", date(2022, 5, 31)


def held(firm: str, year: int, *, is_current: bool = True) -> None:
    values = {"kind": LEADING, "rated_on": f"{year}-05-31", "is_current": is_current}
    key = f"旧 {firm} {year}"
    Record.objects.create(
        region=REGION, sheet="register_entry", key=key, firm=firm, values=values, origins={}
    )


@pytest.fixture
def there(district):  # noqa: ARG001 - people first
    """Two firms; the first is in the database since 2021."""
    Enterprise.objects.create(region=REGION, code=FIRM_CODE, name="上海在库公司")
    Enterprise.objects.create(region=REGION, code=OTHER, name="上海新进公司")
    held(FIRM_CODE, 2021)


@pytest.fixture
def officer(there, actor):  # noqa: ARG001 - firms first
    """The officer who prepares."""
    return actor(Role.OFFICER)


def inside() -> list[str]:
    return [each.firm for each in members(REGION, LEADING)]


def test_the_latest_row_says_whether_a_firm_is_in(there):  # noqa: ARG001 - firms first
    held(OTHER, 2020)
    held(OTHER, 2021, is_current=False)
    assert inside() == [FIRM_CODE]


def test_an_adjustment_is_proposed_by_one_and_approved_by_another(officer, actor):
    made = open_adjustment(officer, LEADING, 2022, DAY)
    settle_firm(officer, made.pk, Moved(OTHER, Move.ENTER, "待评", "上年产值居前"))
    with pytest.raises(RefusedError, match="还没有写明保留或出库：上海在库公司"):
        propose_adjustment(officer, made.pk)
    settle_firm(officer, made.pk, Moved(FIRM_CODE, Move.LEAVE, "不通过", "产值连续下降"))
    propose_adjustment(officer, made.pk)
    assert inside() == [FIRM_CODE]
    with pytest.raises(RefusedError, match="科室经办不能批准"):
        judge_adjustment(officer, made.pk, "approve", "")
    judge_adjustment(actor(Role.HEAD), made.pk, "approve", "同意")
    assert inside() == [OTHER]
    row = Record.objects.get(key=f"{LEADING} 2022 {OTHER}")
    assert row.values["rating"] == "待评"
    assert row.origins["*"] == ["龙头企业数据库 2022 年度调整（吴科长批准）", "2022-05-31"]
    assert Entry.objects.filter(verb="批准数据库调整", user_name="吴科长").exists()


def test_whoever_proposed_does_not_approve_in_another_role(officer, actor):
    made = open_adjustment(officer, LEADING, 2022, DAY)
    settle_firm(officer, made.pk, Moved(FIRM_CODE, Move.STAY, "通过", "稳定"))
    propose_adjustment(officer, made.pk)
    Adjustment.objects.update(by=actor(Role.HEAD).user)
    with pytest.raises(RefusedError, match="不能自己审定"):
        judge_adjustment(actor(Role.HEAD), made.pk, "approve", "")


def test_a_returned_adjustment_is_changed_and_what_waits_is_not(officer, actor):
    made = open_adjustment(officer, LEADING, 2022, DAY)
    stay = Moved(FIRM_CODE, Move.STAY, "通过", "稳定")
    settle_firm(officer, made.pk, stay)
    propose_adjustment(officer, made.pk)
    with pytest.raises(RefusedError, match="待审批"):
        settle_firm(officer, made.pk, stay)
    with pytest.raises(RefusedError, match="退回要写明理由"):
        judge_adjustment(actor(Role.HEAD), made.pk, "return", " ")
    judge_adjustment(actor(Role.HEAD), made.pk, "return", "补充评定依据")
    drop_firm(officer, made.pk, FIRM_CODE)
    assert not made.lines.exists()


def test_a_registry_that_changed_meanwhile_is_not_approved(officer, actor):
    made = open_adjustment(officer, LEADING, 2022, DAY)
    settle_firm(officer, made.pk, Moved(FIRM_CODE, Move.STAY, "通过", "稳定"))
    propose_adjustment(officer, made.pk)
    held(OTHER, 2022)
    with pytest.raises(RefusedError, match="上海新进公司"):
        judge_adjustment(actor(Role.HEAD), made.pk, "approve", "")
    assert Adjustment.objects.get().state == "proposed"


@pytest.mark.parametrize(
    ("moved", "said"),
    [
        (Moved(FIRM_CODE, Move.ENTER, "通过", "理由"), "已经在库"),
        (Moved(OTHER, Move.STAY, "通过", "理由"), "不在库"),
        (Moved(OTHER, Move.ENTER, "优", " "), "综合评定应为 待评、不通过、通过；请写明理由"),
        (Moved(code_of(902), Move.ENTER, "通过", "理由"), "本区档案里没有"),
    ],
)
def test_everything_wrong_with_a_line_is_said_at_once(officer, moved, said):
    made = open_adjustment(officer, LEADING, 2022, DAY)
    with pytest.raises(RefusedError, match=said):
        settle_firm(officer, made.pk, moved)


def test_a_year_has_one_adjustment_of_a_database(officer):
    open_adjustment(officer, LEADING, 2022, DAY)
    with pytest.raises(RefusedError, match="2022 年度已有调整"):
        open_adjustment(officer, LEADING, 2022, DAY)


def test_one_database_alone_does_not_say_who_is_in_the_others(officer, actor):
    for database in databases()[:3]:
        assert not KnownSheet.objects.filter(sheet="register_entry").exists()
        made = open_adjustment(officer, database, 2022, DAY)
        move = Move.STAY if database == LEADING else Move.ENTER
        settle_firm(officer, made.pk, Moved(FIRM_CODE, move, "通过", "理由"))
        propose_adjustment(officer, made.pk)
        judge_adjustment(actor(Role.HEAD), made.pk, "approve", "")
    assert KnownSheet.objects.filter(sheet="register_entry").exists()


def test_the_pages_prepare_propose_and_approve(officer, browser):  # noqa: ARG001 - firms first
    writer, head = browser(Role.OFFICER), browser(Role.HEAD)
    given = {"database": LEADING, "year": "2022", "rated_on": "2022-05-31"}
    address = writer.post(reverse("adjustment-new"), given).url
    number = [Adjustment.objects.get().pk]
    assert "上海在库公司" in writer.get(address).content.decode()
    line = {"firm": FIRM_CODE, "move": "stay", "rating": "通过", "why": "稳定"}
    settle = reverse("adjustment-settle", args=number)
    assert writer.post(settle, line | {"firm": OTHER}).status_code == 422
    assert writer.post(settle, line).status_code == 302
    assert writer.post(reverse("adjustment-propose", args=number)).status_code == 302
    judge = reverse("adjustment-judge", args=number)
    assert writer.post(judge, {"approve": "1"}).status_code == 403
    assert "批准" in head.get(address).content.decode()
    assert head.post(judge, {"approve": "1"}).status_code == 302
    assert "已批准" in writer.get(reverse("databases")).content.decode()


@pytest.mark.usefixtures("stranger")
def test_an_adjustment_of_another_district_is_not_there(officer, client):
    made = open_adjustment(officer, LEADING, 2022, DAY)
    user = User.objects.get(username="stranger")
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    assert client.get(reverse("adjustment", args=[made.pk])).status_code == 404
    line = {"firm": FIRM_CODE, "move": "stay", "rating": "通过", "why": "稳定"}
    for name in ("settle", "drop", "propose"):
        address = reverse(f"adjustment-{name}", args=[made.pk])
        assert client.post(address, line).status_code == 404
    assert "上海在库公司" not in client.get(reverse("databases")).content.decode()
