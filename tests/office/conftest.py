"""The site under test: an invented district, its people, and who they are when they act."""

from collections.abc import Callable

import pytest
from django.test import Client

from duixian.office.common.actor import Actor
from duixian.office.library.demonstration import stock
from duixian.office.people.demonstration import ACCOUNTS, SINCE, settle
from duixian.office.people.enums import OrganisationKind, Role
from duixian.office.people.models import Organisation, Post, User
from duixian.office.people.selectors import actors


@pytest.fixture
def district(db):  # noqa: ARG001 - a database has to be there first
    """The demonstration district with one person for every role."""
    settle()


@pytest.fixture
def actor(district) -> Callable[[Role], Actor]:  # noqa: ARG001 - people first
    """The actor of a role."""

    def of(role: Role) -> Actor:
        user = User.objects.get(username=next(a.username for a in ACCOUNTS if a.role == role))
        return next(iter(actors(user, SINCE).values()))

    return of


@pytest.fixture
def browser(district) -> Callable[[Role | None], Client]:  # noqa: ARG001 - people first
    """A browser in which somebody of a role is signed in; nobody for None."""

    def of(role: Role | None) -> Client:
        client = Client()
        if role is not None:
            username = next(each.username for each in ACCOUNTS if each.role == role)
            client.force_login(
                User.objects.get(username=username), "django.contrib.auth.backends.ModelBackend"
            )
        return client

    return of


@pytest.fixture
def stranger(district) -> Actor:  # noqa: ARG001 - people first
    """An officer of another district."""
    office = Organisation.objects.create(
        region="310118", kind=OrganisationKind.OFFICE, name="产业科"
    )
    user = User.objects.create_user("stranger", "another-2022-word", name="何外区")
    Post.objects.create(user=user, organisation=office, role=Role.OFFICER, since=SINCE)
    return next(iter(actors(user, SINCE).values()))


@pytest.fixture
def shelf(district) -> None:  # noqa: ARG001 - people first
    """Every shipped policy is published in its district."""
    stock()
