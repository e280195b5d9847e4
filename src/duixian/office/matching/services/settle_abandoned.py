"""Finds runs whose worker is gone, and says so: a run ends in one of its states, whatever fails."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from duixian.office.common.actor import System
from duixian.office.matching import folders
from duixian.office.matching.enums import FAIL, State
from duixian.office.matching.models import Run
from duixian.office.matching.moving import locked, move

_REASON = "后台作业中断（进程被结束，或者断电），没有算完，没有留下结果"
_ADVICE = "重新发起"
_GRACE = timedelta(minutes=1)


def settle_abandoned() -> int:
    """How many runs were found without a worker and marked as failed."""
    return sum(_settle(run) for run in (*Run.objects.filter(state=State.RUNNING), *_lost()))


def _settle(run: Run) -> bool:
    with folders.held(run) as is_free:
        if not is_free:
            return False
        with transaction.atomic():
            found = locked(run.pk)
            if not found.is_going:
                return False
            folders.clear(run)
            move(System(), found, FAIL, {"reason": _REASON, "advice": _ADVICE}, _REASON)
    return True


def _lost() -> list[Run]:
    """Runs that wait for a job which was taken and never begun."""
    before = timezone.now() - _GRACE
    taken = DBTaskResult.objects.exclude(status="READY").filter(started_at__lt=before)
    waiting = Run.objects.filter(state=State.QUEUED)
    known = {str(each) for each in taken.values_list("id", flat=True)}
    return [run for run in waiting if run.task in known]
