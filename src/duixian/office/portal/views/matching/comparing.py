"""Two runs side by side."""

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from duixian.office.matching.comparing import Kind, measures_of, moved
from duixian.office.matching.selectors import others_like, run_for
from duixian.office.matching.summary import demand_finished
from duixian.office.portal.access import opened
from duixian.office.portal.requests import PortalRequest, acting, number_in
from duixian.office.portal.views.matching.runs import READS, page_asked

_CHOICES = 100


@opened(READS)
@require_safe
def compare(request: HttpRequest, number: int) -> HttpResponse:
    """This run and the one that `with` names, from the one of the earlier day to the later."""
    actor = acting(cast("PortalRequest", request))
    run = run_for(actor, number)
    demand_finished(run)
    other = number_in(request.GET.get("with", ""))
    shown: dict[str, Any] = {"run": run, "others": others_like(run)[:_CHOICES]}
    if other is not None:
        chosen = run_for(actor, other)
        before, after = sorted((run, chosen), key=lambda each: (each.on, each.pk))
        asked = request.GET.get("kind", "")
        kind = next((each for each in Kind if each == asked), None)
        measures = measures_of(before, after)
        page = moved(before, after, kind, page_asked(request))
        shown |= {
            "chosen": chosen,
            "before": before,
            "after": after,
            "changed": [each for each in measures if each.has_changed],
            "same": [each for each in measures if not each.has_changed],
            "page": page,
            "kind": kind,
            "kept": urlencode({"with": chosen.pk} | ({"kind": kind.value} if kind else {})),
        }
    return render(request, "portal/matching/compare.html", shown)
