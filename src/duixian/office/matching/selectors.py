"""Runs as an actor may see them."""

from datetime import date

from django.db.models import QuerySet

from duixian.office.common.actor import Actor
from duixian.office.common.answers import No, RefusedError, demand
from duixian.office.library.selectors import NoFoundationError, Pinned, library_from, library_of
from duixian.office.matching.enums import State
from duixian.office.matching.models import Run
from duixian.office.matching.permissions import may_read
from duixian.rulebook.library.model import Library


def runs_of(region: str) -> QuerySet[Run]:
    """The runs of a district, the latest first."""
    return Run.objects.filter(region=region).select_related("requested_by")


def run_for(actor: Actor | None, number: int) -> Run:
    """The run of that number; RefusedError, hidden, where there is none or another district's."""
    run = Run.objects.select_related("requested_by").filter(pk=number).first()
    if run is None:
        raise RefusedError(No("没有这个内容", hidden=True))
    demand(may_read(actor, run))
    return run


def latest_readable(actor: Actor) -> Run | None:
    """The latest finished run of the actor's district, where they may read it."""
    run = runs_of(actor.region).filter(state=State.FINISHED).first()
    return run if run is not None and may_read(actor, run) else None


def others_like(run: Run) -> QuerySet[Run]:
    """Other finished runs of the district, with which it can be compared."""
    return runs_of(run.region).filter(state=State.FINISHED).exclude(pk=run.pk)


def library_used(run: Run) -> Library:
    """The library exactly as the run used it."""
    return library_from(Pinned.of(run.used))


def published_in(region: str, day: date) -> list[tuple[str, str]]:
    """Number and title of the policies that a district had published by a day."""
    try:
        library = library_of(region, day)
    except NoFoundationError:
        return []
    return [(policy.code, policy.title) for policy in library.policies]
