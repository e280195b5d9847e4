"""The list for automatic award (免申即享)."""

from datetime import date
from io import BytesIO
from typing import cast

from django.conf import settings
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from duixian.office.matching.automatic import candidates
from duixian.office.matching.selectors import run_for
from duixian.office.matching.services.export_candidates import export_candidates
from duixian.office.people.demonstration import AS_OF
from duixian.office.portal.access import opened
from duixian.office.portal.requests import PortalRequest, acting
from duixian.office.portal.views.matching.runs import READS, page_asked

_PAGE = 50


@opened(READS)
@require_safe
def automatic(request: HttpRequest, number: int) -> HttpResponse:
    """Who is paid without applying, and who must be looked at first."""
    run = run_for(acting(cast("PortalRequest", request)), number)
    on = _day()
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
    file = export_candidates(actor, run_for(actor, number), _day())
    return FileResponse(BytesIO(file), as_attachment=True, filename=f"免申即享名单-{number}.xlsx")


def _day() -> date:
    """Credit is asked about today; the demonstration lives on a day of its own."""
    return AS_OF if settings.DUIXIAN_DEMONSTRATION else timezone.localdate()
