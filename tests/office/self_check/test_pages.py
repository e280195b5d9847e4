"""The pages of the self-check, and what they leave behind: nothing of a visitor."""

import pytest
from django.apps import apps
from django.urls import reverse

from duixian.office.audit.models import Entry
from duixian.office.library.demonstration import stock
from duixian.office.people.enums import Role
from duixian.office.self_check.models import Draft
from tests.office.self_check.firm import FIRST_TITLE, MEASURE


@pytest.fixture(autouse=True)
def policies(district):  # noqa: ARG001 - people first
    stock()


def rows_of_all_tables() -> dict[str, int]:
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}  # noqa: SLF001


def test_a_visitor_sees_what_they_get_and_leaves_no_row_in_any_table(browser):
    visitor = browser(None)
    before = rows_of_all_tables()
    page = visitor.post(reverse("self-check"), FIRST_TITLE).content.decode()
    assert MEASURE in page
    assert '可以兑现 <b><span class="money">5 万元</span></b>' in page
    assert "一（一）" in page
    paper = visitor.post(reverse("self-check-paper"), FIRST_TITLE)
    assert paper.content.startswith(b"%PDF")
    assert rows_of_all_tables() == before


def test_a_visitor_cannot_save(browser):
    answer = browser(None).post(reverse("self-check"), FIRST_TITLE | {"save": "1"})
    assert answer.status_code == 403
    assert not Draft.objects.exists()


def test_a_firm_goes_on_where_it_stopped_and_the_log_does_not_know_its_figures(browser):
    firm = browser(Role.APPLICANT)
    firm.post(reverse("self-check"), FIRST_TITLE | {"save": "1"})
    page = firm.get(reverse("self-check")).content.decode()
    assert MEASURE in page
    entry = Entry.objects.latest("number")
    assert entry.verb == "保存"
    assert "1500" not in entry.after


def test_nobody_sees_the_draft_of_another(browser):
    browser(Role.APPLICANT).post(reverse("self-check"), FIRST_TITLE | {"save": "1"})
    for role in (None, Role.CERTIFIER, Role.OFFICER):
        page = browser(role).get(reverse("self-check")).content.decode()
        assert '可以兑现 <b><span class="money">0 元</span></b>' in page


def test_beginning_again_throws_the_draft_away(browser):
    firm = browser(Role.APPLICANT)
    firm.post(reverse("self-check"), FIRST_TITLE | {"save": "1"})
    firm.post(reverse("self-check-discard"))
    assert not Draft.objects.exists()


def test_wrong_answers_and_a_wrong_day_are_told_at_once(browser):
    wrong = FIRST_TITLE | {"enterprise.employees": "很多", "on": "2022-02-30"}
    answer = browser(None).post(reverse("self-check"), wrong)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "应为数量（人）" in page
    assert "2022-02-30" in page


def test_a_district_without_policies_is_not_there(browser):
    assert browser(None).get(reverse("self-check") + "?region=999999").status_code == 404


def test_a_visitor_chooses_the_district_and_a_firm_does_not(browser):
    asked = reverse("self-check"), {"region": "310118"}
    page = browser(None).get(*asked).content.decode()
    assert '<option value="310118" selected>青浦区</option>' in page
    assert '<option value="310112">闵行区</option>' in page
    assert "上海市专精特新中小企业公示名单" not in page
    assert '<select id="region"' not in browser(Role.APPLICANT).get(*asked).content.decode()


def test_a_measure_leads_to_the_self_check_of_its_district(browser):
    measure = reverse("measure", args=["青经发〔2022〕19号", "5.2.2"])
    assert "/check/?region=310118" in browser(None).get(measure).content.decode()


def test_a_change_brings_the_result_alone(browser):
    answer = browser(None).post(reverse("self-check"), FIRST_TITLE, headers={"HX-Request": "true"})
    page = answer.content.decode()
    assert "<form" not in page
    assert MEASURE in page
