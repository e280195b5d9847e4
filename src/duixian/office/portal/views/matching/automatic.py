"""The list for automatic award (免申即享)."""

from io import BytesIO
from typing import cast

from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from duixian.office.matching.automatic import candidates
from duixian.office.matching.selectors import run_for
from duixian.office.matching.services.export_candidates import export_candidates
from duixian.office.portal.access import opened
from duixian.office.portal.looking_day import looking_day
from duixian.office.portal.requests import PortalRequest, acting
from duixian.office.portal.views.matching.runs import READS, page_asked

_PAGE = 50


@opened(READS)
@require_safe
def automatic(request: HttpRequest, number: int) -> HttpResponse:
    """Who is paid without applying, and who must be looked at first."""
    run = run_for(acting(cast("PortalRequest", request)), number)
    on = looking_day()
    found = candidates(run, on)
    halted = request.GET.get("list") == "halted"
    listed = found.halted if halted else found.ready
    shown = {
        "run": run,
        "on": on,
        "found": found,
        "halted": halted,
        "page": Paginator(listed, _PAGE).get_page(page_asked(request)),
        "kept": "list=halted&" if halted else "",
    }
    return render(request, "portal/matching/automatic.html", shown)


@opened(READS)
@require_safe
def automatic_xlsx(request: HttpRequest, number: int) -> FileResponse:
    """The same list as a workbook."""
    actor = acting(cast("PortalRequest", request))
    file = export_candidates(actor, run_for(actor, number), looking_day())
    return FileResponse(BytesIO(file), as_attachment=True, filename=f"免申即享名单-{number}.xlsx")
