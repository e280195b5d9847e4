"""The table of standards as page, workbook and document."""

from datetime import date
from io import BytesIO

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from duixian.office.library.selectors import Shelf, regions, shelf_of
from duixian.office.portal.access import Public, opened
from duixian.paper.official.docx import docx
from duixian.paper.standards_docx import standards_document
from duixian.paper.standards_xlsx import write_standards
from duixian.rulebook.views.standards import standards_table
from duixian.rulebook.vocabulary.districts import district_name

_OPEN = Public("已发布的政策对所有人公开")
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@opened(_OPEN)
@require_safe
def standards(request: HttpRequest) -> HttpResponse:
    """The table of a district on a day: what is law then; without a day all that is published."""
    today = timezone.localdate()
    held = regions(today)
    region, on = _asked(request, held)
    rows = standards_table(shelf_of(region, today).library, on=on) if region else ()
    shown = {
        "rows": rows,
        "region": region,
        "regions": [(code, district_name(code)) for code in held],
        "on": on,
    }
    return render(request, "portal/policies/standards.html", shown)


@opened(_OPEN)
@require_safe
def standards_xlsx(request: HttpRequest) -> FileResponse:
    """The same table as a workbook."""
    shelf, on = _shelf_or_404(request)
    today = timezone.localdate()
    content = write_standards(shelf.library, None, on or today, only_in_force=on is not None)
    return _file(content, _XLSX, f"{district_name(shelf.region)}政策标准梳理.xlsx")


@opened(_OPEN)
@require_safe
def standards_docx(request: HttpRequest) -> FileResponse:
    """The same table as a document."""
    shelf, on = _shelf_or_404(request)
    day = on or timezone.localdate()
    name = district_name(shelf.region)
    content = docx(standards_document(shelf.library, name, day, only_in_force=on is not None))
    return _file(content, _DOCX, f"{name}政策标准梳理.docx")


def _asked(request: HttpRequest, held: list[str]) -> tuple[str, date | None]:
    region = request.GET.get("region", "")
    try:
        on = date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        on = None
    if region in held:
        return region, on
    return (held[0] if held else ""), on


def _shelf_or_404(request: HttpRequest) -> tuple[Shelf, date | None]:
    today = timezone.localdate()
    region, on = _asked(request, regions(today))
    if not region:
        raise Http404
    return shelf_of(region, today), on


def _file(content: bytes, kind: str, name: str) -> FileResponse:
    return FileResponse(BytesIO(content), as_attachment=True, filename=name, content_type=kind)
