"""Every case of every policy is a test of its own; no measure goes without its cases."""

from functools import cache
from pathlib import Path

import pytest

import duixian
from duixian.intake.library_folder import load_library
from duixian.rulebook.cases.gaps import case_gaps
from duixian.rulebook.cases.model import Case
from duixian.rulebook.cases.reading import read_cases
from duixian.rulebook.cases.running import run_case
from duixian.rulebook.documents.fields import Fields
from duixian.rulebook.documents.reading import read_tree
from duixian.rulebook.documents.tree import MappingNode
from duixian.rulebook.library.model import Library
from duixian.rulebook.policy.model import Policy
from duixian.rulebook.problems import Problem

LIBRARY = Path(duixian.__file__).parent / "library"


@cache
def library() -> Library:
    """The shipped library."""
    loaded, problems = load_library()
    assert loaded is not None, "\n".join(problem.sentence for problem in problems)
    return loaded


def folders() -> tuple[str, ...]:
    """The folders of policies that have measures."""
    return tuple(path.parent.name for path in sorted(LIBRARY.glob("*/cases.yaml")))


@cache
def policy_of(folder: str) -> Policy:
    """The policy that stands in the folder."""
    text = (LIBRARY / folder / "policy.yaml").read_text(encoding="utf-8")
    node, _ = read_tree(text, folder)
    assert isinstance(node, MappingNode)
    policy = library().policy(Fields(node).text("policy"))
    assert policy is not None
    return policy


@cache
def cases_of(folder: str) -> tuple[tuple[Case, ...], tuple[Problem, ...]]:
    """The cases of the policy in the folder, and what is wrong with their file."""
    text = (LIBRARY / folder / "cases.yaml").read_text(encoding="utf-8")
    return read_cases(text, f"{folder}/cases.yaml", library(), policy_of(folder))


def each_case() -> list[object]:
    """Every case as a parameter, named by its policy, measure and sentence."""
    return [
        pytest.param(case, id=f"{folder}-{case.measure}-{case.name}")
        for folder in folders()
        for case in cases_of(folder)[0]
    ]


@pytest.mark.parametrize("case", each_case())
def test_what_the_text_says_comes_out(case: Case) -> None:
    assert run_case(case, library()) == ()


@pytest.mark.parametrize("folder", folders())
def test_a_case_file_reads_without_a_problem(folder: str) -> None:
    assert [problem.sentence for problem in cases_of(folder)[1]] == []


@pytest.mark.parametrize("folder", folders())
def test_every_measure_has_its_granting_refusing_boundary_and_unknown_case(folder: str) -> None:
    gaps = case_gaps(policy_of(folder), cases_of(folder)[0])
    assert [gap.sentence for gap in gaps] == []


def test_every_policy_with_measures_has_cases() -> None:
    without = {
        policy.code
        for policy in library().policies
        if policy.measures and policy.code not in {policy_of(name).code for name in folders()}
    }
    assert without == set()
