"""Writes down who read a firm's explanation in a run, or took its results away."""

from collections.abc import Mapping

from django.db import transaction

from duixian.office.audit.services.record import Change, record
from duixian.office.common.actor import Actor
from duixian.office.common.answers import demand
from duixian.office.matching.models import Run
from duixian.office.matching.moving import subject_of
from duixian.office.matching.permissions import may_read


def log_reading(actor: Actor, run: Run, verb: str, what: Mapping[str, str | int]) -> None:
    """One row of the audit log; RefusedError where the actor may not read the run."""
    demand(may_read(actor, run))
    with transaction.atomic():
        record(actor, verb, subject_of(run), Change(after=what))
