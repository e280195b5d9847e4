"""A firm's messages, and what it wants to hear of."""

from typing import cast

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from duixian.office.notices.enums import Topic
from duixian.office.notices.selectors import message_for, messages_of, preference_of
from duixian.office.notices.services.read import read
from duixian.office.notices.services.set_preference import set_preference
from duixian.office.people.enums import Privilege
from duixian.office.portal.access import Needs, opened
from duixian.office.portal.requests import PortalRequest, acting

_OWN = Needs(Privilege.READ_OWN_MESSAGES)
_PAGE = 20


class PreferenceForm(forms.Form):
    """What a firm wants to hear of."""

    topics = forms.MultipleChoiceField(
        label="想收到", choices=Topic, required=False, widget=forms.CheckboxSelectMultiple
    )
    by_mail = forms.BooleanField(label="同时发到经办人的邮箱", required=False)


@opened(_OWN)
@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """The messages, the latest first, and the settings."""
    actor = acting(cast("PortalRequest", request))
    preference = preference_of(actor.organisation)
    given = {"topics": preference.topics, "by_mail": preference.by_mail}
    shown = {
        "page": Paginator(messages_of(actor), _PAGE).get_page(request.GET.get("page")),
        "form": PreferenceForm(initial=given),
    }
    return render(request, "portal/notices/inbox.html", shown)


@opened(_OWN)
@require_safe
def message(request: HttpRequest, number: int) -> HttpResponse:
    """One message; opening it marks it as read."""
    actor = acting(cast("PortalRequest", request))
    found = message_for(actor, number)
    if request.method == "GET":
        read(actor, found)
    return render(request, "portal/notices/message.html", {"message_": found})


@opened(_OWN)
@require_POST
def settings_of_firm(request: HttpRequest) -> HttpResponse:
    """What the firm hears of from now on."""
    form = PreferenceForm(request.POST)
    if form.is_valid():
        topics = [Topic(each) for each in form.cleaned_data["topics"]]
        actor = acting(cast("PortalRequest", request))
        set_preference(actor, topics, by_mail=form.cleaned_data["by_mail"])
        messages.success(request, "设置已保存。")
    else:
        messages.error(request, "设置没有保存：有不认识的选项，请刷新后重试。")
    return redirect("messages")
