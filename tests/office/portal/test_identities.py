"""Signing in through a real provider of identities: only what a person bound opens the site."""

import re
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.urls import reverse
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from duixian.office.audit.models import Entry
from duixian.office.config.identities import PROVIDER, identity_provider, origin_of
from duixian.office.people.enums import Role
from duixian.office.people.models import User

BEGIN = reverse("openid_connect_login", args=[PROVIDER])


class _Stay(urllib.request.HTTPRedirectHandler):
    """Redirects are looked at, not followed."""

    def redirect_request(self, *_):
        return None


@pytest.fixture(scope="module")
def provider():
    """A provider in a process of its own; its address."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    words = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port)]
    with subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            yield _answering(address)
        finally:
            process.terminate()


def _answering(address: str) -> str:
    for _ in range(600):
        try:
            with socket.create_connection(("127.0.0.1", urllib.parse.urlsplit(address).port)):
                return address
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the provider did not open")


@pytest.fixture(autouse=True)
def _configured(provider, settings, district):  # noqa: ARG001 - people first
    told = (provider, "duixian", "secret")
    settings.SOCIALACCOUNT_PROVIDERS = identity_provider(told)
    settings.DUIXIAN_IDENTITIES = PROVIDER


def approved(address: str, **given: str) -> str:
    """Where the provider sends a browser after somebody has said who they are."""
    data = urllib.parse.urlencode(given).encode()
    try:
        urllib.request.build_opener(_Stay).open(address, data)
    except urllib.error.HTTPError as answer:
        return str(answer.headers["Location"])
    raise AssertionError("the provider did not send the browser back")


def through(client: Client, end: str = "", **given: str):
    """What the site answers to a browser that comes back from the provider."""
    there = client.post(BEGIN + end).headers["Location"]
    back = urllib.parse.urlsplit(approved(there, **given))
    return client.get(f"{back.path}?{back.query}")


def bound(client: Client, sub: str):
    return through(client, "?process=connect", sub=sub)


def name_on(client: Client) -> str:
    found = re.search(r"沈经办|吴科长|陈申报", client.get("/").content.decode())
    return found.group() if found else ""


def test_an_unknown_identity_is_told_what_to_do_and_gets_no_account(client):
    people = User.objects.count()
    answer = through(client, sub="officer")
    assert answer.status_code == 403
    page = answer.content.decode()
    assert "没有和本站的账号绑定" in page
    assert "管理员" in page
    assert name_on(client) == ""
    assert (User.objects.count(), SocialAccount.objects.count()) == (people, 0)


def test_a_bound_identity_signs_in_until_it_is_unbound(browser):
    client = browser(Role.OFFICER)
    assert bound(client, "sub-of-officer").url == reverse("account")
    assert Entry.objects.filter(verb="绑定统一身份", user_name="沈经办").exists()
    assert "sub-of-officer" in client.get(reverse("account")).content.decode()
    other = Client()
    assert through(other, sub="sub-of-officer").url == reverse("home")
    assert name_on(other) == "沈经办"
    client.post(reverse("unbind-identity"))
    assert through(Client(), sub="sub-of-officer").status_code == 403
    assert Entry.objects.filter(verb="解除统一身份").exists()


def test_an_identity_opens_one_account_only(browser):
    bound(browser(Role.OFFICER), "shared")
    head = browser(Role.HEAD)
    answer = bound(head, "shared")
    assert answer.status_code == 403
    assert "已经绑定在别的账号上" in answer.content.decode()
    assert SocialAccount.objects.get().user.username == "officer"
    assert name_on(head) == "吴科长"


def test_staff_still_need_their_second_factor(browser, settings):
    bound(browser(Role.OFFICER), "sub-of-officer")
    settings.DUIXIAN_STAFF_SECOND_FACTOR = True
    client = Client()
    through(client, sub="sub-of-officer")
    location = client.get(reverse("account")).headers["Location"]
    assert location.startswith(reverse("second-factor"))
    user = User.objects.get(username="officer")
    client.get(reverse("second-factor"))
    token = f"{totp(TOTPDevice.objects.get(user=user).bin_key):06d}"
    client.post(reverse("second-factor"), {"token": token})
    assert client.get(reverse("account")).status_code == 200


def test_a_password_alone_binds_nothing_where_staff_need_more(browser, settings):
    settings.DUIXIAN_STAFF_SECOND_FACTOR = True
    assert bound(browser(Role.OFFICER), "intruder").status_code == 403
    assert not SocialAccount.objects.exists()


def test_a_disabled_account_stays_closed(browser):
    bound(browser(Role.APPLICANT), "sub-of-firm")
    User.objects.filter(username="applicant").update(is_active=False)
    answer = through(Client(), sub="sub-of-firm")
    assert answer.status_code == 403
    assert "已停用" in answer.content.decode()


def test_saying_no_at_the_provider_is_no_fault(client):
    answer = through(client, action="deny")
    assert answer.status_code == 403
    assert "没有成功，或者被取消" in answer.content.decode()


def test_an_answer_nobody_asked_for_is_refused(client):
    begun = client.post(BEGIN).headers["Location"]
    back = urllib.parse.urlsplit(approved(begun, sub="x"))
    assert Client().get(f"{back.path}?{back.query}").status_code == 403


def test_without_a_provider_there_is_nothing_to_sign_in_through(client, settings):
    settings.SOCIALACCOUNT_PROVIDERS = identity_provider(None)
    settings.DUIXIAN_IDENTITIES = ""
    assert client.post(BEGIN).status_code == 404
    assert "统一身份" not in client.get(reverse("sign-in")).content.decode()


def test_the_form_may_lead_to_the_provider_and_nowhere_else():
    assert origin_of(("https://id.example.gov.cn/realm", "a", "b")) == ["https://id.example.gov.cn"]
    assert origin_of(None) == []
