"""People and their posts, kept by the administrator of a district."""

import re
from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from duixian.office.common.actor import Actor
from duixian.office.common.answers import RefusedError
from duixian.office.people.enums import OrganisationKind, Privilege, Role
from duixian.office.people.models import Post, User
from duixian.office.people.selectors import everybody_of, people_in
from duixian.office.people.services.appoint import dismiss
from duixian.office.people.services.enrol import Place, enrol, place_in, reset_access, set_open
from duixian.office.portal.access import Needs, opened
from duixian.office.portal.forms import EnrolForm, PlaceForm
from duixian.office.portal.requests import PortalRequest, acting

_MANAGES = Needs(Privilege.MANAGE_PEOPLE)
_NUMBER = re.compile(r"[0-9]{1,18}")


@opened(_MANAGES)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def people(request: HttpRequest) -> HttpResponse:
    """Everybody of the district, and somebody new."""
    actor = _actor(request)
    form = EnrolForm(timezone.localdate(), request.POST or None)
    shown: dict[str, object] = {"form": form, "today": timezone.localdate()}
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            password = enrol(
                actor,
                given["username"],
                given["name"],
                place=_place(actor, form),
                role=Role(given["role"]),
                since=given["since"],
            )
            shown |= {"password": password, "form": EnrolForm(timezone.localdate()), "new": given}
        except RefusedError as refused:
            form.add_error(None, refused.answer.because)
    shown |= _page_of(actor, request.GET)
    status = 422 if form.errors else 200
    return render(request, "portal/people/people.html", shown, status=status)


@opened(_MANAGES)
@require_http_methods(["GET", "HEAD", "POST"])
def one_person(request: HttpRequest, number: int) -> HttpResponse:
    """The posts of a person, and one more."""
    actor, found = _found(request, number)
    form = PlaceForm(timezone.localdate(), request.POST or None)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            place_in(actor, found, _place(actor, form), Role(given["role"]), given["since"])
        except RefusedError as refused:
            form.add_error(None, refused.answer.because)
        else:
            messages.success(request, "已设岗。")
            return redirect("person", number)
    return _person(request, found, form)


@opened(_MANAGES)
@never_cache
@require_POST
def reset(request: HttpRequest, number: int) -> HttpResponse:
    """A new first password, shown once."""
    actor, found = _found(request, number)
    password = reset_access(actor, found, actor.region)
    return _person(request, found, PlaceForm(timezone.localdate()), password)


@opened(_MANAGES)
@require_POST
def open_or_close(request: HttpRequest, number: int) -> HttpResponse:
    """The account is closed, or open again."""
    actor, found = _found(request, number)
    set_open(actor, found, actor.region, is_open="open" in request.POST)
    messages.success(request, "账号已启用。" if "open" in request.POST else "账号已停用。")
    return redirect("person", number)


@opened(_MANAGES)
@require_POST
def end_post(request: HttpRequest, number: int) -> HttpResponse:
    """The post ends today."""
    actor = _actor(request)
    post = Post.objects.filter(pk=number, organisation__region=actor.region).first()
    if post is None:
        raise Http404
    dismiss(actor, post, max(timezone.localdate(), post.since), "管理员撤岗")
    messages.success(request, "岗位到今天为止。")
    return redirect("person", post.user_id)


def _page_of(actor: Actor, wanted: QueryDict) -> dict[str, object]:
    """The people who are looked for, a page of them, and where the next one is."""
    name, after = wanted.get("name", "")[:150].strip(), wanted.get("after", "")
    found = people_in(actor.region, name, int(after) if _NUMBER.fullmatch(after) else 0)
    following = urlencode({"name": name, "after": str(found.after)}) if found.after else ""
    return {"people": found.users, "name": name, "next": following, "is_later": bool(after)}


def _actor(request: HttpRequest) -> Actor:
    return acting(cast("PortalRequest", request))


def _found(request: HttpRequest, number: int) -> tuple[Actor, User]:
    """The person, if they hold or held a post in the district."""
    actor = _actor(request)
    found = everybody_of(actor.region).filter(pk=number).first()
    if found is None:
        raise Http404
    return actor, found


def _place(actor: Actor, form: PlaceForm) -> Place:
    given = form.cleaned_data
    kind = OrganisationKind(given["kind"])
    return Place(actor.region, kind, given["organisation"], given["code"])


def _person(request: HttpRequest, found: User, form: PlaceForm, password: str = "") -> HttpResponse:
    shown = {
        "person": found,
        "form": form,
        "password": password,
        "today": timezone.localdate(),
    }
    status = 422 if form.errors else 200
    return render(request, "portal/people/person.html", shown, status=status)
