"""The audit log of a district, for whoever may read it; reading it leaves no row in it."""

from typing import cast

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from duixian.office.audit.selectors import Found, Wanted, entries_in
from duixian.office.people.enums import Privilege
from duixian.office.portal.access import Needs, opened
from duixian.office.portal.requests import PortalRequest, acting
from duixian.office.portal.views.audit.words import told
from duixian.office.portal.widgets import DayInput


class LogForm(forms.Form):
    """Which rows of the log are wanted."""

    since = forms.DateField(label="从", required=False, widget=DayInput())
    until = forms.DateField(label="到", required=False, widget=DayInput())
    person = forms.CharField(label="谁", required=False, max_length=150)
    verb = forms.CharField(label="动作", required=False, max_length=80)
    subject = forms.CharField(label="对象的名称、类别或编号", required=False, max_length=300)
    before = forms.IntegerField(
        required=False, min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput()
    )


@opened(Needs(Privilege.READ_AUDIT))
@require_safe
def audit_log(request: HttpRequest) -> HttpResponse:
    """The rows of the actor's own district, filtered, a page at a time."""
    actor = acting(cast("PortalRequest", request))
    form = LogForm(request.GET)
    found = Found([], 0)
    if form.is_valid():
        given = dict(form.cleaned_data)
        before = given.pop("before") or 0
        found = entries_in(actor.region, Wanted(**given), before)
    kept = {
        name: request.GET.get(name, "")
        for name in form.fields
        if name != "before" and request.GET.get(name)
    }
    shown = {
        "form": form,
        "rows": [told(each) for each in found.entries],
        "first": urlencode(kept),
        "next": urlencode(kept | {"before": found.before}) if found.before else "",
        "is_later": bool(request.GET.get("before")),
    }
    status = 422 if form.errors else 200
    return render(request, "portal/audit/log.html", shown, status=status)
