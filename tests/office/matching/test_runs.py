"""A run is started by those who may, does its work, and ends in one state with a reason."""

import json
import multiprocessing
from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from duixian.intake.demonstration import code_of
from duixian.office.audit.models import Entry
from duixian.office.common.answers import RefusedError
from duixian.office.matching import computing, folders, performing
from duixian.office.matching.computing import Progress
from duixian.office.matching.enums import State
from duixian.office.matching.models import Run
from duixian.office.matching.performing import perform
from duixian.office.matching.selectors import library_used, run_for
from duixian.office.matching.services.cancel import cancel
from duixian.office.matching.services.settle_abandoned import settle_abandoned
from duixian.office.matching.services.start import start
from duixian.office.people.demonstration import REGION
from duixian.office.people.enums import Role
from duixian.office.registry import demonstration_lists as lists
from duixian.office.registry.models import Record
from tests.office.matching.conftest import ON, POLICY


def verbs(run: Run) -> list[str]:
    rows = Entry.objects.filter(subject_kind="匹配", subject_id=str(run.pk)).order_by("number")
    return list(rows.values_list("verb", flat=True))


def again(run: Run) -> Run:
    return Run.objects.get(pk=run.pk)


def test_a_run_finishes_with_its_numbers_and_every_step_is_in_the_log(finished):
    assert finished.state == State.FINISHED
    assert finished.firms == 96
    rows = {each["verdict"]: each["rows"] for each in finished.verdicts}
    assert rows["granted"] > 0
    assert verbs(finished) == ["发起匹配", "开始匹配", "完成匹配"]
    record = json.loads((folders.result_of(finished) / "run.json").read_text())
    assert record["library"] == finished.library == library_used(finished).version
    assert record["policies"] == [POLICY]
    perform(finished.pk)
    assert verbs(finished).count("开始匹配") == 1, "a run is done once"


@pytest.mark.parametrize("role", [Role.TOWN_CLERK, Role.AUDITOR, Role.APPLICANT])
def test_whoever_only_reads_cannot_start_or_cancel(role, queued, actor):
    with pytest.raises(RefusedError, match="不能运行全区匹配"):
        start(actor(role), REGION, ON)
    with pytest.raises(RefusedError, match="不能运行全区匹配"):
        cancel(actor(role), queued)
    assert Run.objects.count() == 1


def test_another_districts_run_does_not_exist(queued, stranger):
    for attempt in (lambda: run_for(stranger, queued.pk), lambda: cancel(stranger, queued)):
        with pytest.raises(RefusedError) as refused:
            attempt()
        assert refused.value.answer.hidden


@pytest.mark.usefixtures("published")
def test_a_policy_that_is_not_published_is_refused(actor):
    with pytest.raises(RefusedError, match="没有已发布的政策 没有的文号"):
        start(actor(Role.HEAD), REGION, ON, ["没有的文号"])
    assert not Run.objects.exists()


def test_a_waiting_run_is_cancelled_at_once_and_never_begins(queued, actor):
    cancel(actor(Role.HEAD), queued)
    assert again(queued).state == State.CANCELLED
    perform(queued.pk)
    assert verbs(queued) == ["发起匹配", "取消匹配"]
    with pytest.raises(RefusedError, match="现在是“取消”"):
        cancel(actor(Role.HEAD), queued)


@pytest.mark.usefixtures("firms")
def test_a_run_that_is_going_is_cancelled_and_leaves_nothing(queued, actor, monkeypatch):
    def asked(job, library, hear):
        hear(Progress("比对", 1, 2))
        cancel(actor(Role.OFFICER), queued)
        return computing.compute(job, library, hear)

    monkeypatch.setattr(performing, "compute", asked)
    perform(queued.pk)
    run = again(queued)
    assert run.state == State.CANCELLED
    assert not folders.folder_of(run).exists()
    assert verbs(run)[-2:] == ["要求取消匹配", "取消匹配"]


@pytest.mark.usefixtures("firms")
def test_a_run_whose_process_is_killed_fails_with_a_reason_and_leaves_nothing(queued, monkeypatch):
    def killed(job, library, hear):
        def hear_and_kill(told):
            hear(told)
            for child in multiprocessing.active_children():
                child.kill()

        return computing.compute(job, library, hear_and_kill)

    monkeypatch.setattr(performing, "compute", killed)
    perform(queued.pk)
    run = again(queued)
    assert (run.state, run.reason) == (State.FAILED, "计算的进程意外结束，可能是内存不足")
    assert not folders.folder_of(run).exists()


def test_a_run_whose_worker_is_told_to_stop_fails_with_a_reason(queued, monkeypatch):
    def stopped(*_: object) -> None:
        raise SystemExit

    monkeypatch.setattr(performing, "compute", stopped)
    with pytest.raises(SystemExit):
        perform(queued.pk)
    assert (again(queued).state, again(queued).reason) == (State.FAILED, "后台作业被停止，没有算完")


def test_a_district_without_firms_fails_with_what_to_do(queued):
    perform(queued.pk)
    run = again(queued)
    assert run.state == State.FAILED
    assert "企业" in run.reason
    assert run.advice
    assert "--" not in run.advice


@pytest.mark.usefixtures("firms")
def test_a_run_over_wrong_data_says_what_is_wrong_in_words_of_the_office(queued):
    values = {"list": "没有来源的名单", "firm": code_of(1), "since": "2022-01-01"}
    row = {"sheet": "listings", "key": "1", "firm": code_of(1), "origins": {}}
    Record.objects.create(region=REGION, values=values, **row)
    source = {"sheet": "list_sources", "key": "2", "firm": "", "origins": {}}
    Record.objects.create(region=REGION, values={"list": "没有来源的名单"}, **source)
    perform(queued.pk)
    run = again(queued)
    assert run.state == State.FAILED
    assert "没有来源的名单" in run.reason or "读取日期" in run.reason
    assert not any(word in run.reason + run.advice for word in ("parquet", "--", "data", "见上"))


@pytest.mark.usefixtures("firms")
def test_a_name_that_waits_does_not_stop_a_run(queued):
    lists.settle(REGION)
    perform(queued.pk)
    assert again(queued).reason == ""
    assert again(queued).state == State.FINISHED


def test_a_run_without_its_worker_fails_after_the_next_start(queued):
    Run.objects.filter(pk=queued.pk).update(state=State.RUNNING, started_at=timezone.now())
    folders.data_of(queued).mkdir(parents=True)
    with folders.held(queued):
        assert settle_abandoned() == 0
    assert settle_abandoned() == 1
    run = again(queued)
    assert run.state == State.FAILED
    assert "没有留下结果" in run.reason
    assert not folders.folder_of(run).exists()
    assert verbs(run)[-1] == "标记失败匹配"


def test_a_run_whose_job_was_taken_and_never_begun_fails(queued):
    taken = timezone.now() - timedelta(minutes=2)
    DBTaskResult.objects.filter(id=queued.task).update(status="RUNNING", started_at=taken)
    assert settle_abandoned() == 1
    assert again(queued).state == State.FAILED


def test_a_run_that_waits_for_a_worker_is_left_waiting(queued):
    assert settle_abandoned() == 0
    assert again(queued).state == State.QUEUED
