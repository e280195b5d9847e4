"""Who may stand in for a colleague: who works in the same office, and only as long as they do."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from duixian.office.common.answers import RefusedError
from duixian.office.people.enums import Role
from duixian.office.people.models import User
from duixian.office.people.selectors import actors
from duixian.office.people.services.hand_over import hand_over

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
