"""The first page: the ways in for everybody, and what waits for whoever signed in."""

import pytest
from django.urls import reverse

from duixian.office.people.demonstration import FIRM_CODE, REGION
from duixian.office.people.enums import Role
from duixian.office.registry.enums import CorrectionState
from duixian.office.registry.models import Correction, Enterprise


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


@pytest.mark.usefixtures("one_correction")
def test_an_officer_sees_what_waits_and_a_firm_does_not(browser):
    queue = f'<a href="{reverse("corrections")}"><b>1</b>企业提出的更正</a>'
    assert queue in browser(Role.OFFICER).get("/").content.decode()
    assert "待办" not in browser(Role.APPLICANT).get("/").content.decode()
