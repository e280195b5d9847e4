"""One firm of a run: every conclusion about it, explained from the data the run read."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from duixian.office.common.actor import Actor
from duixian.office.common.answers import RefusedError
from duixian.office.matching.explaining import explain
from duixian.office.matching.models import Run
from duixian.office.matching.permissions import may_start
from duixian.office.matching.selectors import library_used, run_for
from duixian.office.matching.services.log_reading import log_reading
from duixian.office.portal.access import opened
from duixian.office.portal.requests import PortalRequest, acting
from duixian.office.portal.views.matching.runs import READS
from duixian.office.registry.selectors import enterprise, names_of
from duixian.office.self_check.result import result_of
from duixian.paper.assessment_report import firm_report
from duixian.rulebook.views.standards import standards_table


@opened(READS)
@require_safe
def firm(request: HttpRequest, number: int, code: str) -> HttpResponse:
    """The explanation; who read it is written down."""
    actor = acting(cast("PortalRequest", request))
    run = run_for(actor, number)
    try:
        assessment = explain(run, code)
    except RefusedError as refused:
        if not refused.answer.hidden:
            raise
        return _newer(request, actor, run, code)
    library = library_used(run)
    table = standards_table(library, run.policies or None)
    name = names_of(run.region, [code]).get(code, code)
    report = firm_report(assessment, library, name)
    log_reading(actor, run, "查看匹配说明", {"firm": code})
    shown = {
        "run": run,
        "code": code,
        "name": name,
        "result": result_of(report, {row.measure: row.core_standard for row in table}),
        "problems": [each.what for each in assessment.problems],
    }
    return render(request, "portal/matching/firm.html", shown)


def _newer(request: HttpRequest, actor: Actor, run: Run, code: str) -> HttpResponse:
    """A firm of the registry that the run did not know; any other is not there."""
    shown = {
        "run": run,
        "firm": enterprise(actor, code),
        "may_start": bool(may_start(actor, run.region)),
    }
    return render(request, "portal/matching/newer_firm.html", shown)
