"""Signed readings of a district: all there are, and the form to sign the next."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from duixian.office.common.answers import RefusedError
from duixian.office.library.permissions import may_interpret
from duixian.office.library.selectors import interpretations_in, library_of, regions
from duixian.office.library.services.sign_interpretation import Reading, sign_interpretation
from duixian.office.people.enums import Privilege
from duixian.office.portal.access import Needs, opened
from duixian.office.portal.requests import PortalRequest, acting
from duixian.office.portal.views.library.forms import InterpretationForm
from duixian.rulebook.policy.model import Policy


@opened(Needs(Privilege.READ_VERSIONS))
@require_http_methods(["GET", "HEAD", "POST"])
def interpretations(request: HttpRequest) -> HttpResponse:
    """The readings; whoever may sign finds the form, with the measure of `about` chosen."""
    actor = acting(cast("PortalRequest", request))
    signed = interpretations_in(actor.region)
    policies = _policies(actor.region)
    begin = {"about": request.GET.get("about", ""), "replaces": request.GET.get("replaces", "")}
    form = InterpretationForm(policies, signed, request.POST or None, initial=begin)
    if request.method == "POST" and form.is_valid():
        try:
            made = sign_interpretation(actor, _reading(form))
        except RefusedError as refused:
            form.add_error(None, refused.answer.because)
        else:
            messages.success(request, f"已签发{made}。")
            return redirect("interpretations")
    shown = {"form": form, "signed": signed, "may_sign": may_interpret(actor, actor.region)}
    failed = request.method == "POST"
    return render(
        request, "portal/library/interpretations.html", shown, status=422 if failed else 200
    )


def _policies(region: str) -> tuple[Policy, ...]:
    """What can be interpreted; nothing before the first policy was published."""
    today = timezone.localdate()
    return library_of(region, today).policies if region in regions(today) else ()


def _reading(form: InterpretationForm) -> Reading:
    given = form.cleaned_data
    policy, _, measure = given["about"].partition("|")
    replaces = int(given["replaces"]) if given["replaces"] else None
    return Reading(policy, measure, given["question"], given["answer"], replaces)
