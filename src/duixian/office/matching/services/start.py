"""Puts a run into the queue."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from duixian.office.audit.services.record import Change, record
from duixian.office.common.actor import Actor, System
from duixian.office.common.answers import No, RefusedError, demand
from duixian.office.library.selectors import library_from, pinned
from duixian.office.matching.enums import GOING
from duixian.office.matching.models import Run
from duixian.office.matching.moving import subject_of
from duixian.office.matching.permissions import may_start
from duixian.office.matching.selectors import published_in
from duixian.office.matching.tasks import match_firms


def start(doer: Actor | System, region: str, on: date, policies: Sequence[str] = ()) -> Run:
    """The run, waiting for a worker; RefusedError says why not.

    Whoever asks twice for the same while it is going gets the first run. `policies` are numbers,
    none for the whole library. The published texts of today are used.
    """
    if isinstance(doer, Actor):
        demand(may_start(doer, region))
    today = timezone.localdate()
    _refuse_unknown(policies, [code for code, _ in published_in(region, today)])
    texts = pinned(region, today)
    same = {"region": region, "policies": sorted(policies), "on": on}
    same |= {"library": library_from(texts).version}
    with transaction.atomic():
        run, is_new = Run.objects.get_or_create(
            **same,
            state__in=GOING,
            cancel_asked=False,
            defaults=_first(doer) | {"used": texts.kept},
        )
        if not is_new:
            return run
        after = {"on": on.isoformat(), "policies": run.policies, "library": run.library}
        record(doer, "发起匹配", subject_of(run), Change(after=after))
        run.task = str(match_firms.enqueue(run.pk).id)
        run.save(update_fields=["task"])
    return run


def _first(doer: Actor | System) -> dict[str, Any]:
    """What a run is given once, when it is asked for."""
    user = doer.user if isinstance(doer, Actor) else None
    return {"requested_by_id": user, "created_at": timezone.now()}


def _refuse_unknown(policies: Sequence[str], known: Sequence[str]) -> None:
    if not known:
        raise RefusedError(No("本区还没有已发布的政策，先发布政策再匹配"))
    unknown = [code for code in policies if code not in known]
    if unknown:
        raise RefusedError(No(f"本区没有已发布的政策 {'、'.join(unknown)}"))
