"""Does a run: firms exported, matched in a process of its own, the end written down."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from duixian.matching.job import Job
from duixian.office.common.actor import System
from duixian.office.matching import folders
from duixian.office.matching.computing import Found, Outcome, Progress, Remark, Told, compute
from duixian.office.matching.enums import CANCEL, FAIL, FINISH, START, State
from duixian.office.matching.models import Run
from duixian.office.matching.moving import locked, move
from duixian.office.matching.selectors import library_used
from duixian.office.registry.exporting import export_population

EXPORT = "导出企业资料"
_STOPPED = "后台作业被停止，没有算完", "重新发起"
_BROKEN = "程序出错，没有算完", "把这次匹配的编号告诉管理员"


class UnwantedError(Exception):
    """Somebody asked to cancel the run."""


def perform(number: int) -> None:
    """The run comes to one of its ends; nothing is done where it no longer waits."""
    run = Run.objects.get(pk=number)
    with folders.held(run, wait=True):
        with transaction.atomic():
            run = locked(number)
            if run.state != State.QUEUED:
                return
            move(System(), run, START, {"started_at": timezone.now(), "phase": EXPORT})
        _to_its_end(run)


def _to_its_end(run: Run) -> None:
    try:
        outcome = _outcome(run)
    except UnwantedError:
        _end(run, CANCEL, {})
    except (SystemExit, KeyboardInterrupt):
        _end(run, FAIL, dict(zip(("reason", "advice"), _STOPPED, strict=True)))
        raise
    except Exception:
        _end(run, FAIL, dict(zip(("reason", "advice"), _BROKEN, strict=True)))
        raise
    else:
        _conclude(run, outcome)


def _outcome(run: Run) -> Outcome:
    library = library_used(run)
    folders.clear(run)
    folders.data_of(run).mkdir(parents=True)
    export_population(run.region, folders.data_of(run), run.on)
    job = Job(
        folders.data_of(run),
        folders.result_of(run),
        run.on,
        policies=tuple(run.policies) or None,
    )
    return compute(job, library, _follower(run.pk))


def _conclude(run: Run, outcome: Outcome) -> None:
    if isinstance(outcome, Found):
        _end(run, FINISH, {"firms": outcome.firms, "verdicts": outcome.verdicts})
    else:
        _end(run, FAIL, {"reason": outcome.reason, "advice": outcome.advice})


def _end(run: Run, verb: str, fields: Mapping[str, Any]) -> None:
    if verb != FINISH:
        folders.clear(run)
    with transaction.atomic():
        move(System(), locked(run.pk), verb, fields, str(fields.get("reason", "")))


def _follower(number: int) -> Callable[[Told | None], None]:
    """Writes down how far the run is, and hears whether it is still wanted."""
    rows = Run.objects.filter(pk=number)

    def hear(told: Told | None) -> None:
        match told:
            case Progress(phase, done, total):
                rows.update(phase=phase, done=done, total=total)
            case Remark(sentence):
                remarks = rows.values_list("remarks", flat=True).get()
                rows.update(remarks=[*remarks, sentence])
        if rows.filter(cancel_asked=True).exists():
            raise UnwantedError

    return hear
