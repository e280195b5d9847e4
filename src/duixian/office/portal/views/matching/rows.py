"""The rows of a run: filtered, sorted, page by page."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from duixian.office.matching.rows import page_of
from duixian.office.matching.selectors import run_for
from duixian.office.matching.summary import summary_of
from duixian.office.portal.access import opened
from duixian.office.portal.requests import PortalRequest, acting
from duixian.office.portal.views.matching.forms import RowsForm
from duixian.office.portal.views.matching.runs import READS, page_asked


@opened(READS)
@require_safe
def rows(request: HttpRequest, number: int) -> HttpResponse:
    """The conclusions that are wanted."""
    run = run_for(acting(cast("PortalRequest", request)), number)
    form = RowsForm(summary_of(run), request.GET)
    kept = {name: value for name in form.fields if (value := request.GET.get(name, ""))}
    shown = {
        "run": run,
        "form": form,
        "found": page_of(run, form.wanted(), page_asked(request)),
        "kept": urlencode(kept),
    }
    return render(request, "portal/matching/rows.html", shown)
