"""The shipped library against the official texts: every citation stands, every amount is said."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from duixian.intake.library_folder import load_library
from duixian.paper.coverage import coverage
from duixian.paper.documents import find
from duixian.paper.files import read_text
from duixian.paper.library_citations import citations, claims, waivers
from duixian.paper.verify import verify
from duixian.rulebook.library.model import Library
from duixian.rulebook.policy.model import Cite, NotEncoded, Policy

HELD = {
    "闵府规发〔2020〕5号": "000",
    "闵经委发〔2020〕101号": "000",
    "闵经委规发〔2021〕3号": "000",
    "闵经委规发〔2021〕7号": "000",
    "青经发〔2022〕19号": "003",
    "嘉定区智改数转若干政策（2024年度目标申报表）": "004",
}


@cache
def library() -> Library:
    loaded, problems = load_library()
    assert loaded is not None, "\n".join(problem.sentence for problem in problems)
    return loaded


def text_of(policy: Policy, seeds: Path) -> str:
    (file,) = seeds.glob(f"{HELD[policy.code]}*.txt")
    extract = find(read_text(file), policy.text_title or policy.title, policy.code)
    assert extract is not None
    return extract.text


@pytest.mark.parametrize("code", HELD)
def test_every_citation_stands_in_its_article(code: str, seeds: Path) -> None:
    policy = library().policy(code)
    assert policy is not None
    findings = verify(text_of(policy, seeds), citations(library(), code))
    assert findings
    assert [finding.message for finding in findings if not finding.ok] == []


@pytest.mark.parametrize("code", HELD)
def test_every_amount_is_said_by_a_measure_or_left_out_for_a_reason(code: str, seeds: Path) -> None:
    policy = library().policy(code)
    assert policy is not None
    found = coverage(text_of(policy, seeds), claims(library(), code), waivers(policy))
    assert found.amounts
    assert [f"{one.clause.address} {one.amount.text}" for one in found.uncovered] == []
    assert [waiver.because for waiver in found.idle_waivers] == []


def test_only_a_document_that_is_not_held_goes_unchecked() -> None:
    unchecked = [policy for policy in library().policies if policy.code not in HELD]
    assert [policy.source for policy in unchecked] == ["存目"] * len(unchecked)


def test_without_the_measure_that_says_them_its_amounts_are_uncovered(seeds: Path) -> None:
    code = "闵经委规发〔2021〕7号"
    policy = library().policy(code)
    assert policy is not None
    others = [claim for claim in claims(library(), code) if claim.measure != f"{code} 8"]
    found = coverage(text_of(policy, seeds), others, waivers(policy))
    assert [one.amount.text for one in found.uncovered] == ["4万元", "8万元"]


def test_naming_amounts_that_cannot_be_read_leaves_nothing_out() -> None:
    policy = library().policies[1]
    left = NotEncoded((Cite("第二条", "0a1b2c3d"),), ("若干",), "示例")
    (waiver,) = waivers(replace(policy, not_encoded=(left,)))
    assert waiver.amounts == frozenset()
