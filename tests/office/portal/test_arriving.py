"""Where a request comes from: told by a known proxy, never by a stranger."""

from ipaddress import ip_network

import pytest
from django.test import Client
from django.urls import reverse

from duixian.office.audit.models import Entry
from duixian.office.people.demonstration import PASSWORD

VISITOR = "203.0.113.9"


@pytest.fixture
def behind(settings, district):  # noqa: ARG001 - people first
    """A site for others, behind a proxy on this machine and one in front of that."""
    settings.DUIXIAN_DEMONSTRATION = False
    settings.DUIXIAN_PROXIES = (ip_network("127.0.0.1"), ip_network("10.0.0.0/29"))


def address_told(told: str, peer: str = "127.0.0.1") -> str:
    client = Client(REMOTE_ADDR=peer, headers={"x-forwarded-for": told} if told else {})
    client.post(reverse("sign-in"), {"username": "officer", "password": PASSWORD})
    return Entry.objects.filter(verb="登录").latest("number").after


@pytest.mark.usefixtures("behind")
@pytest.mark.parametrize(
    ("told", "peer", "address"),
    [
        (VISITOR, "127.0.0.1", VISITOR),
        (f"8.8.8.8, {VISITOR}", "127.0.0.1", VISITOR),
        (f"8.8.8.8, {VISITOR}, 10.0.0.3", "127.0.0.1", VISITOR),
        ("8.8.8.8, <script>, 10.0.0.3", "127.0.0.1", "10.0.0.3"),
        ("2001:db8::1", "::ffff:127.0.0.1", "2001:db8::1"),
        ("", "127.0.0.1", "127.0.0.1"),
        ("8.8.8.8", VISITOR, VISITOR),
        ("8.8.8.8", "10.0.0.9", "10.0.0.9"),
    ],
)
def test_the_nearest_address_that_is_no_proxy_of_ours_is_written_down(told, peer, address):
    assert address_told(told, peer) == f'{{"address":"{address}"}}'


@pytest.mark.usefixtures("behind")
def test_wrong_passwords_from_one_visitor_do_not_lock_others_behind_the_same_proxy():
    wrong = {"username": "officer", "password": "wrong"}
    for _ in range(5):
        locked = Client(headers={"x-forwarded-for": VISITOR}).post(reverse("sign-in"), wrong)
    assert locked.status_code == 403
    assert '"203.0.113.10"' in address_told("203.0.113.10")


@pytest.mark.usefixtures("behind")
def test_only_a_known_proxy_says_that_a_request_came_encrypted(settings):
    settings.SECURE_SSL_REDIRECT = True
    told = {"x-forwarded-proto": "https"}
    assert Client(headers=told).get(reverse("sign-in")).status_code == 200
    assert Client(REMOTE_ADDR=VISITOR, headers=told).get(reverse("sign-in")).status_code == 301


@pytest.mark.usefixtures("district")
@pytest.mark.parametrize(("peer", "told"), [(VISITOR, ""), ("127.0.0.1", VISITOR)])
def test_a_demonstration_answers_its_own_machine_only(peer, told):
    client = Client(REMOTE_ADDR=peer, headers={"x-forwarded-for": told} if told else {})
    answer = client.get(reverse("sign-in"))
    assert answer.status_code == 403
    assert PASSWORD not in answer.content.decode()
