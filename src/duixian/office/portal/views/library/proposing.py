"""Proposes a version: the files are read and checked, and stored only where nothing is wrong."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from duixian.office.library.services.propose import propose_together
from duixian.office.people.enums import Privilege
from duixian.office.portal.access import Needs, opened
from duixian.office.portal.requests import PortalRequest, acting
from duixian.office.portal.views.library.forms import ProposalForm
from duixian.rulebook.problems import Problem


@opened(Needs(Privilege.PROPOSE_POLICY))
@require_http_methods(["GET", "HEAD", "POST"])
def propose_version(request: HttpRequest) -> HttpResponse:
    """The form; everything that forbids the version is told at once."""
    form = ProposalForm(request.POST or None, request.FILES or None)
    problems: tuple[Problem, ...] = ()
    if request.method == "POST" and form.is_valid():
        actor = acting(cast("PortalRequest", request))
        made = propose_together(actor, form.drafts(), form.cleaned_data["reason"])
        if isinstance(made, list):
            messages.success(request, "已提出，请另一位同事审定。")
            return redirect("rule-version", made[0].pk)
        problems = made
    failed = request.method == "POST"
    shown = {"form": form, "problems": problems}
    return render(request, "portal/library/propose.html", shown, status=422 if failed else 200)
