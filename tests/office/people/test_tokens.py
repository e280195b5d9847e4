"""A token opens what its person may do, no more, until its day or until it is revoked."""

from datetime import timedelta

import pytest
from django.utils import timezone

from duixian.office.audit.models import Entry
from duixian.office.common.answers import No, RefusedError
from duixian.office.people.enums import Role, Scope
from duixian.office.people.models import Post, Token, User
from duixian.office.people.permissions import may_with
from duixian.office.people.selectors import bearer_of
from duixian.office.people.services.appoint import dismiss
from duixian.office.people.services.issue_token import Wanted, issue_token
from duixian.office.people.services.revoke_token import revoke_token


def today():
    return timezone.localdate()


def wanted(*scopes: Scope, days: int = 30) -> Wanted:
    return Wanted("每周取数", scopes or (Scope.READ_MATCHING,), today() + timedelta(days=days))


def post_of(username: str) -> Post:
    return Post.objects.get(user__username=username)


def test_only_a_digest_of_the_secret_is_kept_and_the_log_never_has_it(actor):
    secret = issue_token(actor(Role.OFFICER), post_of("officer"), wanted())
    token = Token.objects.get()
    kept = " ".join(str(value) for value in Token.objects.values_list().get())
    assert secret not in kept
    found = bearer_of(secret, today())
    assert found is not None
    assert (found.actor.name, found.actor.region, found.token) == ("沈经办", "310112", token.pk)
    logged = Entry.objects.get(verb="签发令牌")
    assert secret.removeprefix("duixian_") not in f"{logged.after}{logged.reason}"


def test_a_token_ends_with_its_day_with_its_post_and_with_its_person(actor):
    officer = actor(Role.OFFICER)
    secret = issue_token(officer, post_of("officer"), wanted(days=30))
    assert bearer_of(secret, today() + timedelta(days=30))
    assert bearer_of(secret, today() + timedelta(days=31)) is None
    dismiss(actor(Role.ADMINISTRATOR), post_of("officer"), today(), "调离")
    assert bearer_of(secret, today())
    assert bearer_of(secret, today() + timedelta(days=1)) is None
    User.objects.filter(username="officer").update(is_active=False)
    assert bearer_of(secret, today()) is None


def test_a_revoked_token_opens_nothing(actor):
    officer = actor(Role.OFFICER)
    secret = issue_token(officer, post_of("officer"), wanted())
    revoke_token(officer, Token.objects.get())
    assert bearer_of(secret, today()) is None
    assert Entry.objects.filter(verb="撤销令牌").count() == 1


def test_another_persons_token_does_not_exist(actor):
    issue_token(actor(Role.OFFICER), post_of("officer"), wanted())
    with pytest.raises(RefusedError) as refused:
        revoke_token(actor(Role.HEAD), Token.objects.get())
    assert refused.value.answer.hidden
    assert Token.objects.get().revoked_at is None


def test_a_scope_is_asked_of_the_token_and_of_the_role(actor):
    officer, clerk = actor(Role.OFFICER), actor(Role.TOWN_CLERK)
    assert may_with(officer, {Scope.READ_MATCHING}, Scope.READ_MATCHING)
    assert may_with(officer, {Scope.READ_MATCHING}, Scope.RUN_MATCHING) == No(
        "令牌没有“运行匹配”的范围"
    )
    assert not may_with(clerk, {Scope.RUN_MATCHING}, Scope.RUN_MATCHING)


@pytest.mark.parametrize(
    ("role", "post", "asked", "because"),
    [
        (Role.OFFICER, "head", wanted(), "自己现在的岗位"),
        (Role.TOWN_CLERK, "clerk", wanted(Scope.RUN_MATCHING), "街镇经办不能运行全区匹配"),
        (Role.APPLICANT, "applicant", wanted(), "企业申报人不能看匹配结果"),
        (Role.OFFICER, "officer", wanted(days=-1), "最长一年"),
        (Role.OFFICER, "officer", wanted(days=400), "最长一年"),
        (Role.OFFICER, "officer", Wanted("无", [], today()), "至少要有一个范围"),
    ],
)
def test_what_goes_beyond_the_person_is_refused(actor, role, post, asked, because):
    with pytest.raises(RefusedError, match=because):
        issue_token(actor(role), post_of(post), asked)
    assert not Token.objects.exists()
