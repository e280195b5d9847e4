"""Assessments as JSON."""

import json

import jsonschema
import pytest

from duixian.rulebook.assessment import Verdict
from duixian.rulebook.explain.as_data import as_json
from duixian.rulebook.explain.schema import assessment_schema
from tests.rulebook.explain.little_library import LIBRARY, assessed, award, one, project, title

ASSESSMENTS = [
    assessed(),
    assessed(revenue=None, 从业人数=None),
    assessed(project("P", "智能"), project("Q", "技改", None), title("T", None), history=None),
    assessed(title("T", "市级", name="灯塔"), history=(award("4", "T0", 10_000_000),)),
]


@pytest.mark.parametrize("assessment", ASSESSMENTS)
def test_json_keeps_to_its_schema(assessment):
    schema = assessment_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(as_json(assessment, LIBRARY)), schema)


def test_the_schema_refuses_what_it_does_not_name():
    data = json.loads(as_json(ASSESSMENTS[0], LIBRARY))
    data["entitlements"][0]["amount"] = 1
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, assessment_schema())


def test_the_same_inputs_give_the_same_bytes():
    again = assessed(
        project("P", "智能"), project("Q", "技改", None), title("T", None), history=None
    )
    assert as_json(ASSESSMENTS[2], LIBRARY) == as_json(again, LIBRARY)


def test_sums_are_whole_fen_and_no_number_is_a_float():
    def refuse(text):
        raise AssertionError(text)

    for assessment in ASSESSMENTS:
        json.loads(as_json(assessment, LIBRARY), parse_float=refuse)
    data = json.loads(as_json(ASSESSMENTS[0], LIBRARY))
    assert data["granted"] == {"low": 5_000_000, "high": 5_000_000}


def test_a_near_miss_says_its_row_and_how_much_is_short():
    found = assessed(revenue=760_000_000)
    data = json.loads(as_json(found, LIBRARY))
    jsonschema.validate(data, assessment_schema())
    (miss,) = [each for each in data["near_misses"] if each["row"]["measure"] == "1"]
    assert [(apart["short"], apart["share"]) for apart in miss["distances"]] == [
        ("差 40 万元", "1/20")
    ]


def test_an_unbounded_sum_is_null_not_zero():
    found = assessed(project("Q", "智能", None))
    data = json.loads(as_json(found, LIBRARY))
    own = [e["own"] for e in data["entitlements"] if e["row"]["measure"] == "3"]
    assert own == [{"low": 0, "high": None}]
    assert one(found, "3").verdict is Verdict.UNKNOWN
