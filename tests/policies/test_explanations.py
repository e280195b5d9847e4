"""Everything the shipped library says and decides can be said in Chinese."""

import json
import re

import jsonschema
import pytest

from duixian.rulebook.explain.as_data import as_json
from duixian.rulebook.explain.near import near_misses
from duixian.rulebook.explain.schema import assessment_schema
from duixian.rulebook.explain.sentences import sentences
from duixian.rulebook.meaning import assess
from duixian.rulebook.views.describe import Aspect, describe
from duixian.rulebook.views.standards import standards_table
from tests.policies.test_cases import cases_of, folders, library

NOT_FOR_PEOPLE = re.compile(r"None|Fraction|Verdict|\b(measure|because|scope_without|limits)\b")


@pytest.mark.parametrize("folder", folders())
def test_every_case_is_explained_in_words(folder):
    for case in cases_of(folder)[0]:
        assessment = assess(library(), case.dossier, case.on, stage=case.stage)
        near_misses(assessment, library())
        for entitlement in assessment.entitlements:
            text = "\n".join(sentences(entitlement, library()))
            assert not NOT_FOR_PEOPLE.search(text), text


@pytest.mark.parametrize("folder", folders())
def test_assessments_keep_to_the_schema(folder):
    validator = jsonschema.Draft202012Validator(assessment_schema())
    for case in cases_of(folder)[0][::12]:
        assessment = assess(
            library(), case.dossier, case.on, stage=case.stage, policies=(case.policy,)
        )
        validator.validate(json.loads(as_json(assessment, library())))


def test_every_measure_is_described_with_who_what_and_on_what_basis():
    for policy in library().policies:
        for measure in policy.measures:
            sections = {section.aspect: section for section in describe(measure, policy)}
            assert {Aspect.WHO, Aspect.STANDARD, Aspect.PROCEDURE, Aspect.BASIS} <= sections.keys()
            lines = [line for section in sections.values() for line in section.lines]
            assert not [line.text for line in lines if NOT_FOR_PEOPLE.search(line.text)]


def test_the_table_of_standards_has_a_row_a_measure_and_no_empty_promise():
    rows = standards_table(library())
    assert len(rows) == sum(len(policy.measures) for policy in library().policies)
    assert not [row.measure for row in rows if not (row.detail and row.standard and row.funding)]
