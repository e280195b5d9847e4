"""The pages of staff: one proposes a version, another looks at it and settles it."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from duixian.intake.library_folder import library_texts
from duixian.office.library.enums import State
from duixian.office.library.models import Interpretation, PolicyVersion
from duixian.office.people.enums import Role
from duixian.office.people.models import User

pytestmark = pytest.mark.usefixtures("shelf")
NUMBER = "闵经委规发〔2021〕7号"
TEXTS, _ = library_texts()
POLICY, CASES = TEXTS["minhang-2021-7/policy.yaml"], TEXTS["minhang-2021-7/cases.yaml"]
CHANGED = POLICY.replace("office: 高新中心", "office: 数字化科")


def proposed(browser, policy: str, cases: str = CASES, official: str = "", role=Role.OFFICER):
    files = {"policy": policy, "cases": cases, "official": official}
    sent = {
        name: SimpleUploadedFile(f"{name}.yaml", text.encode())
        for name, text in files.items()
        if text
    }
    return browser(role).post(reverse("propose-version"), sent | {"reason": "换科室"})


def waiting() -> PolicyVersion:
    return PolicyVersion.objects.get(state=State.PROPOSED)


def shown(browser, role=Role.HEAD) -> str:
    return str(browser(role).get(reverse("rule-version", args=[waiting().pk])).content.decode())


def settled(browser, verb: str, opinion: str, role=Role.HEAD):
    address = reverse(f"{verb}-version", args=[waiting().pk])
    return browser(role).post(address, {"opinion": opinion})


def test_two_people_publish_a_version_and_everybody_reads_it(browser, seeds: Path):
    official = (seeds / "002_8225e27c8fe9200e.txt").read_text(encoding="utf-8")
    answer = proposed(browser, CHANGED, official=official)
    assert answer.status_code == 302
    page = shown(browser)
    assert "<del>责任科室：高新中心</del>" in page
    assert "<ins>+     office: 数字化科</ins>" in page
    assert "没有交代的 0 个" in page
    assert "全部相符" in page
    assert settled(browser, "publish", "同意").status_code == 302
    assert "数字化科" in browser(None).get(reverse("measure", args=[NUMBER, "2"])).content.decode()


def test_all_errors_of_the_files_are_listed_and_nothing_is_kept(browser):
    wrong = CHANGED.replace("law_day: 事项日", "law_day: 某日")
    wrong = wrong.replace("from: 2021-08-18", "from: 某日")
    answer = proposed(browser, wrong)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count("policy.yaml:") >= 2
    assert not PolicyVersion.objects.filter(state=State.PROPOSED).exists()


@pytest.mark.parametrize(
    ("data", "told"), [(b"\0\1", "不是文本文件"), (b"#" * (2 * 2**20 + 1), "超过 2 MB")]
)
def test_a_file_that_is_no_policy_is_refused_where_it_was_chosen(browser, data, told):
    sent = {"policy": SimpleUploadedFile("a.yaml", data), "reason": "试"}
    answer = browser(Role.OFFICER).post(reverse("propose-version"), sent)
    assert answer.status_code == 422
    assert told in answer.content.decode()


def test_who_proposed_is_told_that_another_settles(browser):
    proposed(browser, CHANGED, role=Role.HEAD)
    page = shown(browser)
    assert "请由另一位同事办理" in page
    assert "发布，今天启用" not in page
    assert settled(browser, "publish", "同意").status_code == 403


@pytest.mark.parametrize("verb", ["publish", "return"])
def test_nothing_is_settled_without_a_reason(browser, verb):
    proposed(browser, CHANGED)
    answer = settled(browser, verb, "  ")
    assert answer.status_code == 403
    assert "请写明意见" in answer.content.decode()
    assert waiting()


def test_a_returned_version_shows_why(browser):
    proposed(browser, CHANGED)
    number = waiting().pk
    settled(browser, "return", "科室名称写全")
    page = browser(Role.OFFICER).get(reverse("rule-version", args=[number])).content.decode()
    assert "科室名称写全" in page
    assert "发布，今天启用" not in page


def test_the_list_tells_what_waits_first(browser):
    proposed(browser, CHANGED)
    page = browser(Role.AUDITOR).get(reverse("rule-versions")).content.decode()
    assert page.index("等待审定") < page.index("已发布，")
    assert "青经发" not in page
    assert 'href="/rules/propose/"' not in page


@pytest.mark.parametrize("name", ["rule-version", "publish-version", "return-version"])
def test_a_version_of_another_district_is_not_there(client, stranger, name):
    own = PolicyVersion.objects.get(number=NUMBER)
    User.objects.get(username="stranger").posts.update(role=Role.HEAD)
    client.force_login(
        User.objects.get(pk=stranger.user), "django.contrib.auth.backends.ModelBackend"
    )
    address = reverse(name, args=[own.pk])
    ask = client.get if name == "rule-version" else client.post
    assert ask(address).status_code == 404
    assert client.get(reverse("version-file", args=[own.pk, "policy.yaml"])).status_code == 404


def test_the_files_of_a_version_are_given_back_as_they_came(browser):
    own = PolicyVersion.objects.get(number=NUMBER)
    answer = browser(Role.OFFICER).get(reverse("version-file", args=[own.pk, "policy.yaml"]))
    assert answer.content.decode() == POLICY
    missing = reverse("version-file", args=[own.pk, "official.txt"])
    assert browser(Role.OFFICER).get(missing).status_code == 404


def test_a_head_signs_a_reading_and_everybody_finds_it_at_the_measure(browser):
    sent = {"about": f"{NUMBER}|2", "question": "从哪一天起算？", "answer": "从起租日期起算。"}
    address = reverse("interpretations")
    assert browser(Role.HEAD).post(address, sent).status_code == 302
    page = browser(None).get(reverse("measure", args=[NUMBER, "2"])).content.decode()
    assert "从起租日期起算。" in page
    assert "产业科 吴科长" in page
    later = sent | {"answer": "从交付之日起算。", "replaces": str(Interpretation.objects.get().pk)}
    assert browser(Role.HEAD).post(address, later).status_code == 302
    assert "已被解释" in browser(Role.OFFICER).get(address).content.decode()
    assert browser(Role.OFFICER).post(address, sent).status_code == 422
    assert Interpretation.objects.count() == 2
