"""People and their posts, kept by the administrator of a district."""

from typing import cast

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from duixian.office.common.actor import Actor
from duixian.office.common.answers import RefusedError, demand
from duixian.office.people.enums import OrganisationKind, Privilege, Role
from duixian.office.people.models import Deputy, Post, User
from duixian.office.people.permissions import may
from duixian.office.people.selectors import everybody_of, hand_overs, people_in, posts_of
from duixian.office.people.services.appoint import dismiss
from duixian.office.people.services.enrol import Place, enrol, place_in, reset_access, set_open
from duixian.office.people.services.recall import recall
from duixian.office.portal.access import Needs, opened
from duixian.office.portal.forms import EnrolForm, PlaceForm
from duixian.office.portal.hand_over_form import HandOverForm
from duixian.office.portal.requests import PortalRequest, acting, number_in

_READS, _MANAGES = Needs(Privilege.READ_PEOPLE), Needs(Privilege.MANAGE_PEOPLE)


@opened(_READS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def people(request: HttpRequest) -> HttpResponse:
    """Everybody of the district, and somebody new."""
    actor = _writer_if_posted(request)
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
    shown["may_manage"] = bool(may(actor, Privilege.MANAGE_PEOPLE))
    status = 422 if form.errors else 200
    return render(request, "portal/people/people.html", shown, status=status)


@opened(_READS)
@require_http_methods(["GET", "HEAD", "POST"])
def one_person(request: HttpRequest, number: int) -> HttpResponse:
    """The posts of a person, and one more."""
    _writer_if_posted(request)
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
    return _person(request, found, password=password)


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
def hand_over_for(request: HttpRequest, number: int) -> HttpResponse:
    """A colleague takes over from somebody who cannot hand over themselves."""
    actor, found = _found(request, number)
    form = _hand_over_form(found, actor.region, request.POST)
    if not form.is_valid():
        return _person(request, found, hand_over=form)
    try:
        form.hand_over(actor)
    except RefusedError as refused:
        form.add_error(None, refused.answer.because)
        return _person(request, found, hand_over=form)
    messages.success(request, "已移交，代理人在这段时间可以办理。")
    return redirect("person", number)


@opened(_MANAGES)
@require_POST
def recall_for(request: HttpRequest, number: int) -> HttpResponse:
    """The colleague stands in no more."""
    deputy = get_object_or_404(Deputy.objects.select_related("post"), pk=number)
    recall(_actor(request), deputy)
    messages.success(request, "移交已收回。")
    return redirect("person", deputy.post.user_id)


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


def _writer_if_posted(request: HttpRequest) -> Actor:
    """Who reads, or who writes and may."""
    actor = _actor(request)
    if request.method == "POST":
        demand(may(actor, Privilege.MANAGE_PEOPLE))
    return actor


def _page_of(actor: Actor, wanted: QueryDict) -> dict[str, object]:
    """The people who are looked for, a page of them, and where the next one is."""
    name, after = wanted.get("name", "")[:150].strip(), wanted.get("after", "")
    found = people_in(actor.region, name, number_in(after) or 0)
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


def _hand_over_form(found: User, region: str, given: QueryDict | None = None) -> HandOverForm:
    today = timezone.localdate()
    posts = list(posts_of(found, today).filter(organisation__region=region))
    return HandOverForm(posts, found, today, given)


def _person(
    request: HttpRequest,
    found: User,
    form: PlaceForm | None = None,
    *,
    password: str = "",
    hand_over: HandOverForm | None = None,
) -> HttpResponse:
    """A person with fresh forms, but for those given."""
    today, region = timezone.localdate(), _actor(request).region
    mine = Q(post__user=found) | Q(user=found)
    place = form or PlaceForm(today)
    handing = hand_over or _hand_over_form(found, region)
    shown = {
        "person": found,
        "form": place,
        "hand_over": handing,
        "hand_overs": hand_overs(today).filter(mine, post__organisation__region=region),
        "password": password,
        "today": today,
        "may_manage": bool(may(_actor(request), Privilege.MANAGE_PEOPLE)),
    }
    status = 422 if place.errors or handing.errors else 200
    return render(request, "portal/people/person.html", shown, status=status)
