"""Awards of the past that a firm types: they lower a ladder, close a row, or leave it open.

闵经委规发〔2021〕3号 一（二）: 20 万元 for the title of the city, less what the title of the
district brought.
"""

from datetime import date

import pytest

from duixian.intake.library_folder import load_library
from duixian.office.self_check import names
from duixian.office.self_check.checking import Checked, check
from duixian.office.self_check.form import RowChange, with_rows
from duixian.office.self_check.ground import Ground, ground_of
from duixian.rulebook.assessment import Entitlement, Interval, Verdict
from tests.office.self_check.firm import FIRST_TITLE

WAN = 1_000_000
LAW = "闵经委规发〔2021〕3号"
OF_THE_CITY = FIRST_TITLE | {
    "recognition-1.level": "市级",
    "list.上海市专精特新中小企业公示名单": "是",
    "enterprise.moved_in_on": "2015-03-01",
}
EARLIER = {
    "history": "有",
    "rows.award": "1",
    "award-1.basis": f"{LAW} 1.1",
    "award-1.row": "其他",
    "award-1.event": "2021-06-30",
    "award-1.decided": "2021-09-30",
    "award-1.amount": "5",
}


@pytest.fixture(scope="module")
def ground() -> Ground:
    library, problems = load_library()
    assert library is not None, problems
    return ground_of(library, "310112", date(2022, 6, 30))


def of(checked: Checked, code: str) -> Entitlement:
    rows = checked.assessment.entitlements
    return next(
        each for each in rows if (each.row.policy, each.row.measure) == (LAW, code) and each.row.key
    )


def asked(checked: Checked) -> set[str]:
    return {question.name for section in checked.sections for question in section.questions}


def test_the_title_of_the_city_pays_the_difference_to_that_of_the_district(ground):
    without = of(check(OF_THE_CITY, ground), "1.2")
    assert (without.verdict, without.own) == (Verdict.GRANTED, Interval(20 * WAN, 20 * WAN))
    after = of(check(OF_THE_CITY | EARLIER, ground), "1.2")
    assert (after.verdict, after.own) == (Verdict.GRANTED, Interval(15 * WAN, 15 * WAN))


def test_what_was_recovered_is_no_longer_taken_off(ground):
    returned = EARLIER | {"award-1.recovered": "2 万元"}
    assert of(check(OF_THE_CITY | returned, ground), "1.2").own == Interval(17 * WAN, 17 * WAN)


def test_an_award_of_this_very_row_leaves_nothing(ground):
    same = EARLIER | {"award-1.row": "认定 1", "award-1.event": "2021-11-10"}
    found = check(FIRST_TITLE | same | {"award-1.decided": "2022-03-01"}, ground)
    assert of(found, "1.1").verdict is Verdict.EXHAUSTED


@pytest.mark.parametrize(
    "lacking", ["basis", "row", "event", "decided", "amount"], ids=lambda name: name
)
def test_an_award_that_is_not_told_whole_leaves_the_history_unknown(ground, lacking):
    found = check(OF_THE_CITY | EARLIER | {f"award-1.{lacking}": ""}, ground)
    row = of(found, "1.2")
    assert row.verdict is Verdict.UNKNOWN
    assert row.own is not None
    assert row.own.low == 0
    assert any("仍按不清楚计算" in section.hint for section in found.sections)


@pytest.mark.parametrize(
    ("field", "text"), [("amount", "五万"), ("event", "去年"), ("row", "认定 9"), ("basis", "甲 1")]
)
def test_an_award_that_cannot_be_read_leaves_the_history_unknown(ground, field, text):
    found = check(OF_THE_CITY | EARLIER | {f"award-1.{field}": text}, ground)
    assert of(found, "1.2").verdict is Verdict.UNKNOWN
    wrong = [q.error for section in found.sections for q in section.questions if q.error]
    assert bool(wrong) is found.has_errors is (field in {"amount", "event"})


def test_a_second_award_not_told_counts_for_the_first_too(ground):
    found = check(OF_THE_CITY | EARLIER | {"rows.award": "2"}, ground)
    assert of(found, "1.2").verdict is Verdict.UNKNOWN


def test_what_an_award_stood_on_decides_what_is_asked_of_it(ground):
    some = {"history": "有", "rows.award": "1"}
    first = {name for name in asked(check(OF_THE_CITY | some, ground)) if "award" in name}
    own = ("basis", "event", "decided", "amount", "recovered")
    assert first == {f"award-1.{field}" for field in own}
    told = asked(check(OF_THE_CITY | EARLIER, ground))
    assert {"award-1.row", "award-1.of.project_id"} <= told


def test_a_firm_that_received_nothing_is_asked_for_no_award(ground):
    found = asked(check(EARLIER | {"history": "没有"}, ground))
    assert not [name for name in found if "award" in name]


def test_an_award_goes_on_naming_its_row_when_another_is_taken_away(ground):
    recognition = ground.library.vocabulary.subject("认定")
    three = {"has.recognition": "有", "rows.recognition": "3"}
    about = {f"award-{n}.row": f"认定 {n}" for n in (1, 2, 3)}
    told = three | about | {"history": "有", "rows.award": "3"}
    left = with_rows(told, recognition, RowChange("recognition", 2))
    assert [left.get(f"award-{n}.row") for n in (1, 2, 3)] == ["认定 1", None, "认定 2"]
    fewer = with_rows(left, None, RowChange(names.AWARD, 2))
    assert [fewer.get(f"award-{n}.row") for n in (1, 2, 3)] == ["认定 1", "认定 2", None]
    assert (fewer["history"], fewer["rows.award"]) == ("有", "2")
