"""Signing in: passwords, lock-out, the second factor of staff, and ending sessions."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.http import urlencode
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from duixian.office.audit.models import Entry
from duixian.office.people.demonstration import PASSWORD
from duixian.office.people.enums import Role
from duixian.office.people.models import User
from duixian.office.people.services.try_token import try_token

pytestmark = pytest.mark.usefixtures("district")


def signed_in(client: Client, username: str, password: str = PASSWORD) -> int:
    given = {"username": username, "password": password}
    return client.post(reverse("sign-in"), given).status_code


def test_name_and_password_open_the_site(client):
    assert signed_in(client, "officer") == 302
    assert "沈经办" in client.get("/").content.decode()


def test_five_wrong_passwords_lock_the_account(client):
    for _ in range(4):
        assert signed_in(client, "officer", "wrong") == 200
    assert signed_in(client, "officer", "wrong") == 403
    assert signed_in(client, "officer") == 403
    assert signed_in(client, "head") == 302


def test_staff_need_a_second_factor_and_firms_do_not(client, settings):
    settings.DUIXIAN_STAFF_SECOND_FACTOR = True
    signed_in(client, "officer")
    assert client.get(reverse("account")).url.startswith(reverse("second-factor"))
    assert "otpauth" not in client.get(reverse("second-factor")).content.decode()
    device = TOTPDevice.objects.get()
    token = f"{totp(device.bin_key):06d}"
    assert client.post(reverse("second-factor"), {"token": token}).status_code == 302
    assert client.get(reverse("account")).status_code == 200
    firm = Client()
    signed_in(firm, "applicant")
    assert firm.get(reverse("account")).status_code == 200


def test_a_confirmed_secret_is_never_shown_again(client, settings):
    settings.DUIXIAN_STAFF_SECOND_FACTOR = True
    user = User.objects.get(username="officer")
    TOTPDevice.objects.create(user=user, name="动态口令", confirmed=True)
    signed_in(client, "officer")
    assert client.get(reverse("second-factor-code")).status_code == 404
    assert "密钥" not in client.get(reverse("second-factor")).content.decode()


def test_signing_out_everywhere_ends_other_sessions_and_is_written_down(client):
    other = Client()
    signed_in(client, "officer")
    signed_in(other, "officer")
    client.post(reverse("end-sessions"))
    assert other.get(reverse("account")).status_code == 302
    assert Entry.objects.filter(verb="退出所有设备", user_name="沈经办").exists()


@pytest.mark.parametrize(
    ("old", "new", "again", "said"),
    [
        ("wrong", "a-better-word-9", "a-better-word-9", "现在的密码不对"),
        (PASSWORD, "a-better-word-9", "another-word-99", "两次输入的新密码不一样"),
        (PASSWORD, "123", "123", "密码"),
    ],
)
def test_a_password_that_breaks_a_rule_is_refused_with_the_rule(browser, old, new, again, said):
    given = {"old": old, "new": new, "again": again}
    answer = browser(Role.OFFICER).post(reverse("password"), given)
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_a_new_password_ends_other_sessions(client):
    other = Client()
    signed_in(client, "officer")
    signed_in(other, "officer")
    given = {"old": PASSWORD, "new": "a-better-word-9", "again": "a-better-word-9"}
    assert client.post(reverse("password"), given).status_code == 302
    assert client.get(reverse("account")).status_code == 200
    assert other.get(reverse("account")).status_code == 302


def test_half_signed_in_shows_nothing_of_the_office_on_public_pages_either(client, settings):
    settings.DUIXIAN_STAFF_SECOND_FACTOR = True
    signed_in(client, "officer")
    for name in ("home", "self-check", "policies"):
        assert client.get(reverse(name)).url.startswith(reverse("second-factor"))


def test_who_has_no_post_left_still_keeps_their_own_account(client):
    user = User.objects.get(username="officer")
    user.posts.update(until="2021-01-01")
    signed_in(client, "officer")
    given = {"old": PASSWORD, "new": "another-word-2022", "again": "another-word-2022"}
    assert client.get(reverse("account")).status_code == 200
    assert client.post(reverse("password"), given).status_code == 302
    assert client.post(reverse("end-sessions")).status_code == 302
    assert Entry.objects.filter(verb="退出所有设备", user=user.pk).exists()


OFFICER = {"username": "officer", "password": PASSWORD}


def test_signing_in_leads_on_to_the_page_asked_for(client):
    asked = client.get(reverse("registry"), {"words": "甲"})
    assert asked.status_code == 302
    there = client.post(asked.url, OFFICER)
    assert there.url == f"{reverse('registry')}?words=%E7%94%B2"


@pytest.mark.parametrize(
    "elsewhere", ["https://example.com/", "//example.com/", "/\\example.com", "javascript:alert(1)"]
)
def test_signing_in_never_leads_to_another_site(client, elsewhere):
    where = f"{reverse('sign-in')}?{urlencode({'next': elsewhere})}"
    assert client.post(where, OFFICER).url == reverse("home")


def test_what_was_posted_by_nobody_is_not_asked_for_again(client):
    assert client.post(reverse("imports"), {}).url == reverse("sign-in")


def test_an_address_that_only_takes_forms_says_so(browser):
    answer = browser(Role.OFFICER).get(reverse("hand-over"))
    assert answer.status_code == 405
    assert answer["Allow"] == "POST"
    assert "只接收从页面上提交的内容" in answer.content.decode()


def test_a_refusal_of_a_service_says_to_go_back(browser):
    own = User.objects.get(username="admin")
    page = browser(Role.ADMINISTRATOR).post(reverse("open-person", args=[own.pk])).content.decode()
    assert "请返回上一页" in page


def test_the_second_factor_leads_on_to_the_page_asked_for(client, settings):
    settings.DUIXIAN_STAFF_SECOND_FACTOR = True
    asked = client.get(reverse("registry"))
    asked = client.get(client.post(asked.url, OFFICER).url)
    page = client.get(asked.url)
    device = TOTPDevice.objects.get(user__username="officer")
    assert page.status_code == 200
    there = client.post(asked.url, {"token": f"{totp(device.bin_key):06}"})
    assert there.url == reverse("registry")


def test_a_code_opens_one_session_even_where_two_are_sent_at_the_same_moment():
    user = User.objects.get(username="officer")
    made = TOTPDevice.objects.create(user=user, name="动态口令", confirmed=True)
    first, second = (TOTPDevice.objects.get(pk=made.pk) for _ in range(2))
    code = f"{totp(made.bin_key):06d}"
    assert try_token(user, first, code, "127.0.0.1") == made
    assert try_token(user, second, code, "127.0.0.1") is None


def test_wrong_codes_sent_at_the_same_moment_are_all_counted():
    user = User.objects.get(username="officer")
    made = TOTPDevice.objects.create(user=user, name="动态口令", confirmed=True)
    wrong = f"{(totp(made.bin_key) + 500_000) % 1_000_000:06d}"
    for each in [TOTPDevice.objects.get(pk=made.pk) for _ in range(5)]:
        try_token(user, each, wrong, "127.0.0.1")
    assert TOTPDevice.objects.get(pk=made.pk).throttling_failure_count == 1
    assert Entry.objects.filter(verb="动态口令不对").count() == 1


def test_what_was_known_of_a_session_before_the_second_factor_opens_nothing_after(client, settings):
    settings.DUIXIAN_STAFF_SECOND_FACTOR = True
    signed_in(client, "officer")
    client.get(reverse("second-factor"))
    before = client.cookies["sessionid"].value
    code = f"{totp(TOTPDevice.objects.get().bin_key):06d}"
    client.post(reverse("second-factor"), {"token": code})
    assert client.get(reverse("account")).status_code == 200
    client.cookies["sessionid"] = before
    assert client.get(reverse("account")).status_code == 302
