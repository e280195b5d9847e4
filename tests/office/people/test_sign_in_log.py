"""Every way in and out is in the audit log, without any secret."""

import pytest
from axes.models import AccessAttempt
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from duixian.office.audit.models import Entry
from duixian.office.audit.services.verify import verify
from duixian.office.people.demonstration import PASSWORD
from duixian.office.people.enums import OrganisationKind, Role
from duixian.office.people.models import Organisation, Post, User
from duixian.office.people.services.tell_sign_in import NOBODY

pytestmark = pytest.mark.usefixtures("district")


def sign_in(client: Client, username: str, password: str = PASSWORD) -> None:
    client.post(reverse("sign-in"), {"username": username, "password": password})


def told() -> list[tuple[str, str, str]]:
    rows = Entry.objects.filter(subject_kind="用户").exclude(verb="开户")
    return list(rows.values_list("verb", "user_name", "subject_name"))


def test_signing_in_and_out_is_written_down_with_the_role_and_the_address(client):
    sign_in(client, "officer")
    client.post(reverse("sign-out"))
    assert told() == [("登录", "沈经办", "沈经办"), ("退出", "沈经办", "沈经办")]
    first = Entry.objects.get(verb="登录")
    assert (first.role, first.region) == ("officer", "310112")
    assert first.after == '{"address":"127.0.0.1"}'
    assert list(verify()) == []


def test_wrong_passwords_are_written_down_until_the_account_is_locked_and_then_no_more(client):
    for _ in range(9):
        sign_in(client, "officer", "a-wrong-secret")
    assert told() == [("登录失败", NOBODY, "沈经办")] * 5 + [("锁定登录", "系统", "沈经办")]
    assert not any("a-wrong-secret" in str(vars(each)) for each in Entry.objects.all())


def test_a_lock_from_another_address_is_written_down_too(client, settings):
    settings.DUIXIAN_DEMONSTRATION = False
    for _ in range(6):
        sign_in(client, "officer", "wrong")
    elsewhere = Client(REMOTE_ADDR="10.0.0.9")
    for _ in range(6):
        sign_in(elsewhere, "officer", "wrong")
    rows = Entry.objects.filter(verb="锁定登录").values_list("after", flat=True)
    assert list(rows) == ['{"address":"127.0.0.1"}', '{"address":"10.0.0.9"}']


def test_a_name_that_nobody_has_is_not_written_down_for_it_may_be_a_password(client):
    sign_in(client, "my-own-password-1", "x")
    assert told() == []
    kept = [str(vars(each)) for each in AccessAttempt.objects.all()]
    assert len(kept) == 1
    assert "my-own-password-1" not in kept[0]


def test_a_name_longer_than_any_is_wrong_and_no_fault(client):
    given = {"username": "a" * 2000, "password": "x"}
    assert client.post(reverse("sign-in"), given).status_code == 200


def test_a_person_of_two_districts_is_written_down_in_both(client):
    user = User.objects.get(username="officer")
    office = Organisation.objects.create(
        region="310118", kind=OrganisationKind.OFFICE, name="产业科"
    )
    Post.objects.create(user=user, organisation=office, role=Role.HEAD, since=timezone.localdate())
    sign_in(client, "officer")
    rows = Entry.objects.filter(verb="登录").values_list("region", "role")
    assert list(rows) == [("310112", "officer"), ("310118", "head")]


def test_the_second_factor_is_written_down_right_or_wrong(client, settings):
    settings.DUIXIAN_STAFF_SECOND_FACTOR = True
    sign_in(client, "officer")
    client.get(reverse("second-factor"))
    device = TOTPDevice.objects.get()
    right = f"{totp(device.bin_key):06d}"
    wrong = f"{(int(right) + 500_000) % 1_000_000:06d}"
    for _ in range(3):
        client.post(reverse("second-factor"), {"token": wrong})
    TOTPDevice.objects.update(throttling_failure_count=0, throttling_failure_timestamp=None)
    client.post(reverse("second-factor"), {"token": right})
    assert [verb for verb, *_ in told()] == ["登录", "动态口令不对", "动态口令通过"]
    assert right not in "".join(each.after for each in Entry.objects.all())


def test_a_new_password_is_written_down_without_it(client):
    sign_in(client, "officer")
    given = {"old": PASSWORD, "new": "a-better-word-9", "again": "a-better-word-9"}
    client.post(reverse("password"), given)
    assert [verb for verb, *_ in told()] == ["登录", "修改密码"]
    assert not any("a-better-word-9" in str(vars(each)) for each in Entry.objects.all())
