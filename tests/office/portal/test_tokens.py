"""The page of one's own tokens: shown once, revoked, another's not there."""

import re
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from duixian.office.people.enums import Role, Scope
from duixian.office.people.models import Post, Token
from duixian.office.people.selectors import bearer_of

SECRET = re.compile(r"duixian_[\w-]{40,}")


def given(**changed) -> dict[str, object]:
    today = timezone.localdate()
    post = Post.objects.get(user__username="officer")
    return {
        "name": "每周取数",
        "post": post.pk,
        "scopes": [Scope.READ_MATCHING.value],
        "until": (today + timedelta(days=9)).isoformat(),
        **changed,
    }


def test_a_new_token_is_shown_once_and_works(browser):
    client = browser(Role.OFFICER)
    page = client.post(reverse("tokens"), given())
    (secret,) = set(SECRET.findall(page.content.decode()))
    assert bearer_of(secret, timezone.localdate())
    assert "no-store" in page["Cache-Control"]
    again = client.get(reverse("tokens")).content.decode()
    assert "每周取数" in again
    assert not SECRET.search(again)


def test_a_revoked_token_is_shown_as_such(browser):
    client = browser(Role.OFFICER)
    client.post(reverse("tokens"), given())
    client.post(reverse("revoke-token", args=[Token.objects.get().pk]))
    assert "已撤销" in client.get(reverse("tokens")).content.decode()


def test_what_is_refused_says_why_and_issues_nothing(browser):
    client = browser(Role.OFFICER)
    page = client.post(reverse("tokens"), given(until="2099-01-01"))
    assert page.status_code == 422
    assert "最长一年" in page.content.decode()
    head = Post.objects.get(user__username="head").pk
    assert client.post(reverse("tokens"), given(post=head)).status_code == 422
    assert not Token.objects.exists()


def test_whose_role_opens_no_scope_is_told_so(browser):
    page = browser(Role.APPLICANT).get(reverse("tokens")).content.decode()
    assert "没有可以签发的令牌" in page


def test_another_persons_token_answers_as_if_it_were_not_there(browser):
    browser(Role.OFFICER).post(reverse("tokens"), given())
    number = Token.objects.get().pk
    client = browser(Role.HEAD)
    assert client.post(reverse("revoke-token", args=[number])).status_code == 404
    assert client.post(reverse("revoke-token", args=[number + 1])).status_code == 404
    assert "每周取数" not in client.get(reverse("tokens")).content.decode()
