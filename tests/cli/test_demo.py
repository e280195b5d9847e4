"""The demonstration: invented firms that between them meet every measure."""

from datetime import date
from pathlib import Path

import pytest

from duixian.intake.credit_code import complaint
from duixian.intake.library_folder import load_library
from duixian.intake.register import Register
from duixian.intake.workbook.reading import read_workbook
from duixian.rulebook.assessment import Verdict
from duixian.rulebook.library.model import Library
from duixian.rulebook.meaning import assess

DAY = date(2022, 6, 30)
REGIONS = {"闵行区": "310112", "青浦区": "310118"}


@pytest.fixture(scope="module")
def library() -> Library:
    loaded, _ = load_library()
    assert loaded is not None
    return loaded


@pytest.fixture(scope="module")
def register(demonstration: Path, library: Library) -> Register:
    found, problems = read_workbook(demonstration / "示例企业.xlsx", library.vocabulary)
    assert problems == ()
    assert found is not None
    return found


def test_all_firms_are_plainly_invented(register: Register) -> None:
    assert 55 <= len(register.codes) <= 70
    for code, firm in register.records.firms.items():
        assert str(firm.values["名称"]).startswith("示例")
        assert code[2:8] == "000000"
        assert complaint(code) == ""


def test_every_measure_of_both_districts_is_granted_to_somebody(
    register: Register, library: Library
) -> None:
    granted = set()
    verdicts = set()
    for code in register.codes:
        assessment = assess(library, register.dossier(code), DAY)
        assert assessment.problems == ()
        for one in assessment.entitlements:
            verdicts.add(one.verdict)
            if one.verdict is Verdict.GRANTED:
                granted.add((one.row.policy, one.row.measure))
    wanted = {
        measure.name
        for policy in library.policies
        if policy.region in REGIONS.values()
        for measure in policy.measures
    }
    assert wanted - granted == set()
    assert verdicts == set(Verdict)


def test_the_demonstration_writes_a_page_and_a_workbook_for_each_district(
    demonstration: Path,
) -> None:
    names = {path.name for path in demonstration.iterdir()}
    assert names == {"示例企业.xlsx"} | {
        f"{d}.{kind}" for d in REGIONS for kind in ("html", "xlsx")
    }
