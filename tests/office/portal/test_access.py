"""Every address against every role: whatever nobody classified is closed."""

from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

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


@pytest.mark.parametrize("name", ALL)
def test_every_address_says_who_may_open_it_and_why(name):
    access = access_of(ALL[name].callback)
    assert access is not None, f"{name} 没有写明谁可以打开"
    if isinstance(access, Public | SignedIn):
        assert access.why


WITHOUT_ARGUMENTS = [name for name, each in ALL.items() if not each.pattern.converters]


@pytest.mark.parametrize("role", [None, *Role], ids=lambda role: role or "public")
@pytest.mark.parametrize("name", WITHOUT_ARGUMENTS)
def test_every_role_sees_just_what_it_may(name, role, browser):
    status = browser(role).get(reverse(name)).status_code
    access = access_of(ALL[name].callback)
    match access:
        case Public():
            assert status < 500
            assert status != 403
        case SignedIn() if role is None:
            assert status == 302
        case Needs(privilege) if role is None or privilege not in PRIVILEGES[role]:
            assert status in (302, 403)
        case _:
            assert status in (200, 302, 404, 405, 422)


def test_a_refusal_page_says_what_to_do(client):
    page = client.get("/nowhere/").content.decode()
    assert "没有这一页" in page
    assert "请从首页重新进入" in page


def test_a_hidden_refusal_answers_as_if_there_were_nothing():
    assert No("没有这个内容", hidden=True).hidden
