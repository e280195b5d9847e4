"""Every address against every role: whatever nobody classified is closed."""

from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils.http import urlencode

from duixian.office.common.answers import No
from duixian.office.people.enums import PRIVILEGES, Role
from duixian.office.portal.access import Needs, Public, SignedIn, access_of


def patterns(
    resolver: URLResolver | None = None, prefix: str = ""
) -> Iterator[tuple[str, URLPattern]]:
    """Every address with the name by which it is reversed, its namespaces in front."""
    for each in (resolver or get_resolver()).url_patterns:
        if isinstance(each, URLResolver):
            yield from patterns(each, prefix + (f"{each.namespace}:" if each.namespace else ""))
        else:
            yield f"{prefix}{each.name}", each


ALL = dict(patterns())


def test_every_address_says_who_may_open_it_and_why():
    accesses = {name: access_of(each.callback) for name, each in ALL.items()}
    unclassified = [name for name, access in accesses.items() if access is None]
    assert unclassified == []
    open_doors = {n: a for n, a in accesses.items() if isinstance(a, Public | SignedIn)}
    assert [name for name, access in open_doors.items() if not access.why] == []


WITHOUT_ARGUMENTS = [name for name, each in ALL.items() if not each.pattern.converters]


@pytest.mark.parametrize("role", [None, *Role], ids=lambda role: role or "public")
def test_every_role_sees_just_what_it_may(role, browser):
    client = browser(role)
    answers = {name: client.get(reverse(name)).status_code for name in WITHOUT_ARGUMENTS}
    assert {n: status for n, status in answers.items() if not is_right(n, role, status)} == {}
    assert client.get(reverse("account")).status_code == (200 if role else 302)  # still signed in


def is_right(name: str, role: Role | None, status: int) -> bool:
    """Whether an address may answer a role so."""
    access = access_of(ALL[name].callback)
    match access:
        case Public():
            return status < 500 and status != 403
        case SignedIn() if role is None:
            return status == 302
        case Needs(privilege) if role is None or privilege not in PRIVILEGES[role]:
            return status in (302, 403)
        case _:
            return status in (200, 302, 404, 405, 422)


def test_a_refusal_page_says_what_to_do(client):
    page = client.get("/nowhere/").content.decode()
    assert "没有找到" in page
    assert "请从首页重新进入" in page


def test_a_hidden_refusal_answers_as_if_there_were_nothing():
    assert No("没有这个内容", hidden=True).hidden


@pytest.mark.usefixtures("shelf")
def test_whoever_asks_for_the_head_of_a_page_gets_it(browser):
    client = browser(Role.ADMINISTRATOR)
    for name in ("home", "sign-in", "account", "people", "tokens", "policies", "self-check"):
        assert client.head(reverse(name)).status_code == 200, name


def test_a_piece_of_a_page_sends_the_whole_page_to_sign_in_and_back(client):
    page = reverse("registry") + "?town=x"
    sent = {"HX-Request": "true", "HX-Current-URL": f"http://testserver{page}"}
    answer = client.get(reverse("registry"), headers=sent)
    assert answer["HX-Redirect"] == f"{reverse('sign-in')}?{urlencode({'next': page})}"
