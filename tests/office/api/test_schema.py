"""The interface keeps to its own document, whatever is sent: no 5xx, no answer of another form."""

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.checks import positive_data_acceptance

from duixian.office.api.interface import operations
from duixian.office.people.demonstration import REGION
from duixian.office.people.enums import Role, Scope
from tests.office.matching.conftest import POLICY

FEW = settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
ALL = sorted((f"/api{each.path}", method) for each in operations() for method in each.methods)
RUNS = [one for one in ALL if one[0].startswith("/api/runs")]
REAL = {"region": REGION, "policy": POLICY, "code": "1.1"}
"""What chance would never send."""
JUDGES_CONTENT = {"/api/assess"}
"""Where a request of the right form is refused for what the firm's cells say."""


@pytest.fixture
def document(district, unlimited):  # noqa: ARG001 - people first; requests come quickly
    # A served request closes its connection; here that would end the test's own transaction.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi("/api/openapi.json", get_wsgi_application())
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def try_out(document, path, method, real, headers=None) -> None:
    operation = document[path][method]
    excluded = [positive_data_acceptance] if path in JUDGES_CONTENT else []

    @FEW
    @given(case=operation.as_strategy(), is_real=st.booleans())
    def attempt(case, is_real):
        if is_real:
            for place in (case.query, case.path_parameters):
                place.update({name: real[name] for name in place if name in real})
        case.call_and_validate(headers=headers, excluded_checks=excluded)

    attempt()


@pytest.mark.usefixtures("shelf")
def test_whoever_has_no_token_gets_only_documented_answers(document):
    for path, method in ALL:
        try_out(document, path, method, REAL)


def test_whoever_has_a_token_gets_only_documented_answers(document, done, program, actor):
    secret = program(actor(Role.OFFICER), *Scope).defaults["HTTP_AUTHORIZATION"]
    for path, method in RUNS:
        try_out(document, path, method, {"number": done.pk}, {"Authorization": secret})
