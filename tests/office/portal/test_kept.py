"""Pages kept for everybody are those of the moment, and nobody gets another's."""

import pytest
from django.core.cache import caches
from django.test import Client
from django.urls import reverse

from duixian.office.library.services.sign_interpretation import Reading, sign_interpretation
from duixian.office.people.enums import Role

pytestmark = pytest.mark.usefixtures("shelf")
SEVEN = "闵经委规发〔2021〕7号"
POLICY = reverse("policy", args=[SEVEN])


@pytest.fixture(autouse=True)
def _nothing_kept():
    caches["pages"].clear()


def shown(client: Client) -> str:
    return str(client.get(POLICY).content.decode())


def test_a_kept_page_is_the_page_and_asks_the_database_once(client, django_assert_num_queries):
    first = shown(client)
    with django_assert_num_queries(1):
        assert shown(client) == first


def test_a_reading_signed_since_is_on_the_page_at_once(client, actor):
    assert "重新计算的口径" not in shown(client)
    reading = Reading(SEVEN, "", "怎样算？", "重新计算的口径")
    sign_interpretation(actor(Role.HEAD), reading)
    assert "重新计算的口径" in shown(client)


def test_what_is_not_there_is_not_kept(client):
    missing = reverse("policy", args=["没有的文号"])
    assert client.get(missing).status_code == 404
    assert client.get(missing).status_code == 404


def test_whoever_is_signed_in_gets_their_own_page_and_leaves_none_behind(browser):
    assert "沈经办" in shown(browser(Role.OFFICER))
    assert "沈经办" not in shown(Client())
    assert "沈经办" in shown(browser(Role.OFFICER))
