"""Who may stand in for a colleague: who works in the same office, and only as long as they do."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from duixian.office.audit.models import Entry
from duixian.office.common.answers import RefusedError
from duixian.office.people.enums import Role
from duixian.office.people.models import Deputy, User
from duixian.office.people.selectors import actors
from duixian.office.people.services.hand_over import hand_over
from duixian.office.people.services.recall import recall

GONE = date(2021, 1, 1)


@pytest.fixture
def handed_over(actor):
    """The officer's queue goes to the head for a week, as far as that is possible."""

    def hand() -> User:
        officer = User.objects.get(username="officer")
        head = User.objects.get(username="head")
        today = timezone.localdate()
        hand_over(
            actor(Role.OFFICER),
            officer.posts.get(),
            head,
            since=today,
            until=today + timedelta(days=7),
            reason="休假",
        )
        return head

    return hand


def test_a_deputy_who_left_the_office_acts_for_nobody_there(handed_over):
    head = handed_over()
    assert [each.deputy_for for each in actors(head, timezone.localdate()).values()][1:] == [
        "沈经办"
    ]
    head.posts.update(until=GONE)
    assert actors(head, timezone.localdate()) == {}


def test_who_left_the_office_cannot_be_made_a_deputy(handed_over):
    User.objects.get(username="head").posts.update(until=GONE)
    with pytest.raises(RefusedError, match="不在产业科"):
        handed_over()


@pytest.mark.parametrize("role", [Role.OFFICER, Role.HEAD, Role.ADMINISTRATOR])
def test_a_hand_over_is_taken_back_by_whoever_it_concerns(handed_over, actor, role):
    head = handed_over()
    recall(actor(role), Deputy.objects.get())
    recall(actor(role), Deputy.objects.get())
    assert [each.deputy_for for each in actors(head, timezone.localdate()).values()] == [""]
    told = Entry.objects.get(verb="收回移交")
    assert "吴科长" in told.before
    assert told.role == role


@pytest.mark.parametrize("role", [Role.LEADER, Role.APPLICANT, Role.AUDITOR])
def test_for_others_a_hand_over_is_not_there(handed_over, actor, role):
    handed_over()
    with pytest.raises(RefusedError) as refused:
        recall(actor(role), Deputy.objects.get())
    assert refused.value.answer.hidden
    assert Deputy.objects.get().recalled_at is None


@pytest.fixture
def for_today(actor):
    """Who hands over whose post to whom, for today."""

    def hand(role: Role, holder: str, colleague: str) -> None:
        today = timezone.localdate()
        post = User.objects.get(username=holder).posts.get()
        to = User.objects.get(username=colleague)
        hand_over(actor(role), post, to, since=today, until=today, reason="病假")

    return hand


def test_whoever_manages_the_people_hands_over_for_somebody_ill_but_not_to_themselves(for_today):
    for_today(Role.ADMINISTRATOR, "officer", "head")
    head = actors(User.objects.get(username="head"), timezone.localdate())
    assert [each.deputy_for for each in head.values()] == ["", "沈经办"]
    for holder, colleague in (("leader", "admin"), ("officer", "officer")):
        with pytest.raises(RefusedError, match="不能移交给"):
            for_today(Role.ADMINISTRATOR, holder, colleague)
    with pytest.raises(RefusedError, match="只能移交自己的"):
        for_today(Role.LEADER, "officer", "head")


@pytest.mark.usefixtures("stranger")
def test_an_administrator_of_another_district_hands_nothing_over(for_today):
    with pytest.raises(RefusedError, match="只能移交自己的"):
        for_today(Role.ADMINISTRATOR, "stranger", "head")
