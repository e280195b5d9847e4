"""Credit records: the list, entering one, importing a table, repair and withdrawal."""

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from duixian.intake.workbook.layout import record_layout
from duixian.office.common.answers import RefusedError
from duixian.office.people.enums import Privilege
from duixian.office.portal.access import Needs, opened
from duixian.office.portal.looking_day import looking_day
from duixian.office.portal.requests import PortalRequest, acting, number_in
from duixian.office.portal.views.registry.credit_forms import (
    CreditFilter,
    CreditForm,
    CreditTableForm,
    RepairForm,
)
from duixian.office.registry.applying import Origin
from duixian.office.registry.comparing import BadFilesError
from duixian.office.registry.credit_list import (
    PAGE,
    credit_line,
    credit_lines,
    credit_record,
    source_states,
)
from duixian.office.registry.credit_table import CREDIT_SHEET, CreditEntry
from duixian.office.registry.enums import CreditEffect, CreditKind, CreditReach
from duixian.office.registry.permissions import may_write
from duixian.office.registry.services.end_credit import repair_credit, withdraw_credit
from duixian.office.registry.services.keep_credit import Read, enter_credit, import_credit
from duixian.office.registry.services.log_reading import log_reading_of
from duixian.rulebook.problems import Problem

_READS, _WRITES = Needs(Privilege.READ_REGISTRY), Needs(Privilege.WRITE_REGISTRY)


@opened(_READS)
@require_safe
def credit(request: HttpRequest) -> HttpResponse:
    """The records of the district, and how fresh the reading of every source is."""
    actor = acting(cast("PortalRequest", request))
    form, day = CreditFilter(request.GET), looking_day()
    kind = form.cleaned_data["kind"] if form.is_valid() else ""
    before = number_in(request.GET.get("before", ""))
    found = credit_lines(actor.region, day, kind, before or 0)
    lines = found[:PAGE]
    more = len(found) > PAGE
    shown = {
        "form": form,
        "day": day,
        "sources": source_states(actor.region, day),
        "lines": lines,
        "next": urlencode({"kind": kind, "before": lines[-1].record.pk}) if more else "",
        "may_write": bool(may_write(actor, actor.region)),
    }
    return render(request, "portal/registry/credit.html", shown)


@opened(_WRITES)
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """One record by hand."""
    form = CreditForm(request.POST or None, initial={"firm": request.GET.get("firm", "")})
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        origin = Origin(given.pop("source"), given.pop("read_on"))
        try:
            made = enter_credit(acting(cast("PortalRequest", request)), _entry(given), origin)
        except RefusedError as refused:
            form.add_error(None, refused.answer.because)
        else:
            messages.success(request, f"已登记：{made}")
            return redirect("credit-record", made.pk)
    failed = request.method == "POST"
    shown = {"form": form}
    return render(request, "portal/registry/credit_new.html", shown, status=422 if failed else 200)


def _entry(given: dict[str, Any]) -> CreditEntry:
    people = "\n".join(filter(None, (name.strip() for name in given["persons"].splitlines())))
    enums = {
        "kind": CreditKind(given["kind"]),
        "effect": CreditEffect(given["effect"]),
        "reach": CreditReach(given["reach"]),
    }
    return CreditEntry(**given | enums | {"persons": people})


@opened(_WRITES)
@require_http_methods(["GET", "HEAD", "POST"])
def read_table(request: HttpRequest) -> HttpResponse:
    """A table of records; every error at once, and nothing is kept where there is one."""
    form = CreditTableForm(request.POST or None, request.FILES or None)
    problems: tuple[Problem, ...] = ()
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        origin = Origin(given["source"], given["read_on"])
        read = Read(given["kinds"], origin, is_complete=given["scope"] == "all")
        try:
            done = import_credit(acting(cast("PortalRequest", request)), given["table"], read)
        except BadFilesError as bad:
            problems = bad.problems
        except RefusedError as refused:
            form.add_error("read_on", refused.answer.because)
        else:
            told = f"新增 {done.fresh} 条，更新 {done.changed} 条，相同 {done.same} 条"
            messages.success(request, f"已读取 {done.firms} 家企业：{told}")
            return redirect("credit")
    shown = {"form": form, "problems": problems, "columns": record_layout(CREDIT_SHEET).columns}
    failed = request.method == "POST"
    page = "portal/registry/credit_import.html"
    return render(request, page, shown, status=422 if failed else 200)


@opened(_READS)
@require_http_methods(["GET", "HEAD", "POST"])
def record(request: HttpRequest, number: int) -> HttpResponse:
    """One record; who is in charge is shown on demand (POST), which is written down."""
    actor = acting(cast("PortalRequest", request))
    found = credit_record(actor.region, number)
    reveal = request.method == "POST"
    if reveal:
        log_reading_of(actor, found)
    shown = {
        "line": credit_line(found, looking_day()),
        "reveal": reveal,
        "repair": RepairForm(),
        "may_write": bool(may_write(actor, actor.region)),
    }
    return render(request, "portal/registry/credit_record.html", shown)


@opened(_WRITES)
@require_POST
def repair(request: HttpRequest, number: int) -> HttpResponse:
    """The record was repaired."""
    actor = acting(cast("PortalRequest", request))
    form = RepairForm(request.POST)
    if form.is_valid():
        repair_credit(actor, number, form.cleaned_data["on"], form.cleaned_data["basis"])
        messages.success(request, "已登记修复。")
        return redirect("credit-record", number)
    line = credit_line(credit_record(actor.region, number), looking_day())
    shown = {"line": line, "reveal": False, "repair": form, "may_write": True}
    return render(request, "portal/registry/credit_record.html", shown, status=422)


@opened(_WRITES)
@require_POST
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    """The record was wrong."""
    actor = acting(cast("PortalRequest", request))
    withdraw_credit(actor, number, request.POST.get("why", "")[:500])
    messages.success(request, "已撤回；记录和理由都留着。")
    return redirect("credit-record", number)
