"""A firm whose file the district holds: what is in it is not asked, what it lacks is."""

from datetime import date

import pytest
from django.urls import reverse

from duixian.intake.library_folder import load_library
from duixian.office.people.demonstration import REGION
from duixian.office.people.enums import Role
from duixian.office.registry.demonstration import settle
from duixian.office.self_check.checking import Checked, check
from duixian.office.self_check.ground import Ground, ground_of
from duixian.office.self_check.reading import read
from duixian.rulebook.assessment import Interval
from duixian.rulebook.dossier import Dossier
from tests.office.self_check.firm import FIRST_TITLE, MEASURE

IS_FIRST = "known.recognition.is_first.认定 1"


@pytest.fixture(scope="module")
def ground() -> Ground:
    library, problems = load_library()
    assert library is not None, problems
    return ground_of(library, REGION, date(2022, 6, 30))


def file_without(ground: Ground, *names: str) -> Dossier:
    """The first title of `firm.py` as a file, some of its values missing."""
    kept = {name: text for name, text in FIRST_TITLE.items() if name not in names}
    return read(kept, ground).dossier


def asked(found: Checked) -> set[str]:
    return {question.name for section in found.sections for question in section.questions}


def granted(found: Checked) -> dict[str, Interval]:
    return {item.row.title: item.own for item in found.result.granted}


def test_a_whole_file_is_asked_nothing_about_what_it_holds(ground):
    found = check({}, ground, file_without(ground))
    assert granted(found)[MEASURE] == Interval(5_000_000, 5_000_000)
    assert not {name for name in asked(found) if "." in name} & set(FIRST_TITLE)


def test_what_a_row_of_the_file_lacks_is_asked_and_decides(ground):
    known = file_without(ground, "recognition-1.is_first")
    found = check({}, ground, known)
    assert MEASURE not in granted(found)
    assert IS_FIRST in asked(found)
    answered = check({IS_FIRST: "是"}, ground, known)
    assert granted(answered)[MEASURE] == Interval(5_000_000, 5_000_000)
    assert MEASURE not in granted(check({IS_FIRST: "否"}, ground, known))


def test_an_answer_never_replaces_a_value_of_the_file(ground):
    """The file says it is the first one; the firm cannot answer otherwise, nor employ nobody."""
    told = {IS_FIRST: "否", "enterprise.employees": "0", "enterprise.revenue.2021": "1"}
    known = file_without(ground)
    assert granted(check(told, ground, known)) == granted(check({}, ground, known))


def test_a_firm_adds_what_it_plans_beside_what_its_file_holds(ground):
    found = check({}, ground, file_without(ground))
    assert "认定" in {subject.name for subject in found.addable}
    more = {"has.recognition": "有", "recognition-1.kind": "专精特新"}
    added = check(more, ground, file_without(ground))
    assert "recognition-1.recognised_on" in asked(added)
    assert granted(added)[MEASURE] == Interval(5_000_000, 5_000_000)


@pytest.mark.usefixtures("shelf")
def test_the_page_of_a_firm_begins_with_its_file(browser):
    settle(REGION, firms=1)
    page = browser(Role.APPLICANT).get(reverse("self-check")).content.decode()
    assert "1 项租赁" in page
    assert 'name="enterprise.registered_district"' not in page
    assert "可以兑现 <b>0 元</b>" not in page
    assert 'href="/policies/' in page
    visitor = browser(None).get(reverse("self-check")).content.decode()
    assert 'name="enterprise.registered_district"' in visitor
