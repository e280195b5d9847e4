"""One's own account: as whom to act, the password, the sessions, who stands in."""

from typing import Any, cast

from allauth.socialaccount.models import SocialAccount
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from duixian.office.common.answers import RefusedError
from duixian.office.people.enums import Role
from duixian.office.people.models import Deputy, User
from duixian.office.people.selectors import hand_overs, posts_of
from duixian.office.people.services.change_password import change_password
from duixian.office.people.services.recall import recall
from duixian.office.people.services.sign_out_everywhere import sign_out_everywhere
from duixian.office.portal.access import SignedIn, opened
from duixian.office.portal.forms import PasswordForm
from duixian.office.portal.hand_over_form import HandOverForm
from duixian.office.portal.requests import CHOSEN, PortalRequest, acting, oneself, person

_OWN = SignedIn("只涉及本人的账号")


def _me(request: HttpRequest) -> User:
    user = person(request)
    if user is None:
        raise RuntimeError("an account page was opened by nobody")
    return user


@opened(_OWN)
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """Everything about one's own account."""
    return _page(request, {})


@opened(_OWN)
@require_POST
def act_as(request: HttpRequest) -> HttpResponse:
    """Choose one of one's posts, or of those one stands in for."""
    chosen = request.POST.get("actor", "")
    if chosen in cast("PortalRequest", request).actors:
        request.session[CHOSEN] = chosen
    return redirect("home")


@opened(_OWN)
@require_POST
def password(request: HttpRequest) -> HttpResponse:
    """A new password; this session goes on, all others end."""
    user = _me(request)
    form = PasswordForm(user, request.POST)
    if not form.is_valid():
        return _page(request, {"password": form}, status=422)
    actor = oneself(cast("PortalRequest", request), user)
    change_password(actor, user, form.cleaned_data["new"], actor.region)
    update_session_auth_hash(request, user)
    messages.success(request, "密码已修改，其他设备上的登录已退出。")
    return redirect("account")


@opened(_OWN)
@require_POST
def end_sessions(request: HttpRequest) -> HttpResponse:
    """Sign out on every device, this one too."""
    actor = oneself(cast("PortalRequest", request), _me(request))
    sign_out_everywhere(actor, _me(request), actor.region, "本人退出所有设备")
    return redirect("sign-in")


@opened(_OWN)
@require_POST
def hand_over_post(request: HttpRequest) -> HttpResponse:
    """A colleague works on the queue of one's post for a period."""
    user = _me(request)
    form = _hand_over_form(user, request)
    if not form.is_valid():
        return _page(request, {"hand_over": form}, status=422)
    try:
        form.hand_over(acting(cast("PortalRequest", request)))
    except RefusedError as refused:
        form.add_error(None, refused.answer.because)
        return _page(request, {"hand_over": form}, status=422)
    messages.success(request, "已移交，代理人在这段时间可以办理您的待办。")
    return redirect("account")


@opened(_OWN)
@require_POST
def recall_post(request: HttpRequest, number: int) -> HttpResponse:
    """What was handed over comes back at once; whoever stood in gives it back likewise."""
    recall(acting(cast("PortalRequest", request)), get_object_or_404(Deputy, pk=number))
    messages.success(request, "移交已收回。")
    return redirect("account")


def _page(request: HttpRequest, forms: dict[str, Any], status: int = 200) -> HttpResponse:
    """The account with fresh forms, but for those given."""
    user = _me(request)
    shown = {
        "password": PasswordForm(user),
        "password_given": user.password_given,
        "hand_over": _hand_over_form(user, None),
        "posts": [
            (key, each, Role(each.role).label)
            for key, each in cast("PortalRequest", request).actors.items()
        ],
        "handed_over": hand_overs(timezone.localdate()).filter(post__user=user),
        "taken_over": hand_overs(timezone.localdate()).filter(user=user),
        "identity": SocialAccount.objects.filter(user=user).first(),
        **forms,
    }
    return render(request, "portal/account/account.html", shown, status=status)


def _hand_over_form(user: User, request: HttpRequest | None) -> HandOverForm:
    today = timezone.localdate()
    posts = list(posts_of(user, today))
    return HandOverForm(posts, user, today, request.POST if request is not None else None)
