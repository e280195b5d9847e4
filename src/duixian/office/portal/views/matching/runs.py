"""Matching runs: the list, the form to start one, how far one is, cancelling."""

from typing import cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from duixian.office.common.answers import RefusedError
from duixian.office.matching.enums import State
from duixian.office.matching.models import Run
from duixian.office.matching.permissions import may_announce, may_cancel, may_start
from duixian.office.matching.selectors import published_in, run_for, runs_of
from duixian.office.matching.services.announce import announce
from duixian.office.matching.services.cancel import cancel
from duixian.office.matching.services.start import start
from duixian.office.people.enums import Privilege
from duixian.office.portal.access import Needs, opened
from duixian.office.portal.looking_day import looking_day
from duixian.office.portal.requests import PortalRequest, acting
from duixian.office.portal.views.matching.forms import StartForm
from duixian.office.portal.views.matching.results import results

READS = Needs(Privilege.READ_MATCHING)
_RUNS = Needs(Privilege.RUN_MATCHING)
_SAME = "同样的匹配正在进行，没有再发起。资料又有改动的，等它完成或取消以后再发起。"
_PAGE = 20
_LONGEST = 9
"""Digits of a page's number; more are none."""


def page_asked(request: HttpRequest) -> int:
    """The number of the page that is asked for, the first where that is no number."""
    asked = request.GET.get("page", "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= _LONGEST else 1


@opened(READS)
@require_safe
def runs(request: HttpRequest) -> HttpResponse:
    """The runs of the district, the latest first."""
    actor = acting(cast("PortalRequest", request))
    page = Paginator(runs_of(actor.region), _PAGE).get_page(request.GET.get("page"))
    shown = {"page": page, "may_start": bool(may_start(actor, actor.region))}
    return render(request, "portal/matching/runs.html", shown)


@opened(_RUNS)
@require_http_methods(["GET", "HEAD", "POST"])
def start_run(request: HttpRequest) -> HttpResponse:
    """The form to start a run, and the start."""
    actor = acting(cast("PortalRequest", request))
    today = timezone.localdate()
    is_sent, asked_at = request.method == "POST", timezone.now()
    published = published_in(actor.region, today)
    form = StartForm(published, looking_day(), request.POST if is_sent else None)
    if is_sent and form.is_valid():
        given = form.cleaned_data
        try:
            made = start(actor, actor.region, given["on"], given["policies"])
        except RefusedError as refused:
            form.add_error(None, refused.answer.because)
        else:
            if made.created_at < asked_at:
                messages.info(request, _SAME)
            return redirect("run", made.pk)
    return render(
        request, "portal/matching/start.html", {"form": form}, status=422 if is_sent else 200
    )


@opened(READS)
@require_safe
def run(request: HttpRequest, number: int) -> HttpResponse:
    """How far a run is, why it ended, or what it found."""
    actor = acting(cast("PortalRequest", request))
    found = run_for(actor, number)
    shown = {
        "run": found,
        "stage": _stage(found),
        "may_start": bool(may_start(actor, found.region)),
        "may_cancel": bool(may_cancel(actor, found)),
        "may_announce": bool(may_announce(actor, found)),
    }
    if found.state == State.FINISHED:
        return render(request, "portal/matching/results.html", shown | results(found))
    return render(request, "portal/matching/run.html", shown)


@opened(READS)
@require_safe
def progress(request: HttpRequest, number: int) -> HttpResponse:
    """The figures that ask for themselves until the run is over; its stage where that is another.

    Who listens to the page instead of seeing it hears of a stage once, and of no figure.
    """
    found = run_for(acting(cast("PortalRequest", request)), number)
    if not found.is_going:
        return HttpResponseClientRefresh()
    stage = _stage(found)
    is_later = stage != request.GET.get("told", "")
    shown = {"run": found, "stage": stage, "is_piece": True, "is_later": is_later}
    return render(request, "portal/matching/figures.html", shown)


def _stage(found: Run) -> str:
    """What a run that is going does, in a few words."""
    if found.state == State.QUEUED:
        return "排队等候后台作业……"
    return "正在取消……" if found.cancel_asked else found.phase or "准备"


@opened(Needs(Privilege.TELL_FIRMS))
@require_POST
def announce_run(request: HttpRequest, number: int) -> HttpResponse:
    """Have the firms told what the run found for them."""
    actor = acting(cast("PortalRequest", request))
    announce(actor, run_for(actor, number))
    messages.success(request, "正在后台通知企业。")
    return redirect("run", number)


@opened(_RUNS)
@require_POST
def cancel_run(request: HttpRequest, number: int) -> HttpResponse:
    """Give the run up."""
    actor = acting(cast("PortalRequest", request))
    cancelled = cancel(actor, run_for(actor, number))
    told = "正在取消，几秒后停止。" if cancelled.is_going else "已取消。"
    messages.success(request, told)
    return redirect("run", number)
