"""Moves a run from one state to the next, with its row of the audit log."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from duixian.office.audit.services.record import Change, Subject, record
from duixian.office.common.actor import Doer
from duixian.office.common.answers import demand
from duixian.office.matching.enums import GOING, WORKFLOW
from duixian.office.matching.models import Run


def locked(number: int) -> Run:
    """The run, nobody else's until the transaction ends."""
    return Run.objects.select_for_update().get(pk=number)


def move(
    doer: Doer, run: Run, verb: str, fields: Mapping[str, Any] | None = None, reason: str = ""
) -> None:
    """The run is in the state to which the verb leads; RefusedError where it does not.

    Inside a transaction, on a locked run.
    """
    demand(WORKFLOW.may(run.state, verb))
    step = WORKFLOW.transition(verb)
    before = run.state
    run.state = step.target
    if run.state not in GOING:
        run.ended_at = timezone.now()
        run.phase, run.done, run.total = "", 0, 0
    for name, value in (fields or {}).items():
        setattr(run, name, value)
    run.save()
    change = Change({"state": before}, {"state": run.state}, reason)
    record(doer, f"{step.label}匹配", subject_of(run), change)


def subject_of(run: Run) -> Subject:
    """The run as the audit log names it."""
    return Subject("匹配", str(run.pk), str(run), run.region)
