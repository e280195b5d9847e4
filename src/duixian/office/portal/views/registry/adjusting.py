"""The databases of firms and their yearly adjustments."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from duixian.office.common.answers import RefusedError
from duixian.office.people.enums import Privilege
from duixian.office.portal.access import Needs, opened
from duixian.office.portal.requests import PortalRequest, acting
from duixian.office.portal.views.registry.database_forms import AdjustmentForm, LineForm
from duixian.office.registry.databases import (
    adjustment,
    adjustments,
    databases,
    lines_of,
    members,
    unsettled,
)
from duixian.office.registry.enums import AdjustmentState, Move
from duixian.office.registry.permissions import may_approve, may_write
from duixian.office.registry.services.adjust_database import (
    Moved,
    drop_firm,
    judge_adjustment,
    open_adjustment,
    propose_adjustment,
    settle_firm,
)

_READS, _WRITES = Needs(Privilege.READ_REGISTRY), Needs(Privilege.WRITE_REGISTRY)


@opened(_READS)
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Who is in which database, and the adjustments."""
    actor = acting(cast("PortalRequest", request))
    shown = {
        "databases": [(each, members(actor.region, each)) for each in databases()],
        "adjustments": adjustments(actor.region),
        "may_write": bool(may_write(actor, actor.region)),
    }
    return render(request, "portal/registry/databases.html", shown)


@opened(_WRITES)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """A new adjustment."""
    form = AdjustmentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = open_adjustment(acting(cast("PortalRequest", request)), **form.cleaned_data)
        except RefusedError as refused:
            form.add_error(None, refused.answer.because)
        else:
            return redirect("adjustment", made.pk)
    failed = request.method == "POST"
    page = "portal/registry/adjustment_new.html"
    return render(request, page, {"form": form}, status=422 if failed else 200)


@opened(_READS)
@require_safe
def one(request: HttpRequest, number: int) -> HttpResponse:
    """An adjustment with its lines, and the firms about which it says nothing yet."""
    form = LineForm(initial={"firm": request.GET.get("firm", ""), "move": request.GET.get("move")})
    return _page(cast("PortalRequest", request), number, form)


@opened(_WRITES)
@require_POST
def settle(request: HttpRequest, number: int) -> HttpResponse:
    """The line of one firm."""
    form = LineForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        moved = Moved(given["firm"], Move(given["move"]), given["rating"], given["why"])
        try:
            settle_firm(acting(cast("PortalRequest", request)), number, moved)
        except RefusedError as refused:
            if refused.answer.hidden:
                raise
            form.add_error(None, refused.answer.because)
        else:
            return redirect("adjustment", number)
    return _page(cast("PortalRequest", request), number, form, status=422)


@opened(_WRITES)
@require_POST
def drop(request: HttpRequest, number: int) -> HttpResponse:
    """A line is taken out."""
    drop_firm(acting(cast("PortalRequest", request)), number, request.POST.get("firm", ""))
    return redirect("adjustment", number)


@opened(_WRITES)
@require_POST
def propose(request: HttpRequest, number: int) -> HttpResponse:
    """Ask for approval."""
    propose_adjustment(acting(cast("PortalRequest", request)), number)
    messages.success(request, "已提请审批，由另一位同事批准。")
    return redirect("adjustment", number)


@opened(Needs(Privilege.APPROVE_DATABASE))
@require_POST
def judge(request: HttpRequest, number: int) -> HttpResponse:
    """Approve or return."""
    verb = "approve" if "approve" in request.POST else "return"
    answer = request.POST.get("answer", "")[:500]
    judge_adjustment(acting(cast("PortalRequest", request)), number, verb, answer)
    messages.success(request, "已批准，名录已更新。" if verb == "approve" else "已退回修改。")
    return redirect("adjustment", number)


def _page(request: PortalRequest, number: int, form: LineForm, status: int = 200) -> HttpResponse:
    actor = acting(request)
    found = adjustment(actor.region, number)
    is_draft, is_proposed = (
        found.state == each for each in (AdjustmentState.DRAFT, AdjustmentState.PROPOSED)
    )
    shown = {
        "adjustment": found,
        "lines": lines_of(found),
        "unsettled": [] if found.state == AdjustmentState.APPROVED else unsettled(found),
        "form": form,
        "may_write": is_draft and bool(may_write(actor, actor.region)),
        "may_judge": is_proposed and bool(may_approve(actor, found)),
    }
    return render(request, "portal/registry/adjustment.html", shown, status=status)
