"""One's own tokens for programs: issued, shown once, revoked."""

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from duixian.office.common.answers import RefusedError
from duixian.office.people.enums import SCOPES, Scope
from duixian.office.people.models import Post, Token
from duixian.office.people.permissions import may
from duixian.office.people.selectors import actors, posts_of, tokens_of
from duixian.office.people.services.issue_token import Wanted, issue_token
from duixian.office.people.services.revoke_token import revoke_token
from duixian.office.portal.access import SignedIn, opened
from duixian.office.portal.forms import IssueForm
from duixian.office.portal.requests import PortalRequest, acting, oneself, person

_OWN = SignedIn("只签发和撤销本人的令牌，范围不超过本人的权限")


@opened(_OWN)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request: HttpRequest) -> HttpResponse:
    """The tokens there are, and a new one."""
    form = _form(request)
    if request.method == "POST" and form.is_valid():
        try:
            return _page(request, _form(request, fresh=True), secret=_issued(request, form))
        except RefusedError as refused:
            form.add_error(None, refused.answer.because)
    return _page(request, form, status=422 if form.is_bound else 200)


@opened(_OWN)
@require_POST
def revoke(request: HttpRequest, number: int) -> HttpResponse:
    """The token opens nothing from now on."""
    user = person(request)
    found = Token.objects.filter(pk=number).first()
    if found is None or user is None:
        raise Http404
    revoke_token(oneself(cast("PortalRequest", request), user), found)
    messages.success(request, f"令牌“{found.name}”已撤销，用它的程序不能再取数据。")
    return redirect("tokens")


def _issued(request: HttpRequest, form: IssueForm) -> str:
    given = form.cleaned_data
    wanted = Wanted(given["name"], [Scope(each) for each in given["scopes"]], given["until"])
    post = Post.objects.get(pk=given["post"])
    return issue_token(acting(cast("PortalRequest", request)), post, wanted)


def _page(
    request: HttpRequest, form: IssueForm, *, secret: str = "", status: int = 200
) -> HttpResponse:
    user = person(request)
    shown = {
        "form": form,
        "secret": secret,
        "tokens": tokens_of(user) if user else (),
        "today": timezone.localdate(),
    }
    return render(request, "portal/account/tokens.html", shown, status=status)


def _form(request: HttpRequest, *, fresh: bool = False) -> IssueForm:
    """Only posts whose role some scope is open to; without one there is nothing to choose."""
    today = timezone.localdate()
    user = person(request)
    posts = []
    if user is not None:
        held = actors(user, today)
        for post in posts_of(user, today):
            actor = held[f"post-{post.pk}"]
            if any(may(actor, privilege) for privilege in SCOPES.values()):
                posts.append((str(post.pk), str(post)))
    given = request.POST if request.method == "POST" and not fresh else None
    return IssueForm(posts, today, given)
