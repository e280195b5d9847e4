"""Who reviews a firm first is found by its parent company, park or town, and never guessed."""

import pytest
from django.urls import reverse

from duixian.intake.workbook.template import Entry as Cell
from duixian.office.audit.models import Entry
from duixian.office.people.demonstration import FIRM_CODE, REGION, SINCE
from duixian.office.people.enums import OrganisationKind, Role
from duixian.office.people.models import Organisation, Post, User
from duixian.office.registry.first_reviewer import first_reviewer_of
from duixian.office.registry.models import Enterprise
from tests.office.registry.conftest import OTHER, firm

PARK = "示例工业区管委会"


@pytest.fixture
def answer(brought_in):
    """What is said of a firm with these facts: a name, or nothing, and why."""

    def of(code: str = OTHER, **facts: Cell) -> tuple[str | None, str]:
        brought_in({"企业": [firm(code, None, **facts)]})
        found = first_reviewer_of(Enterprise.objects.get(region=REGION, code=code))
        named = found.organisation
        return (named.name if named else None), found.because

    return of


def organisation(kind: OrganisationKind, name: str, region: str = REGION, **more) -> Organisation:
    return Organisation.objects.create(region=region, kind=kind, name=name, **more)


def test_a_town_reviews_its_firms(answer):
    assert answer(街镇="梅陇镇") == ("梅陇镇", "按档案里的街镇")


def test_a_park_reviews_its_firms_where_the_town_is_nobody(answer):
    organisation(OrganisationKind.PARK, PARK)
    assert answer(街镇="无名镇", 园区=PARK) == (PARK, "按档案里的园区")


def test_a_park_and_a_town_are_not_chosen_between(answer):
    organisation(OrganisationKind.PARK, PARK)
    because = f"园区“{PARK}”和街镇“梅陇镇”都可以首审，要由区里指定"
    assert answer(街镇="梅陇镇", 园区=PARK) == (None, because)


def test_a_town_that_is_written_differently_is_not_guessed(answer):
    assert answer(街镇="梅陇") == (None, "街镇“梅陇”没有登记为本区的单位，不能确定")


def test_a_town_of_another_district_does_not_count(answer):
    organisation(OrganisationKind.TOWN, "外区镇", region="310118")
    assert answer(街镇="外区镇")[0] is None


def test_a_firm_without_town_and_park_is_open(answer):
    assert answer(街镇="") == (None, "档案里还没有街镇或园区，不能确定")


def test_a_firm_of_a_district_company_is_reviewed_by_it(answer):
    parent = organisation(OrganisationKind.DISTRICT_COMPANY, "示例区属公司")
    organisation(OrganisationKind.FIRM, "示例子公司", code=OTHER, parent=parent)
    assert answer(街镇="梅陇镇") == ("示例区属公司", "是本企业的上级区属企业")


def test_a_parent_that_is_no_district_company_reviews_nobody(answer):
    parent = organisation(OrganisationKind.FIRM, "示例母公司", code=FIRM_CODE[:-1] + "X")
    organisation(OrganisationKind.FIRM, "示例子公司", code=OTHER, parent=parent)
    assert answer(街镇="梅陇镇")[0] == "梅陇镇"


def test_what_was_settled_for_the_firm_goes_before_its_town(answer):
    assert answer(FIRM_CODE, 街镇="颛桥镇")[0] == "梅陇镇"


def test_the_firm_and_the_officers_read_it_on_the_file(brought_in, browser):
    brought_in({"企业": [firm(), firm(OTHER, 街镇="无名镇")]})
    assert "首审单位：<b>梅陇镇</b>" in browser(Role.APPLICANT).get(reverse("own-file")).text
    page = browser(Role.OFFICER).get(reverse("firm-file", args=[OTHER])).text
    assert "首审单位：<b>未定</b>" in page
    assert "街镇“无名镇”没有登记为本区的单位" in page


def test_a_park_stands_in_the_place_of_a_town(answer):
    assert answer(街镇="莘庄工业区") == ("莘庄工业区", "按档案里的街镇")
    assert answer(街镇="莘庄工业区", 园区="莘庄工业区") == ("莘庄工业区", "按档案里的园区")


def settled(browser, reviewer: str, why: str = "镇园商定", role: Role = Role.OFFICER):
    found = Organisation.objects.filter(region=REGION, name=reviewer).first()
    sent = {"reviewer": found.pk if found else reviewer, "why": why}
    return browser(role).post(reverse("first-reviewer", args=[OTHER]), sent)


def test_an_officer_settles_what_is_open_and_the_log_knows_why(answer, browser):
    organisation(OrganisationKind.PARK, PARK)
    assert answer(街镇="梅陇镇", 园区=PARK)[0] is None
    assert settled(browser, PARK).status_code == 302
    assert answer()[0] == PARK
    entry = Entry.objects.get(verb="指定首审单位")
    assert (entry.subject_id, entry.reason) == (OTHER, "镇园商定")
    assert settled(browser, "file").status_code == 302
    assert answer()[0] is None


def test_what_settles_nothing_is_told_beside_the_form(answer, browser):
    answer(街镇="梅陇镇")
    assert "首审单位没有变" in settled(browser, "file").text
    assert settled(browser, "颛桥镇", why=" ").status_code == 422
    for wrong in ("产业科", "无名单位"):
        assert settled(browser, wrong).status_code == 422
    assert answer() == ("梅陇镇", "按档案里的街镇")


def test_only_officers_settle_it_and_nobody_for_their_own_firm(answer, browser, actor):
    answer(街镇="梅陇镇")
    assert settled(browser, "颛桥镇", role=Role.TOWN_CLERK).status_code == 403
    own = organisation(OrganisationKind.FIRM, "示例公司", code=OTHER)
    officer = actor(Role.OFFICER)
    Post.objects.create(user_id=officer.user, organisation=own, role=Role.APPLICANT, since=SINCE)
    assert "您也为这家企业办事" in settled(browser, "颛桥镇").text


def test_a_firm_of_another_district_has_no_such_page(answer, browser, stranger):
    answer(街镇="梅陇镇")
    client = browser(None)
    user = User.objects.get(pk=stranger.user)
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    assert client.get(reverse("first-reviewer", args=[OTHER])).status_code == 404
