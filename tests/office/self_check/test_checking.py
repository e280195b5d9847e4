"""What follows from answers, and what is asked next."""

from datetime import date

import pytest

from duixian.intake.library_folder import load_library
from duixian.office.self_check import names
from duixian.office.self_check.checking import Checked, check
from duixian.office.self_check.ground import Ground, ground_of
from duixian.rulebook.assessment import Interval
from tests.office.self_check.firm import FIRST_TITLE, MEASURE


@pytest.fixture(scope="module")
def ground() -> Ground:
    library, problems = load_library()
    assert library is not None, problems
    return ground_of(library, "310112", date(2022, 6, 30))


def asked(checked: Checked) -> set[str]:
    return {question.name for section in checked.sections for question in section.questions}


def test_a_first_title_of_the_district_is_granted_five_wan(ground):
    found = check(FIRST_TITLE, ground)
    (item,) = [each for each in found.result.granted if each.row.title == MEASURE]
    assert item.own == Interval(5_000_000, 5_000_000)
    assert item.row.shares == "区 4 万元，镇 1 万元"
    assert item.row.articles.startswith("一（一）")


def test_one_wan_short_of_the_line_is_a_near_miss_with_its_distance(ground):
    found = check(FIRST_TITLE | {"enterprise.revenue.2021": "799"}, ground)
    assert MEASURE not in [each.row.title for each in found.result.granted]
    (miss,) = [each for each in found.result.near if each.near.row.title == MEASURE]
    assert [apart.short for apart in miss.near.miss.distances] == ["差 1 万元"]
    assert "5 万元" in miss.standard


@pytest.mark.parametrize("name", [name for name in FIRST_TITLE if not name.startswith("rows.")])
def test_an_answer_taken_away_never_pays_more_and_is_asked_for(ground, name):
    less = {key: text for key, text in FIRST_TITLE.items() if key != name}
    found = check(less, ground)
    full = check(FIRST_TITLE, ground)
    assert found.result.granted_sum.low <= full.result.granted_sum.low
    assert MEASURE not in [each.row.title for each in found.result.granted]
    assert name in asked(found)


def test_nothing_answered_grants_nothing_and_refuses_nothing(ground):
    found = check({}, ground)
    assert not found.result.granted
    assert not found.result.others
    assert len(found.result.unknown) >= len(ground.standards)


def test_a_firm_of_another_district_is_asked_nothing_more(ground):
    elsewhere = {"enterprise.registered_district": "市外", "enterprise.tax_district": "市外"}
    found = check(elsewhere, ground)
    assert not found.result.unknown
    assert asked(found) == set(elsewhere)


def test_having_none_of_a_thing_settles_its_measures(ground):
    before = check({}, ground)
    after = check({names.presence("lease"): "没有"}, ground)
    leases = [each for each in before.result.unknown if each.row.subject == "租赁"]
    assert leases
    assert not [each for each in after.result.unknown if each.row.subject == "租赁"]


def test_a_row_without_its_date_counts_as_not_told(ground):
    less = {k: v for k, v in FIRST_TITLE.items() if k != "recognition-1.recognised_on"}
    found = check(less, ground)
    assert any(each.row.subject == "认定" for each in found.result.unknown)
    (section,) = [each for each in found.sections if each.subject == "recognition"]
    assert "认定日期" in section.hint


def test_all_unreadable_answers_are_named_beside_their_fields(ground):
    wrong = {
        "enterprise.founded_on": "2015-13-01",
        "enterprise.employees": "很多",
        "enterprise.revenue.2021": "-5 个",
        "enterprise.registered_district": "闵行",
    }
    found = check(FIRST_TITLE | wrong, ground)
    errors = {
        question.name: question.error
        for section in found.sections
        for question in section.questions
        if question.error
    }
    assert set(errors) == set(wrong)
    assert found.has_errors
    assert not found.result.granted


def test_an_award_of_the_past_that_is_not_described_leaves_the_sum_open(ground):
    found = check(FIRST_TITLE | {names.HISTORY: names.HAS}, ground)
    assert MEASURE in [each.row.title for each in found.result.unknown]


def test_whoever_is_on_the_list_of_the_dishonest_is_refused(ground):
    found = check(FIRST_TITLE | {"list.严重违法失信企业名单": "是"}, ground)
    assert MEASURE in [each.row.title for each in found.result.others]


def test_questions_keep_their_order_while_answers_come_in(ground):
    before = [q.name for s in check({}, ground).sections for q in s.questions]
    after = [
        q.name
        for s in check({"enterprise.registered_district": "闵行区"}, ground).sections
        for q in s.questions
    ]
    kept = [name for name in before if name in after]
    assert kept == [name for name in after if name in before]
