"""Matching runs and what they found: for programs with a token, of their own district only."""

import json
from typing import Annotated, Any

from django.db import transaction
from django.http import HttpRequest
from ninja import Path, Query, Router, Status

from duixian.office.api.access import Scoped, Token, caller, classified
from duixian.office.api.errors import Failure, FailureError
from duixian.office.api.rows import Wanted, rows_in
from duixian.office.api.run_schemas import RowsOut, RunIn, RunOut, RunsOut, SummaryOut
from duixian.office.audit.services.record import Change, record
from duixian.office.common.actor import Actor
from duixian.office.matching.enums import State
from duixian.office.matching.folders import result_of
from duixian.office.matching.models import Run
from duixian.office.matching.moving import subject_of
from duixian.office.matching.selectors import run_for, runs_of
from duixian.office.matching.services.cancel import cancel
from duixian.office.matching.services.start import start
from duixian.office.people.enums import Scope

router = Router(tags=["匹配"])
BIGGEST = 2**63 - 1
PAGE = 50
READS, RUNS = Scoped(Scope.READ_MATCHING), Scoped(Scope.RUN_MATCHING)
READER, RUNNER = Token(Scope.READ_MATCHING), Token(Scope.RUN_MATCHING)
REFUSALS = {401: Failure, 403: Failure}
Number = Annotated[int, Path(ge=1, le=BIGGEST, description="匹配的编号")]
Before = Annotated[int, Query(ge=1, le=BIGGEST, description="只要比它早的")]


@router.get(
    "/runs",
    auth=READER,
    response={200: RunsOut, **REFUSALS},
    summary="匹配列表",
    description="本区的匹配，最新的在前，一次 50 个；before 取答复里的 before 可以往前翻。",
)
@classified(READS)
def list_runs(request: HttpRequest, before: Before = BIGGEST) -> dict[str, Any]:
    """The runs of one's district, fifty at a time."""
    found = list(runs_of(caller(request).region).filter(pk__lt=before)[: PAGE + 1])
    runs = found[:PAGE]
    return {"runs": runs, "before": runs[-1].pk if len(found) > PAGE else None}


@router.post(
    "/runs",
    auth=RUNNER,
    response={202: RunOut, **REFUSALS},
    summary="发起匹配",
    description="发起一次匹配，排队后台进行；之后用编号查看进度。",
)
@classified(RUNS)
def start_run(request: HttpRequest, asked: RunIn) -> Status[Run]:
    """A run put into the queue; ask for it again to see how far it is."""
    actor = caller(request)
    return Status(202, start(actor, actor.region, asked.on, asked.policies))


@router.get(
    "/runs/{number}",
    auth=READER,
    response={200: RunOut, 404: Failure, **REFUSALS},
    summary="一次匹配",
    description="一次匹配进行到哪里，怎样结束。",
)
@classified(READS)
def get_run(request: HttpRequest, number: Number) -> Run:
    """How far a run is, and how it ended."""
    return run_for(caller(request), number)


@router.post(
    "/runs/{number}/cancel",
    auth=RUNNER,
    response={202: RunOut, 404: Failure, **REFUSALS},
    summary="取消匹配",
    description="排队的立即取消，正在进行的稍后停下。",
)
@classified(RUNS)
def cancel_run(request: HttpRequest, number: Number) -> Status[Run]:
    """A run that waits is cancelled at once, one that is going soon."""
    actor = caller(request)
    return Status(202, cancel(actor, run_for(actor, number)))


@router.get(
    "/runs/{number}/summary",
    auth=READER,
    response={200: SummaryOut, 404: Failure, 409: Failure, **REFUSALS},
    summary="匹配汇总",
    description="按措施和街镇的结论与金额、最缺的事实、差一点的条件。",
)
@classified(READS)
def get_summary(request: HttpRequest, number: Number) -> dict[str, Any]:
    """Verdicts and sums by measure and town, missing things, near misses."""
    run = _finished(request, number)
    found: dict[str, Any] = json.loads((result_of(run) / "summary.json").read_text("utf-8"))
    return found


@router.get(
    "/runs/{number}/rows",
    auth=READER,
    response={200: RowsOut, 404: Failure, 409: Failure, **REFUSALS},
    summary="匹配明细",
    description="逐条结论，按结果的顺序；after 取答复里的 after 往后翻。读取记入审计。",
)
@classified(READS)
def list_rows(request: HttpRequest, number: Number, wanted: Query[Wanted]) -> dict[str, Any]:
    """Rows of firms and measures in the order of the result; written down in the audit log."""
    run = _finished(request, number)
    found = rows_in(result_of(run) / "result.parquet", wanted)
    _log(caller(request), run, wanted)
    rows = found[: wanted.limit]
    return {"rows": rows, "after": rows[-1]["number"] if len(found) > wanted.limit else None}


def _finished(request: HttpRequest, number: int) -> Run:
    run = run_for(caller(request), number)
    if run.state != State.FINISHED:
        raise FailureError(409, f"匹配现在是“{run.get_state_display()}”，完成后才有结果")
    return run


def _log(actor: Actor, run: Run, wanted: Wanted) -> None:
    with transaction.atomic():
        what = wanted.model_dump(exclude_defaults=True)
        record(actor, "经接口读匹配明细", subject_of(run), Change(after=what))
