"""From a firm's file to what it gets, and from there to the measure and its policy, and back."""

import pytest
from django.urls import reverse
from django.utils.html import escape

from duixian.office.matching.enums import State
from duixian.office.matching.models import Run
from duixian.office.matching.summary import summary_of
from duixian.office.people.demonstration import FIRM_CODE, REGION
from duixian.office.people.enums import Role
from duixian.office.registry.models import Enterprise
from tests.office.matching.conftest import POLICY


@pytest.fixture
def firm_file(district) -> str:  # noqa: ARG001 - people first
    """The address of the file of a firm."""
    Enterprise.objects.get_or_create(region=REGION, code=FIRM_CODE, defaults={"name": "某公司"})
    return reverse("firm-file", args=[FIRM_CODE])


def test_a_file_leads_to_the_latest_run_that_finished_in_its_district(done, firm_file, browser):
    later = [Run.objects.get(pk=done.pk) for _ in range(2)]
    later[0].state, later[1].region = State.CANCELLED, "310118"
    for run in later:
        run.pk = None
        run.save()
    page = browser(Role.TOWN_CLERK).get(firm_file).content.decode()
    assert reverse("run-firm", args=[done.pk, FIRM_CODE]) in page
    assert all(reverse("run-firm", args=[run.pk, FIRM_CODE]) not in page for run in later)


def test_a_file_in_a_district_without_runs_offers_no_result(firm_file, browser):
    assert "能兑现什么" not in browser(Role.OFFICER).get(firm_file).content.decode()


def test_a_firm_comes_from_its_own_file_to_the_self_check(firm_file, browser):
    del firm_file
    own = browser(Role.APPLICANT).get(reverse("own-file")).content.decode()
    assert f'<a class="button" href="{reverse("self-check")}">' in own


def test_a_line_of_a_run_leads_to_its_rows_and_rows_to_the_measure(done, browser):
    officer = browser(Role.OFFICER)
    page = officer.get(reverse("run", args=[done.pk])).content.decode()
    rows = reverse("run-rows", args=[done.pk])
    paid = next(each for each in summary_of(done).measures if each.title in page)
    measure = reverse("measure", args=[POLICY, paid.key[1]])
    assert f'href="{rows}?measure=' in page
    assert f'href="{rows}?town=' in page
    assert f'href="{escape(measure)}"' in page
    found = officer.get(rows, {"measure": " ".join(paid.key)}).content.decode()
    assert f'href="{escape(measure)}"' in found


def test_a_firm_newer_than_the_run_is_told_apart_from_one_that_is_not_there(done, browser):
    newer = Enterprise.objects.create(region=REGION, code="9131NEWER", name="新来的公司")
    Enterprise.objects.create(region="310118", code="9131OTHER", name="外区公司")
    address = reverse("run-firm", args=[done.pk, newer.code])
    told = browser(Role.OFFICER).get(address)
    assert told.status_code == 200
    assert "还没有这家企业" in told.text
    assert reverse("start-run") in told.text
    clerk = browser(Role.TOWN_CLERK)
    assert reverse("start-run") not in clerk.get(address).text
    for code in ("9131OTHER", "9131NOBODY"):
        assert clerk.get(reverse("run-firm", args=[done.pk, code])).status_code == 404
