"""Results as files: a workbook of the rows that are wanted, all rows as Parquet, the numbers."""

from io import BytesIO
from typing import cast

from django.http import FileResponse, HttpRequest
from django.views.decorators.http import require_safe

from duixian.office.matching.selectors import run_for
from duixian.office.matching.services.export import export_file, export_rows
from duixian.office.matching.summary import summary_of
from duixian.office.portal.access import opened
from duixian.office.portal.requests import PortalRequest, acting
from duixian.office.portal.views.matching.forms import RowsForm
from duixian.office.portal.views.matching.runs import READS


@opened(READS)
@require_safe
def rows_xlsx(request: HttpRequest, number: int) -> FileResponse:
    """The rows that the list shows on all its pages."""
    actor = acting(cast("PortalRequest", request))
    run = run_for(actor, number)
    wanted = RowsForm(summary_of(run), request.GET).wanted()
    file = BytesIO(export_rows(actor, run, wanted))
    return FileResponse(file, as_attachment=True, filename=f"匹配结果-{number}.xlsx")


@opened(READS)
@require_safe
def rows_parquet(request: HttpRequest, number: int) -> FileResponse:
    """All rows of the run."""
    return _file(request, number, "result.parquet", f"匹配结果-{number}.parquet")


@opened(READS)
@require_safe
def summary_xlsx(request: HttpRequest, number: int) -> FileResponse:
    """The numbers of the run."""
    return _file(request, number, "summary.xlsx", f"匹配汇总-{number}.xlsx")


def _file(request: HttpRequest, number: int, name: str, called: str) -> FileResponse:
    actor = acting(cast("PortalRequest", request))
    path = export_file(actor, run_for(actor, number), name)
    return FileResponse(path.open("rb"), as_attachment=True, filename=called)
