"""What a role may do, and what nobody may do to another region, another firm, or their own work."""

import pytest

from duixian.office.common.answers import No, RefusedError
from duixian.office.people.demonstration import ACCOUNTS, FIRM_CODE, REGION, SINCE
from duixian.office.people.enums import PRIVILEGES, OrganisationKind, Privilege, Role
from duixian.office.people.models import Organisation, Post, User
from duixian.office.people.permissions import both_sides, may, may_in, may_of_firm
from duixian.office.people.selectors import actors
from duixian.office.people.services.appoint import appoint
from duixian.office.people.services.hand_over import hand_over


def test_every_role_has_its_privileges_and_one_demonstration_account():
    assert set(PRIVILEGES) == set(Role)
    assert sorted(account.role for account in ACCOUNTS) == sorted(Role)


def test_a_privilege_is_named_by_scope_resource_and_action():
    for privilege in Privilege:
        scope, resource, action = privilege.value.split(".")
        assert scope in ("own", "region", "site")
        assert resource
        assert action


def test_an_auditor_changes_nothing():
    assert {privilege.value.rsplit(".", 1)[1] for privilege in PRIVILEGES[Role.AUDITOR]} == {"read"}


def test_a_refusal_says_why(actor):
    answer = may(actor(Role.TOWN_CLERK), Privilege.PUBLISH_POLICY)
    assert answer == No("街镇经办不能发布政策规则版本")


def test_the_public_may_do_nothing_that_needs_a_privilege():
    assert all(not may(None, privilege) for privilege in Privilege)


def test_another_region_does_not_exist(stranger):
    answer = may_in(stranger, Privilege.READ_REGISTRY, REGION)
    assert isinstance(answer, No)
    assert answer.hidden


def test_another_firm_does_not_exist(actor):
    applicant = actor(Role.APPLICANT)
    assert may_of_firm(applicant, Privilege.READ_OWN_FILE, REGION, FIRM_CODE)
    answer = may_of_firm(applicant, Privilege.READ_OWN_FILE, REGION, "91310112MA1GB00022")
    assert isinstance(answer, No)
    assert answer.hidden


def test_nobody_judges_what_they_proposed_even_in_another_post(actor):
    officer = actor(Role.OFFICER)
    assert both_sides(officer, actor(Role.HEAD))
    assert not both_sides(officer, officer)


def test_a_firms_role_is_not_given_in_an_office(actor):
    office = Organisation.objects.get(kind=OrganisationKind.OFFICE)
    user = User.objects.get(username="officer")
    with pytest.raises(RefusedError, match="企业申报人不能设在区经委科室"):
        appoint(actor(Role.ADMINISTRATOR), user, office, Role.APPLICANT, since=SINCE, reason="")


def test_a_deputy_acts_in_the_colleagues_post_and_says_for_whom(actor):
    officer = actor(Role.OFFICER)
    colleague = User.objects.get(username="head")
    post = Post.objects.get(user=officer.user)
    hand_over(officer, post, colleague, since=SINCE, until=SINCE, reason="休假")
    found = [each for each in actors(colleague, SINCE).values() if each.deputy_for]
    assert [(each.role, each.deputy_for) for each in found] == [(Role.OFFICER, "沈经办")]
    later = SINCE.replace(year=2021)
    assert all(not each.deputy_for for each in actors(colleague, later).values())


def test_a_queue_is_handed_only_to_a_colleague(actor):
    officer = actor(Role.OFFICER)
    post = Post.objects.get(user=officer.user)
    with pytest.raises(RefusedError, match="不在产业科"):
        hand_over(
            officer,
            post,
            User.objects.get(username="finance"),
            since=SINCE,
            until=SINCE,
            reason="休假",
        )


def test_a_colleagues_queue_cannot_be_handed_on(actor):
    head = actor(Role.HEAD)
    post = Post.objects.get(user__username="officer")
    with pytest.raises(RefusedError, match="只能移交自己的工作"):
        hand_over(
            head, post, User.objects.get(username="head"), since=SINCE, until=SINCE, reason="休假"
        )
