"""The library of a district on a day: what was published by then, and nothing else."""

from datetime import date, timedelta

import pytest

from duixian.intake.library_folder import load_library
from duixian.office.audit.models import Entry
from duixian.office.library.demonstration import stock
from duixian.office.library.models import Foundation, PolicyVersion
from duixian.office.library.selectors import library_of, regions
from duixian.office.library.services.lay_foundation import lay_foundation
from duixian.office.people.demonstration import REGION, SINCE

pytestmark = pytest.mark.usefixtures("shelf")


def test_a_district_has_the_shipped_policies_of_its_own_in_their_order():
    shipped, _ = load_library()
    assert shipped is not None
    ours = [policy.code for policy in shipped.policies if policy.region == REGION]
    found = library_of(REGION, SINCE)
    assert [policy.code for policy in found.policies] == ours
    assert len(ours) == 5
    assert found.catalogues == shipped.catalogues


def test_the_measures_are_those_of_the_shipped_library():
    shipped, _ = load_library()
    assert shipped is not None
    found = library_of(REGION, SINCE)
    for policy in found.policies:
        other = shipped.policy(policy.code)
        assert other is not None
        assert [m.grant for m in policy.measures] == [m.grant for m in other.measures]


def test_before_anything_was_published_the_library_is_empty():
    assert library_of(REGION, SINCE - timedelta(days=1)).policies == ()


def test_another_district_has_its_own_policies():
    assert {policy.region for policy in library_of("310118", SINCE).policies} == {"310118"}
    assert regions(date(2022, 6, 30)) == ["310112", "310114", "310118"]


def test_the_same_versions_are_read_once():
    assert library_of(REGION, SINCE) is library_of(REGION, SINCE + timedelta(days=900))


def test_stocking_twice_changes_nothing():
    rows, log = PolicyVersion.objects.count(), Entry.objects.count()
    stock()
    assert (PolicyVersion.objects.count(), Entry.objects.count()) == (rows, log)
    assert Foundation.objects.count() == 1


def test_every_shipped_policy_is_written_down_in_the_audit_log():
    assert Entry.objects.filter(verb="发布政策规则").count() == PolicyVersion.objects.count() == 7


def test_laying_the_same_foundation_again_keeps_the_first_day():
    assert lay_foundation(date(2023, 1, 1)).since == SINCE
