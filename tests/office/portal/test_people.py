"""The administrator's pages: people enrolled, posts given and ended, accounts closed and reset."""

import re
from datetime import date

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.urls import reverse
from django_otp.plugins.otp_totp.models import TOTPDevice

from duixian.office.audit.models import Entry
from duixian.office.people import selectors
from duixian.office.people.demonstration import SINCE
from duixian.office.people.enums import OrganisationKind, Role
from duixian.office.people.models import Deputy, Organisation, Post, Token, User

SECRET = re.compile(r'<code class="secret">([^<]+)</code>')
NEW = {
    "username": "wang",
    "name": "王新人",
    "kind": OrganisationKind.TOWN.value,
    "organisation": "新设镇",
    "code": "",
    "role": Role.TOWN_CLERK.value,
    "since": "2022-01-01",
}


@pytest.fixture
def admin(browser):
    return browser(Role.ADMINISTRATOR)


def secret_on(answer) -> str:
    found = SECRET.search(answer.content.decode())
    assert found
    return found.group(1)


def signs_in(username: str, password: str) -> bool:
    given = {"username": username, "password": password}
    return Client().post(reverse("sign-in"), given).status_code == 302


def test_a_new_person_signs_in_with_the_password_shown_once(admin):
    password = secret_on(admin.post(reverse("people"), NEW))
    assert signs_in("wang", password)
    assert password not in admin.get(reverse("people")).content.decode()
    assert Organisation.objects.get(name="新设镇").region == "310112"
    told = Entry.objects.filter(user_name="朱管理").values_list("verb", flat=True)
    assert {"开户", "登记单位", "设岗"} <= set(told)
    assert not any(password in each.after for each in Entry.objects.all())


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"username": "officer"}, "已经有人用了"),
        ({"role": Role.APPLICANT.value}, "企业申报人不能设在街镇"),
        ({"code": "910000000000000457"}, "其他单位不填"),
        ({"kind": OrganisationKind.FIRM.value}, "企业要填统一社会信用代码"),
    ],
)
def test_what_does_not_fit_is_refused_and_nobody_is_enrolled(admin, changed, said):
    before = User.objects.count(), Organisation.objects.count()
    answer = admin.post(reverse("people"), NEW | changed)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert (User.objects.count(), Organisation.objects.count()) == before


def test_a_post_is_added_and_ended(admin):
    officer = User.objects.get(username="officer")
    given = {name: NEW[name] for name in ("kind", "organisation", "code", "role", "since")}
    assert admin.post(reverse("person", args=[officer.pk]), given).status_code == 302
    post = Post.objects.get(user=officer, role=Role.TOWN_CLERK)
    admin.post(reverse("end-post", args=[post.pk]))
    post.refresh_from_db()
    assert post.until is not None


def test_a_reset_ends_sessions_and_takes_the_second_factor_away(admin, browser):
    officer = User.objects.get(username="officer")
    TOTPDevice.objects.create(user=officer, name="动态口令", confirmed=True)
    signed_in = browser(Role.OFFICER)
    password = secret_on(admin.post(reverse("reset-person", args=[officer.pk])))
    assert signed_in.get(reverse("account")).status_code == 302
    assert not TOTPDevice.objects.filter(user=officer).exists()
    assert signs_in("officer", password)


def test_a_password_that_somebody_else_gave_opens_nothing_until_another_is_chosen(admin, browser):
    officer = User.objects.get(username="officer")
    given = secret_on(admin.post(reverse("reset-person", args=[officer.pk])))
    officer.refresh_from_db()
    own = browser(Role.OFFICER)
    turned = own.get(reverse("matching"))
    assert turned.headers["Location"].startswith(reverse("account"))
    assert "管理员给的" in own.get(reverse("account")).content.decode()
    told = {"old": given, "new": given, "again": given}
    assert "要和现在的不同" in own.post(reverse("password"), told).content.decode()
    chosen = "只有自己知道-4711"
    own.post(reverse("password"), {"old": given, "new": chosen, "again": chosen})
    assert own.get(reverse("matching")).status_code == 200


def test_a_closed_account_is_out_at_once_until_it_is_opened(admin, browser):
    officer = User.objects.get(username="officer")
    signed_in = browser(Role.OFFICER)
    where = reverse("open-person", args=[officer.pk])
    admin.post(where)
    assert signed_in.get(reverse("account")).status_code == 302
    assert not signs_in("officer", "duixian-2022")
    admin.post(where, {"open": "1"})
    assert signs_in("officer", "duixian-2022")


def test_nobody_closes_their_own_account(admin):
    own = User.objects.get(username="admin")
    assert admin.post(reverse("open-person", args=[own.pk])).status_code == 403
    own.refresh_from_db()
    assert own.is_active


def test_people_of_another_district_do_not_exist(admin, stranger):
    for name in ("person", "reset-person", "open-person"):
        assert admin.post(reverse(name, args=[stranger.user])).status_code == 404
    post = Post.objects.get(user=stranger.user)
    assert admin.post(reverse("end-post", args=[post.pk])).status_code == 404
    post.refresh_from_db()
    assert post.until is None
    assert "何外区" not in admin.get(reverse("people")).content.decode()


def test_people_come_in_pages_without_a_gap(admin, monkeypatch):
    monkeypatch.setattr(selectors, "PAGE", 4)
    seen, address = [], reverse("people")
    while address:
        text = admin.get(address).content.decode()
        seen += re.findall(r'<th scope="row"><a href="/people/(\d+)/">', text)
        more = re.search(r'href="([^"]+)">下一页', text)
        address = more[1].replace("&amp;", "&") if more else ""
    assert len(seen) == len(set(seen)) == User.objects.count()


def test_a_person_is_found_by_name_or_user_name_and_nobody_of_another_district(admin, stranger):
    assert stranger.name == "何外区"
    for name, is_there in (("经办", True), ("offic", True), ("外区", False), ("无此人", False)):
        text = admin.get(reverse("people"), {"name": name}).content.decode()
        assert ("沈经办" in text) == is_there
        assert "何外区" not in text
    beyond = {"after": str(stranger.user)}
    assert "何外区" not in admin.get(reverse("people"), beyond).content.decode()
    assert admin.get(reverse("people"), {"after": "x"}).status_code == 200


def test_an_account_that_opens_another_district_is_not_reset_or_closed_here(admin):
    officer = User.objects.get(username="officer")
    there = Organisation.objects.create(
        region="310118", kind=OrganisationKind.OFFICE, name="产业科"
    )
    Post.objects.create(user=officer, organisation=there, role=Role.OFFICER, since=SINCE)
    for name in ("reset-person", "open-person"):
        answer = admin.post(reverse(name, args=[officer.pk]))
        assert answer.status_code == 403
        assert "其他区也有岗位" in answer.content.decode()
    assert signs_in("officer", "duixian-2022")


def test_an_administrator_gives_themselves_neither_a_post_nor_a_new_password(admin):
    own = User.objects.get(username="admin")
    given = {"kind": "office", "organisation": "产业科", "role": "head", "since": "2022-01-01"}
    answer = admin.post(reverse("person", args=[own.pk]), given)
    assert "不能给自己设岗" in answer.content.decode()
    assert admin.post(reverse("reset-person", args=[own.pk])).status_code == 403
    assert list(own.posts.values_list("role", flat=True)) == [Role.ADMINISTRATOR]


def test_after_a_reset_no_token_and_no_identity_opens_the_account(admin):
    officer = User.objects.get(username="officer")
    post = officer.posts.get()
    Token.objects.create(post=post, name="程序", digest="d", until="2999-01-01")
    SocialAccount.objects.create(user=officer, provider="identity", uid="someone")
    admin.post(reverse("reset-person", args=[officer.pk]))
    assert Token.objects.get().revoked_at is not None
    assert not SocialAccount.objects.exists()


def test_an_absent_colleague_is_stood_in_for_and_it_is_taken_back(admin, browser):
    officer, head = (User.objects.get(username=name) for name in ("officer", "head"))
    given = {
        "post": str(officer.posts.get().pk),
        "colleague": str(head.pk),
        "since": "2020-01-01",
        "until": "2099-12-31",
        "reason": "病假",
    }
    where = reverse("hand-over-for", args=[officer.pk])
    wrong = admin.post(where, given | {"until": "2019-12-31"})
    assert wrong.status_code == 422
    assert "结束日期早于开始日期" in wrong.content.decode()
    assert admin.post(where, given).status_code == 302
    assert "病假" in admin.get(reverse("person", args=[head.pk])).content.decode()
    first = browser(Role.HEAD).get("/").content.decode()
    assert "代 沈经办：产业科 科室经办" in first
    assert "同事移交给您的" in browser(Role.HEAD).get(reverse("account")).content.decode()
    admin.post(reverse("recall-for", args=[Deputy.objects.get().pk]))
    assert "代 沈经办" not in browser(Role.HEAD).get("/").content.decode()


def test_a_hand_over_of_another_district_is_not_taken_back(admin, stranger):
    post = Post.objects.get(user=stranger.user)
    day = date(2099, 1, 1)
    theirs = Deputy.objects.create(
        post=post, user=User.objects.get(username="head"), since=day, until=day, reason="休假"
    )
    for name in ("recall-for", "recall-post"):
        assert admin.post(reverse(name, args=[theirs.pk])).status_code == 404
    assert admin.post(reverse("hand-over-for", args=[stranger.user])).status_code == 404
    theirs.refresh_from_db()
    assert theirs.recalled_at is None


def test_an_officer_hands_over_and_takes_back(browser):
    officer, head = (User.objects.get(username=name) for name in ("officer", "head"))
    given = {
        "post": str(officer.posts.get().pk),
        "colleague": str(head.pk),
        "since": "2020-01-01",
        "until": "2019-01-01",
        "reason": "休假",
    }
    mine = browser(Role.OFFICER)
    assert mine.post(reverse("hand-over"), given).status_code == 422
    assert mine.post(reverse("hand-over"), given | {"until": "2099-01-01"}).status_code == 302
    assert "已经移交的" in mine.get(reverse("account")).content.decode()
    mine.post(reverse("recall-post", args=[Deputy.objects.get().pk]))
    assert "已经移交的" not in mine.get(reverse("account")).content.decode()


def test_the_auditor_reads_who_works_where_and_changes_nothing(browser):
    auditor, officer = browser(Role.AUDITOR), User.objects.get(username="officer")
    listed = auditor.get(reverse("people"))
    assert "沈经办" in listed.content.decode()
    assert "新开户" not in listed.content.decode()
    page = auditor.get(reverse("person", args=[officer.pk])).content.decode()
    assert "科室经办" in page
    assert "<form" not in page.partition("<main")[2]
    before = User.objects.count(), Post.objects.count()
    given = {name: NEW[name] for name in ("kind", "organisation", "code", "role", "since")}
    assert auditor.post(reverse("people"), NEW).status_code == 403
    assert auditor.post(reverse("person", args=[officer.pk]), given).status_code == 403
    assert (User.objects.count(), Post.objects.count()) == before
