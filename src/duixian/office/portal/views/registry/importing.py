"""Files in: hand in, look at what they change, confirm or give up."""

from io import BytesIO
from typing import cast

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from duixian.office.common.answers import demand
from duixian.office.people.enums import Privilege
from duixian.office.portal.access import Needs, opened
from duixian.office.portal.requests import PortalRequest, acting
from duixian.office.portal.views.registry.forms import HandInForm
from duixian.office.registry.applying import Origin
from duixian.office.registry.comparing import BadFilesError
from duixian.office.registry.permissions import may_write
from duixian.office.registry.selectors import import_of, imports_of
from duixian.office.registry.services.confirm_import import confirm_import, drop_import
from duixian.office.registry.services.hand_in import hand_in
from duixian.office.registry.template import template_workbook
from duixian.rulebook.problems import Problem

_READS, _WRITES = Needs(Privilege.READ_INTAKE), Needs(Privilege.WRITE_REGISTRY)


@opened(_READS)
@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: HttpRequest) -> HttpResponse:
    """The latest imports, and the form to hand files in; errors are told all at once."""
    actor = acting(cast("PortalRequest", request))
    if request.method == "POST":
        demand(may_write(actor, actor.region))
    form = HandInForm(request.POST or None, request.FILES or None)
    problems: tuple[Problem, ...] = ()
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = hand_in(actor, given["tables"], Origin(given["source"], given["read_on"]))
            return redirect("import-look", made.pk)
        except BadFilesError as bad:
            problems = bad.problems
    shown = {
        "form": form,
        "problems": problems,
        "imports": imports_of(actor.region),
        "may_write": bool(may_write(actor, actor.region)),
    }
    failed = request.method == "POST"
    return render(request, "portal/registry/imports.html", shown, status=422 if failed else 200)


@opened(_WRITES)
@require_safe
def template(request: HttpRequest) -> FileResponse:
    """The empty workbook to be filled in; it holds nothing of anybody."""
    del request
    file = BytesIO(template_workbook())
    return FileResponse(file, as_attachment=True, filename="企业数据模板.xlsx")


@opened(_READS)
@require_safe
def look(request: HttpRequest, number: int) -> HttpResponse:
    """What files change: counts by sheet, and values before and after."""
    actor = acting(cast("PortalRequest", request))
    shown = {
        "import": import_of(actor.region, number),
        "may_write": bool(may_write(actor, actor.region)),
    }
    return render(request, "portal/registry/import.html", shown)


@opened(_WRITES)
@require_POST
def confirm(request: HttpRequest, number: int) -> HttpResponse:
    """Bring the files in."""
    done = confirm_import(acting(cast("PortalRequest", request)), number)
    messages.success(request, f"已导入：{done.name}")
    return redirect("import-look", number)


@opened(_WRITES)
@require_POST
def drop(request: HttpRequest, number: int) -> HttpResponse:
    """Give the import up."""
    drop_import(acting(cast("PortalRequest", request)), number)
    messages.success(request, "已放弃，档案没有改动。")
    return redirect("imports")
