"""Firms are told what a run found for them: their own rows, what they want to hear of, once."""

import pytest
from django.urls import reverse

from duixian.office.audit.models import Entry
from duixian.office.common.answers import RefusedError
from duixian.office.matching.announcing import tell_everybody
from duixian.office.matching.models import Run
from duixian.office.matching.rows import Wanted, page_of, rows_of_firms
from duixian.office.matching.services.announce import announce
from duixian.office.matching.telling import note_of
from duixian.office.notices.enums import Topic
from duixian.office.notices.models import Message
from duixian.office.notices.services.set_preference import set_preference
from duixian.office.people.demonstration import REGION, SINCE
from duixian.office.people.enums import OrganisationKind, Role
from duixian.office.people.models import Organisation, Post, User
from duixian.office.people.selectors import actors
from duixian.rulebook.assessment import Verdict


def with_people(code: str, name: str, region: str = REGION) -> Organisation:
    firm = Organisation.objects.create(
        region=region, kind=OrganisationKind.FIRM, name=name, code=code
    )
    user = User.objects.create_user(f"of-{firm.pk}", name=name)
    Post.objects.create(user=user, organisation=firm, role=Role.APPLICANT, since=SINCE)
    return firm


@pytest.fixture
def paid(done) -> list[Organisation]:
    """Two firms that the run pays, for whom people sign in, and one of another district."""
    rows = page_of(done, Wanted(verdict=Verdict.GRANTED)).rows
    first, second = list(dict.fromkeys(row.firm for row in rows))[:2]
    with_people(second, "外区企业", "310118")
    return [with_people(first, "甲企业"), with_people(second, "乙企业")]


def test_every_firm_with_people_is_told_its_own_rows_and_only_once(done, paid):
    assert tell_everybody(done.pk) == 2
    assert tell_everybody(done.pk) == 0
    for firm in paid:
        text = Message.objects.get(organisation=firm).text
        for row in rows_of_firms(done, [firm.code])[firm.code]:
            assert row.title in text
    assert not Message.objects.filter(organisation__region="310118").exists()


def test_a_firm_hears_only_of_what_it_wants(done, paid):
    user = User.objects.get(posts__organisation=paid[0])
    set_preference(next(iter(actors(user, SINCE).values())), [], by_mail=True)
    assert tell_everybody(done.pk) == 1
    assert not Message.objects.filter(organisation=paid[0]).exists()


def test_a_message_says_sums_what_is_missing_and_what_fails(done):
    rows = [
        *page_of(done, Wanted(verdict=Verdict.GRANTED)).rows[:1],
        *page_of(done, Wanted(verdict=Verdict.UNKNOWN)).rows[:1],
        *page_of(done, Wanted(near=True)).rows[:1],
    ]
    note = note_of(done, rows, list(Topic))
    assert note is not None
    assert note.title == "有 1 项可以兑现的政策"
    assert "2022年6月30日" in note.text
    assert "不是审批决定" in note.text
    for row in rows:
        lines = [line for line in note.text.splitlines() if f"{row.title}（" in line]
        wanted = row.failed if row.near else ("元", *row.missing)
        assert any(all(thing in line for thing in wanted) for line in lines)
    assert note_of(done, rows[:1], [Topic.NEAR.value]) is None


def test_an_officer_has_the_firms_told_once_and_a_reader_never(done, browser, actor):
    address = reverse("announce-run", args=[done.pk])
    assert browser(Role.LEADER).post(address).status_code == 403
    page = reverse("run", args=[done.pk])
    assert address not in browser(Role.LEADER).get(page).content.decode()
    assert address in browser(Role.OFFICER).get(page).content.decode()
    browser(Role.OFFICER).post(address)
    run = Run.objects.get(pk=done.pk)
    assert run.announced_at is not None
    assert Entry.objects.filter(verb="通知企业匹配结果").count() == 1
    with pytest.raises(RefusedError, match="已经通知过企业"):
        announce(actor(Role.HEAD), run)
    assert "家有消息" in browser(Role.OFFICER).get(page).content.decode()


def test_a_run_without_a_result_is_told_to_nobody(queued, actor):
    with pytest.raises(RefusedError, match="没有结果"):
        announce(actor(Role.OFFICER), queued)


def test_another_district_has_nobody_told_of_our_run(done, foreign):
    assert foreign.post(reverse("announce-run", args=[done.pk])).status_code == 404
    assert Run.objects.get(pk=done.pk).announced_at is None
