"""Who reviews a firm first, where an officer has to say so."""

from typing import cast

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from duixian.office.common.answers import RefusedError
from duixian.office.people.enums import Privilege
from duixian.office.people.models import Organisation
from duixian.office.portal.access import Needs, opened
from duixian.office.portal.requests import PortalRequest, acting
from duixian.office.registry.first_reviewer import first_reviewer_of, first_reviewers
from duixian.office.registry.selectors import enterprise
from duixian.office.registry.services.settle_first_reviewer import settle_first_reviewer

_BY_FILE = "file"


class ReviewerForm(forms.Form):
    """One of those who may review first, or what the file says; and why."""

    reviewer = forms.ChoiceField(label="首审单位")
    why = forms.CharField(label="理由", max_length=400)

    def __init__(self, offered: list[Organisation], sent: QueryDict | None) -> None:
        super().__init__(sent)
        field = self.fields["reviewer"]
        if isinstance(field, forms.ChoiceField):
            names = [(str(one.pk), f"{one.name}（{one.get_kind_display()}）") for one in offered]
            field.choices = [("", "请选择"), (_BY_FILE, "不指定，按档案确定"), *names]


@opened(Needs(Privilege.WRITE_REGISTRY))
@require_http_methods(["GET", "HEAD", "POST"])
def first_reviewer(request: HttpRequest, code: str) -> HttpResponse:
    """What is settled now, and the form that settles it."""
    actor = acting(cast("PortalRequest", request))
    firm = enterprise(actor, code)
    form = ReviewerForm(first_reviewers(firm.region), request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            chosen = None if given["reviewer"] == _BY_FILE else int(given["reviewer"])
            settle_first_reviewer(actor, firm, chosen, given["why"])
        except RefusedError as refused:
            form.add_error(None, refused.answer.because)
        else:
            messages.success(request, f"首审单位：{first_reviewer_of(firm).because}。")
            return redirect("firm-file", code)
    shown = {"firm": firm, "now": first_reviewer_of(firm), "form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "portal/registry/first_reviewer.html", shown, status=status)
