"""Versions of a policy: what differs between two, the official text beside the rules, readings."""

from pathlib import Path

import pytest
from django.urls import reverse

from duixian.intake.library_folder import library_texts
from duixian.office.library.models import PolicyVersion
from duixian.office.library.selectors import versions_of_policy
from duixian.office.library.services.propose import propose
from duixian.office.library.services.publish import publish
from duixian.office.library.services.sign_interpretation import Reading, sign_interpretation
from duixian.office.library.texts import Draft
from duixian.office.people.enums import Role

NUMBER = "闵经委规发〔2021〕7号"
TEXTS, _ = library_texts()


@pytest.fixture
def second(shelf, actor, seeds: Path) -> PolicyVersion:  # noqa: ARG001 - policies first
    """Policy 7 once more, with its official text and another office for one measure."""
    policy = TEXTS["minhang-2021-7/policy.yaml"].replace("office: 高新中心", "office: 数字化科")
    official = (seeds / "002_8225e27c8fe9200e.txt").read_text(encoding="utf-8")
    draft = Draft(policy, TEXTS["minhang-2021-7/cases.yaml"], official)
    made = propose(actor(Role.OFFICER), draft, "改科室")
    assert isinstance(made, PolicyVersion)
    published = publish(actor(Role.HEAD), made.pk, "同意")
    assert isinstance(published, PolicyVersion)
    return published


@pytest.mark.usefixtures("second")
def test_two_versions_are_compared_by_what_they_say(client):
    new, old = versions_of_policy(NUMBER)
    address = reverse("policy-versions", args=[NUMBER])
    text = client.get(address, {"from": old.short, "to": new.short}).content.decode()
    assert "<del>责任科室：高新中心</del>" in text
    assert "<ins>责任科室：数字化科</ins>" in text


@pytest.mark.usefixtures("second")
@pytest.mark.parametrize("short", ["", "0", "000000000000"])
def test_a_version_that_is_not_there_is_404(client, short):
    address = reverse("policy-versions", args=[NUMBER])
    new, _ = versions_of_policy(NUMBER)
    assert client.get(address, {"from": new.short, "to": short}).status_code == 404


@pytest.mark.usefixtures("second")
def test_the_pinned_sentence_is_marked_beside_its_measure(client):
    text = client.get(reverse("policy-text", args=[NUMBER])).content.decode()
    clause = text.partition('id="pin-c9bd830c"')[2].partition("</div>")[0]
    assert "<mark>" in clause
    assert "智能制造诊断资助" in clause
    assert "晋档补差" in clause
    unpinned = text.partition('id="pin-b932d501"')[2].partition("</div>")[0]
    assert "<mark>" not in unpinned
    assert "未写成规则" in unpinned


@pytest.mark.usefixtures("second")
def test_words_of_the_official_text_find_the_measure_that_rests_on_them(client):
    text = client.get(reverse("policies"), {"words": "专业服务等功能平台"}).content.decode()
    assert "公共服务平台开办费" in text
    assert "智能制造诊断资助" not in text


@pytest.mark.usefixtures("shelf")
def test_words_of_a_signed_reading_find_its_measure(client, actor):
    asked = reverse("policies"), {"words": "起租日期起算 从哪天"}
    assert "没有符合的措施" in client.get(*asked).content.decode()
    sign_interpretation(actor(Role.HEAD), Reading(NUMBER, "2", "从哪天起算？", "从起租日期起算。"))
    found = client.get(*asked).content.decode()
    assert "重点培育企业租金补贴" in found
    assert "智能制造诊断资助" not in found


@pytest.mark.usefixtures("shelf")
def test_a_signed_reading_stands_on_its_measure_and_not_on_others(client, actor):
    sign_interpretation(actor(Role.HEAD), Reading(NUMBER, "2", "从哪天起算？", "从起租日期起算。"))
    with_it = client.get(reverse("measure", args=[NUMBER, "2"])).content.decode()
    assert "从起租日期起算。" in with_it
    assert "产业科 吴科长" in with_it
    other = client.get(reverse("measure", args=[NUMBER, "3.1"])).content.decode()
    assert "从哪天起算？" not in other


@pytest.mark.usefixtures("shelf")
def test_a_proposal_is_not_shown_before_it_is_published(client, actor):
    policy = TEXTS["minhang-2021-7/policy.yaml"].replace("office: 高新中心", "office: 数字化科")
    made = propose(actor(Role.OFFICER), Draft(policy, TEXTS["minhang-2021-7/cases.yaml"]), "改科室")
    assert isinstance(made, PolicyVersion)
    assert "数字化科" not in client.get(reverse("measure", args=[NUMBER, "2"])).content.decode()
    address = reverse("policy-versions", args=[NUMBER])
    assert made.short not in client.get(address).content.decode()
    new = versions_of_policy(NUMBER)[0]
    asked = {"from": new.short, "to": made.short}
    assert client.get(address, asked).status_code == 404
