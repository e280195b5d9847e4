"""Every page that a role can reach: accessible, small, fit for a phone, and of this host only."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve, reverse

from duixian.office.people.enums import PRIVILEGES, Role
from duixian.office.portal.access import Needs, Public, SignedIn, access_of
from tests.journeys.browsing import Person

WHO = {"": None, "applicant": Role.APPLICANT, "officer": Role.OFFICER, "head": Role.HEAD}
WHO |= {"auditor": Role.AUDITOR, "admin": Role.ADMINISTRATOR}
"""One of each kind of people; between them they may open every page there is."""

LINKS = "all => all.map(a => a.getAttribute('href'))"


def plain_addresses(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, object]]:
    """The addresses without arguments, each with its view."""
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            space = f"{each.namespace}:" if each.namespace else ""
            yield from plain_addresses(each, prefix + space)
        elif isinstance(each, URLPattern) and not each.pattern.converters:
            yield reverse(f"{prefix}{each.name}"), each.callback


def may_open(view: object, role: Role | None) -> bool:
    match access_of(view):
        case Public():
            return True
        case SignedIn():
            return role is not None
        case Needs(privilege):
            return role is not None and privilege in PRIVILEGES[role]
        case _:
            return False


def kind_of(path: str) -> str:
    """The name of the page an address leads to; "" where the page is none of ours."""
    try:
        found = resolve(urlsplit(path).path)
    except Resolver404:
        return ""
    return "" if found.namespaces else found.view_name  # the documents of the interface are ninja's


def is_page(person: Person, path: str) -> bool:
    """Whether the address answers with a page rather than a file, a refusal or a redirection."""
    answer = person.context.request.get(path, max_redirects=0)
    assert answer.status < 500, path
    return answer.status == 200 and answer.headers["content-type"].startswith("text/html")


@pytest.fixture(scope="module")
def looked_at() -> set[str]:
    """Pages looked at as somebody else before: looking takes longer than all the rest."""
    return set()


@pytest.mark.parametrize("username", WHO, ids=lambda name: name or "visitor")
def test_every_page_is_sound(username, person, looked_at):
    role, one = WHO[username], person(username)
    waiting = [path for path, view in plain_addresses(get_resolver()) if may_open(view, role)]
    seen: set[str] = set()
    while waiting:
        path = waiting.pop(0)
        kind = kind_of(path)
        if not kind or kind in seen:
            continue
        seen.add(kind)
        if kind not in looked_at and not is_page(one, path):
            continue
        one.open(path)
        if kind not in looked_at:
            looked_at.add(kind)
            one.look()
        waiting += one.page.eval_on_selector_all("a[href]", LINKS)
    assert {"home", "policies", "policy", "measure", "self-check"} <= seen
