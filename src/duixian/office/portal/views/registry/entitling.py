"""Titles that end or are to be reviewed, the pipeline of candidates, and the steps of both."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from duixian.office.common.answers import RefusedError
from duixian.office.people.enums import Privilege
from duixian.office.portal.access import Needs, opened
from duixian.office.portal.looking_day import looking_day
from duixian.office.portal.requests import PortalRequest, acting
from duixian.office.portal.views.registry.title_forms import (
    WINDOWS,
    CandidateForm,
    ReviewForm,
    StepForm,
    WindowForm,
)
from duixian.office.registry.enums import TITLES
from duixian.office.registry.permissions import may_write
from duixian.office.registry.services.keep_titles import Candidate, enter_candidate, move_title
from duixian.office.registry.services.review_title import Review, review_title
from duixian.office.registry.titles import RECOGNISED, Title, expiring, pipeline, revoked, title

_READS = Needs(Privilege.READ_REGISTRY)


@opened(_READS)
@require_safe
def titles(request: HttpRequest) -> HttpResponse:
    """Titles that end soon or are to be reviewed, or those that were revoked."""
    actor, day = acting(cast("PortalRequest", request)), looking_day()
    within = request.GET.get("within", "180")
    within = within if within in WINDOWS else "180"
    if within == "revoked":
        found = revoked(actor.region)
    else:
        found = expiring(actor.region, day, int(within))
    lines = [(each, each.state_on(day)) for each in found]
    shown = {"form": WindowForm({"within": within}), "lines": lines, "day": day}
    return render(request, "portal/registry/titles.html", shown)


@opened(_READS)
@require_http_methods(["GET", "HEAD", "POST"])
def one_title(request: HttpRequest, number: int) -> HttpResponse:
    """A title or a candidate, and the steps it may take; who may take them is asked there."""
    actor = acting(cast("PortalRequest", request))
    found = title(actor.region, number)
    form = StepForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given, verb = form.cleaned_data, request.POST.get("verb", "")
        try:
            if verb in {each.verb for each in TITLES.transitions}:
                move_title(actor, number, verb, given["on"], given["why"])
        except RefusedError as refused:
            if refused.answer.hidden:
                raise
            form.add_error(None, refused.answer.because)
        else:
            return redirect("title", number)
    return _title_page(request, found, step=form)


@opened(Needs(Privilege.WRITE_REGISTRY))
@require_POST
def review(request: HttpRequest, number: int) -> HttpResponse:
    """The title was reviewed and is kept."""
    actor = acting(cast("PortalRequest", request))
    found = title(actor.region, number)
    form = ReviewForm(request.POST, auto_id="review_%s")
    if not form.is_valid():
        return _title_page(request, found, review=form)
    try:
        made = review_title(actor, number, Review(**form.cleaned_data))
    except RefusedError as refused:
        form.add_error(None, refused.answer.because)
        return _title_page(request, found, review=form)
    messages.success(request, "复核已登记，另成一行。")
    return redirect("title", made.pk)


def _title_page(
    request: HttpRequest,
    found: Title,
    *,
    step: StepForm | None = None,
    review: ReviewForm | None = None,
) -> HttpResponse:
    """A title with fresh forms, but for those given."""
    actor, day = acting(cast("PortalRequest", request)), looking_day()
    shown = {
        "title": found,
        "form": step or StepForm(),
        "review": review or ReviewForm(auto_id="review_%s"),
        "steps": _steps(found),
        "is_held": found.status == RECOGNISED,
        "day": day,
        "state": found.state_on(day),
        "may_write": bool(may_write(actor, actor.region)),
    }
    failed = request.method == "POST"
    return render(request, "portal/registry/title.html", shown, status=422 if failed else 200)


def _steps(found: Title) -> list[tuple[str, str]]:
    return [(each.verb, each.label) for each in TITLES.transitions if found.status in each.sources]


@opened(_READS)
@require_safe
def candidates(request: HttpRequest) -> HttpResponse:
    """The pipeline, by title."""
    actor = acting(cast("PortalRequest", request))
    shown = {
        "candidates": pipeline(actor.region),
        "may_write": bool(may_write(actor, actor.region)),
    }
    return render(request, "portal/registry/pipeline.html", shown)


@opened(Needs(Privilege.WRITE_REGISTRY))
@require_http_methods(["GET", "HEAD", "POST"])
def new_candidate(request: HttpRequest) -> HttpResponse:
    """A firm enters the pipeline."""
    form = CandidateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actor = acting(cast("PortalRequest", request))
        try:
            made = enter_candidate(actor, Candidate(**form.cleaned_data))
        except RefusedError as refused:
            form.add_error(None, refused.answer.because)
        else:
            messages.success(request, f"已列入储备库：{made.firm}")
            return redirect("pipeline")
    failed = request.method == "POST"
    page = "portal/registry/candidate_new.html"
    return render(request, page, {"form": form}, status=422 if failed else 200)
