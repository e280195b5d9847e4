"""Two people publish a policy, one cannot; what is published stays as it is."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from duixian.intake.library_folder import library_texts
from duixian.office.audit.models import Entry
from duixian.office.common.actor import Actor
from duixian.office.common.answers import RefusedError
from duixian.office.library.enums import State
from duixian.office.library.models import PolicyVersion
from duixian.office.library.selectors import library_of
from duixian.office.library.services.propose import propose
from duixian.office.library.services.publish import publish
from duixian.office.library.services.return_ import return_
from duixian.office.library.texts import Draft
from duixian.office.people.demonstration import REGION, SINCE
from duixian.office.people.enums import Role
from duixian.rulebook.problems import Problem

pytestmark = pytest.mark.usefixtures("shelf")
NUMBER = "闵经委规发〔2021〕7号"
TEXTS, _ = library_texts()


def draft(**changes: str) -> Draft:
    """Policy 7 with a title of its own, so that it is a new version."""
    title = re.compile(r"^title: .*$", re.MULTILINE)
    shipped = TEXTS["minhang-2021-7/policy.yaml"]
    policy = title.sub("title: 闵行区智能制造与工业互联网意见", shipped, count=1)
    cases = TEXTS["minhang-2021-7/cases.yaml"]
    for old, new in changes.items():
        policy, cases = policy.replace(old, new, 1), cases.replace(old, new, 1)
    return Draft(policy, cases)


def refused(actor: Actor, one: Draft) -> tuple[Problem, ...]:
    """Everything that forbids a draft."""
    problems = propose(actor, one, "改动")
    assert not isinstance(problems, PolicyVersion)
    return problems


@pytest.fixture
def proposal(shelf, actor) -> PolicyVersion:  # noqa: ARG001 - policies first
    made = propose(actor(Role.OFFICER), draft(), "改标题")
    assert isinstance(made, PolicyVersion)
    return made


def test_a_second_person_publishes_what_a_first_one_proposed(actor, proposal):
    made = publish(actor(Role.HEAD), proposal.pk, "同意")
    assert isinstance(made, PolicyVersion)
    assert made.state == State.PUBLISHED
    assert made.since == timezone.localdate()
    policy = library_of(REGION, timezone.localdate()).policy(NUMBER)
    assert policy is not None
    assert policy.title == "闵行区智能制造与工业互联网意见"
    entry = Entry.objects.get(verb="发布政策规则", user_name="吴科长")
    assert made.sha256 in entry.after


def test_what_was_law_before_is_still_read_for_the_days_before(actor, proposal):
    publish(actor(Role.HEAD), proposal.pk, "同意")
    before = library_of(REGION, date(2022, 6, 30)).policy(NUMBER)
    assert before is not None
    assert before.title.endswith("政策意见")


def test_nobody_publishes_what_they_proposed(actor):
    head = actor(Role.HEAD)
    made = propose(head, draft(), "改标题")
    assert isinstance(made, PolicyVersion)
    with pytest.raises(RefusedError, match="提出的人不能自己审定"):
        publish(head, made.pk, "同意")
    assert PolicyVersion.objects.get(pk=made.pk).state == State.PROPOSED


@pytest.mark.parametrize("role", [Role.OFFICER, Role.TOWN_CLERK, Role.AUDITOR, Role.APPLICANT])
def test_only_a_head_publishes(actor, proposal, role):
    with pytest.raises(RefusedError):
        publish(actor(role), proposal.pk, "同意")


def test_a_stranger_does_not_learn_of_a_proposal(proposal, stranger):
    with pytest.raises(RefusedError) as answered:
        publish(replace(stranger, role=Role.HEAD), proposal.pk, "同意")
    assert answered.value.answer.hidden


def test_what_is_published_or_returned_is_not_settled_again(actor, proposal):
    head = actor(Role.HEAD)
    return_(head, proposal.pk, "标题写全")
    with pytest.raises(RefusedError, match="现在是“退回”"):
        publish(head, proposal.pk, "同意")
    with pytest.raises(RefusedError, match="现在是“已发布”"):
        return_(head, PolicyVersion.objects.get(number=NUMBER, state=State.PUBLISHED).pk, "")


def test_a_returned_file_can_be_proposed_again_and_an_open_one_cannot(actor, proposal):
    twice = refused(actor(Role.OFFICER), draft())
    assert [problem.code for problem in twice] == ["version-twice"]
    return_(actor(Role.HEAD), proposal.pk, "等一等")
    assert isinstance(propose(actor(Role.OFFICER), draft(), "再提"), PolicyVersion)


def test_a_failing_case_refuses_the_policy_and_is_named(actor):
    wrong = draft(**{"amount: 6000000 元": "amount: 6000001 元"})
    problems = refused(actor(Role.OFFICER), wrong)
    assert {problem.code for problem in problems} == {"case-mismatch"}
    assert {problem.found for problem in problems} == {
        "固定资产投资恰为五千万元，两年投入六千万元，补六百万元"
    }
    assert "金额至少应为 600.0001 万元，得到 600 万元" in problems[0].what
    assert not PolicyVersion.objects.filter(state=State.PROPOSED).exists()


def test_a_change_that_breaks_a_case_of_another_policy_is_refused(actor):
    """5号（五）ends where 3号 begins: without the succession both pay."""
    text = TEXTS["minhang-2021-3/policy.yaml"].replace("measures: [5.1, 5.2]", "measures: [5.1]")
    problems = refused(actor(Role.OFFICER), Draft(text, TEXTS["minhang-2021-3/cases.yaml"]))
    assert any("闵府规发〔2020〕5号/cases.yaml" in problem.place.file for problem in problems)


def test_all_problems_of_a_file_are_told_at_once(actor):
    problems = refused(
        actor(Role.OFFICER),
        draft(**{"law_day: 事项日": "law_day: 某日", "  from: 2021-08-18": "  from: 某日"}),
    )
    assert len(problems) >= 2


def test_a_policy_of_another_district_is_not_proposed(actor):
    text = Draft(TEXTS["qingpu-2022-19/policy.yaml"], TEXTS["qingpu-2022-19/cases.yaml"])
    problems = refused(actor(Role.OFFICER), text)
    assert {problem.code for problem in problems} >= {"region-foreign", "number-foreign"}


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE library_policyversion SET policy_text = '' WHERE state = 'published'",
        "UPDATE library_policyversion SET since = '2019-01-01' WHERE state = 'published'",
        "UPDATE library_policyversion SET state = 'returned' WHERE state = 'published'",
        "DELETE FROM library_policyversion WHERE state = 'published'",
        "UPDATE library_foundation SET facts = ''",
        "DELETE FROM library_foundation",
    ],
)
def test_what_is_published_cannot_be_changed_in_sql(statement):
    with (
        pytest.raises(DatabaseError, match="不能"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


@pytest.mark.usefixtures("proposal")
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE library_policyversion SET policy_text = 'x' WHERE state = 'proposed'",
        "UPDATE library_policyversion SET cases_text = 'x' WHERE state = 'proposed'",
        "UPDATE library_policyversion SET official_text = 'x' WHERE state = 'proposed'",
        "UPDATE library_policyversion SET sha256 = 'x' WHERE state = 'proposed'",
    ],
)
def test_the_words_of_a_proposal_cannot_be_changed_in_sql(statement):
    with (
        pytest.raises(DatabaseError, match="请重新提出"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_the_database_refuses_one_person_on_both_sides(actor, proposal):
    with pytest.raises(DatabaseError), transaction.atomic():
        PolicyVersion.objects.filter(pk=proposal.pk).update(
            settled_by=actor(Role.OFFICER).user, state=State.RETURNED
        )


def official(seeds: Path) -> str:
    return (seeds / "002_8225e27c8fe9200e.txt").read_text(encoding="utf-8")


def test_with_the_official_text_every_citation_and_amount_is_checked(actor, seeds):
    one = replace(draft(), official=official(seeds))
    made = propose(actor(Role.OFFICER), one, "附原文")
    assert isinstance(made, PolicyVersion)
    assert made.official_text


def test_a_wrong_citation_is_named(actor, seeds):
    one = replace(draft(**{"4cff9b4e": "00000000"}), official=official(seeds))
    problems = refused(actor(Role.OFFICER), one)
    assert [problem.code for problem in problems] == ["citation-wrong"]
    assert "00000000" in problems[0].what


def test_an_amount_that_no_measure_says_is_named(actor, seeds):
    more = official(seeds).replace("给予", "给予不超过七百七十七万元的补贴，并给予", 1)
    problems = refused(actor(Role.OFFICER), replace(draft(), official=more))
    assert "七百七十七万元" in {problem.found for problem in problems}


def test_a_text_without_this_policy_is_refused(actor):
    other = "关于垃圾分类的通知\n绿环〔2019〕1号\n一、分类投放。\n二、按时收运。\n"
    problems = refused(actor(Role.OFFICER), replace(draft(), official=other))
    assert problems


def test_a_version_is_used_from_the_day_it_is_published_not_before(actor, proposal):
    publish(actor(Role.HEAD), proposal.pk, "同意")
    assert library_of(REGION, SINCE).version != library_of(REGION, timezone.localdate()).version
