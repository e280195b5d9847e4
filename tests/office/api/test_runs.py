"""Runs and what they found, for programs: of their own district, within their token."""

import json

import duckdb
import pytest
from django.test import Client

from duixian.office.audit.models import Entry
from duixian.office.matching.enums import State
from duixian.office.matching.folders import result_of
from duixian.office.matching.models import Run
from duixian.office.people.enums import Role, Scope
from duixian.office.people.models import Token

READ, RUN = Scope.READ_MATCHING, Scope.RUN_MATCHING
POLICY = "闵经委规发〔2021〕3号"


def started(client: Client, **asked):
    return client.post("/api/runs", json.dumps(asked), content_type="application/json")


def test_a_result_is_read_whole_page_by_page(done, address, actor, program):
    client = program(actor(Role.OFFICER), READ)
    file = result_of(done) / "result.parquet"
    query = "SELECT firm, measure, low, high FROM read_parquet(?)"
    expected = duckdb.execute(query, [str(file)]).fetchall()
    assert len(expected) > 10
    pages = [client.get(f"{address}/rows?limit=4").json()]
    while (after := pages[-1]["after"]) is not None:
        pages.append(client.get(f"{address}/rows?limit=4&after={after}").json())
    got = [
        (each["firm"], each["measure"], each["low"], each["high"])
        for page in pages
        for each in page["rows"]
    ]
    assert got == expected
    assert Entry.objects.filter(verb="经接口读匹配明细").exists()


def test_rows_are_chosen_by_verdict_and_firm(address, actor, program):
    client = program(actor(Role.OFFICER), READ)
    granted = client.get(f"{address}/rows?verdict=granted").json()["rows"]
    assert granted
    assert {each["verdict"] for each in granted} == {"granted"}
    firm = granted[0]["firm"]
    own = client.get(f"{address}/rows?firm={firm}").json()["rows"]
    assert {each["firm"] for each in own} == {firm}
    assert client.get(f"{address}/rows?town=' OR 1=1 --").json()["rows"] == []


def test_the_summary_is_the_one_the_run_wrote(done, address, actor, program):
    client = program(actor(Role.AUDITOR), READ)
    got = client.get(f"{address}/summary").json()
    written = json.loads((result_of(done) / "summary.json").read_text())
    assert got["firms"] == 96
    assert got["by_verdict"] == written["by_verdict"]
    assert got["by_town"] == written["by_town"]


@pytest.mark.parametrize("end", ["", "/summary", "/rows"])
def test_another_districts_run_does_not_exist(address, stranger, program, end):
    client = program(stranger, READ)
    foreign = client.get(address + end)
    missing = client.get(f"/api/runs/999999{end}")
    assert foreign.status_code == missing.status_code == 404
    assert foreign.json() == missing.json()
    assert client.get("/api/runs").json()["runs"] == []
    assert not Entry.objects.filter(verb="经接口读匹配明细").exists()


def test_without_a_token_or_with_a_dead_one_nothing_is_answered(address, actor, program):
    for client in (Client(), Client(headers={"authorization": "Bearer duixian_guess"})):
        answer = client.get(address)
        assert answer.status_code == 401
        assert "令牌" in answer.json()["message"]
        assert answer["WWW-Authenticate"] == "Bearer"
    client = program(actor(Role.OFFICER), READ)
    Token.objects.update(revoked_at=Run.objects.get().created_at)
    assert client.get(address).status_code == 401


def test_being_signed_in_as_a_person_is_no_token(address, browser):
    assert browser(Role.OFFICER).get(address).status_code == 401


def test_a_token_that_reads_does_not_run(address, actor, program):
    client = program(actor(Role.OFFICER), READ)
    answer = started(client, on="2022-06-30")
    assert answer.status_code == 403
    assert answer.json()["message"] == "令牌没有“运行匹配”的范围"
    assert client.post(f"{address}/cancel").status_code == 403
    assert Run.objects.count() == 1


def test_a_run_is_started_followed_and_cancelled(published, actor, program):  # noqa: ARG001
    client = program(actor(Role.HEAD), READ, RUN)
    answer = started(client, on="2022-06-30", policies=[POLICY])
    assert answer.status_code == 202
    where = f"/api/runs/{answer.json()['id']}"
    assert client.get(f"{where}/rows").status_code == 409
    assert "排队" in client.get(f"{where}/summary").json()["message"]
    assert client.post(f"{where}/cancel").json()["state"] == State.CANCELLED
    assert client.post(f"{where}/cancel").status_code == 403
    assert started(client, on="2022-06-30", policies=["没有的"]).status_code == 403


def test_whoever_asks_too_often_is_told_to_wait_and_others_are_not(
    queued, actor, program, monkeypatch
):
    hasty, patient = (program(actor(role), READ) for role in (Role.OFFICER, Role.HEAD))
    monkeypatch.setattr("time.time", lambda: 1000.5)
    answers = [hasty.get(f"/api/runs/{queued.pk}") for _ in range(22)]
    assert [each.status_code for each in answers] == [200] * 20 + [429] * 2
    assert int(answers[-1]["Retry-After"]) >= 1
    assert patient.get("/api/runs").status_code == 200
