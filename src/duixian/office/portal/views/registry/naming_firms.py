"""Published lists: importing one, and deciding what the names that wait are."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from duixian.intake.workbook.layout import record_layout
from duixian.office.common.answers import RefusedError
from duixian.office.people.enums import Privilege
from duixian.office.portal.access import Needs, opened
from duixian.office.portal.requests import PortalRequest, acting
from duixian.office.portal.views.registry.name_list_forms import NameListForm
from duixian.office.registry.comparing import BadFilesError
from duixian.office.registry.name_queue import (
    decided_names,
    name_list,
    name_lists,
    waiting_names,
)
from duixian.office.registry.permissions import may_write
from duixian.office.registry.services.decide_name import (
    claim_name,
    release_name,
    set_all_aside,
    set_name_aside,
)
from duixian.office.registry.services.import_names import NAMES_SHEET, Published, import_names
from duixian.rulebook.problems import Problem

_READS, _WRITES = Needs(Privilege.READ_REGISTRY), Needs(Privilege.WRITE_REGISTRY)


@opened(_READS)
@require_safe
def lists(request: HttpRequest) -> HttpResponse:
    """The lists of the district, and all names that wait."""
    actor = acting(cast("PortalRequest", request))
    shown = {
        "lists": name_lists(actor.region),
        "waiting": waiting_names(actor.region),
        "may_write": bool(may_write(actor, actor.region)),
    }
    return render(request, "portal/registry/name_lists.html", shown)


@opened(_READS)
@require_safe
def one_list(request: HttpRequest, number: int) -> HttpResponse:
    """A list with what became of its names."""
    actor = acting(cast("PortalRequest", request))
    given = name_list(actor.region, number)
    shown = {
        "list": given,
        "waiting": waiting_names(actor.region, given),
        "decided": decided_names(given),
        "may_write": bool(may_write(actor, actor.region)),
    }
    return render(request, "portal/registry/name_list.html", shown)


@opened(_WRITES)
@require_http_methods(["GET", "HEAD", "POST"])
def read_list(request: HttpRequest) -> HttpResponse:
    """The form; every error of the file at once."""
    form = NameListForm(request.POST or None, request.FILES or None)
    problems: tuple[Problem, ...] = ()
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        table = given.pop("table")
        try:
            actor = acting(cast("PortalRequest", request))
            made = import_names(actor, table, Published(**given))
        except BadFilesError as bad:
            problems = bad.problems
        except RefusedError as refused:
            form.add_error(None, refused.answer.because)
        else:
            messages.success(request, f"已导入：{made}")
            return redirect("name-list", made.pk)
    shown = {"form": form, "problems": problems, "columns": record_layout(NAMES_SHEET).columns}
    failed = request.method == "POST"
    page = "portal/registry/name_list_import.html"
    return render(request, page, shown, status=422 if failed else 200)


@opened(_WRITES)
@require_POST
def decide(request: HttpRequest, number: int) -> HttpResponse:
    """A name is a firm's, or no firm's of the district."""
    actor = acting(cast("PortalRequest", request))
    why = request.POST.get("why", "")[:500]
    if "aside" in request.POST:
        name = set_name_aside(actor, number, why)
    else:
        firm = request.POST.get("code", "").strip() or request.POST.get("firm", "")
        name = claim_name(actor, number, firm.upper(), why)
    messages.success(request, f"{name.get_state_display()}：{name}")
    return redirect("name-list", name.name_list.pk)


@opened(_WRITES)
@require_POST
def release(request: HttpRequest, number: int) -> HttpResponse:
    """A name was taken for the wrong firm."""
    actor = acting(cast("PortalRequest", request))
    name = release_name(actor, number, request.POST.get("why", "")[:500])
    messages.success(request, f"已撤销认领：{name}。它给企业带来的称号和名单记录已撤回。")
    return redirect("name-list", name.name_list.pk)


@opened(_WRITES)
@require_POST
def set_aside(request: HttpRequest, number: int) -> HttpResponse:
    """All names of a list that no firm here may be."""
    actor = acting(cast("PortalRequest", request))
    count = set_all_aside(actor, number, request.POST.get("why", "")[:500])
    messages.success(request, f"已把 {count} 个名称记为不是本区企业。")
    return redirect("name-list", number)
