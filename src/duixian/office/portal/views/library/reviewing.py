"""All versions of a district, one of them with its check, and what a second person decides."""

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from duixian.office.library.enums import State
from duixian.office.library.models import PolicyVersion
from duixian.office.library.permissions import may_propose, may_settle
from duixian.office.library.reviewing import review
from duixian.office.library.selectors import proposals_beside, version_in, versions_in
from duixian.office.library.services.publish import publish
from duixian.office.library.services.return_ import return_
from duixian.office.library.texts import CASES, POLICY
from duixian.office.people.enums import Privilege
from duixian.office.portal.access import Needs, opened
from duixian.office.portal.requests import PortalRequest, acting
from duixian.rulebook.problems import Problem

_READS, _SETTLES = Needs(Privilege.READ_VERSIONS), Needs(Privilege.PUBLISH_POLICY)
OFFICIAL = "official.txt"


@opened(_READS)
@require_safe
def versions(request: HttpRequest) -> HttpResponse:
    """Every version of the district: what waits first, then the newest."""
    actor = acting(cast("PortalRequest", request))
    shown = {"versions": versions_in(actor.region), "may_propose": may_propose(actor, actor.region)}
    return render(request, "portal/library/versions.html", shown)


@opened(_READS)
@require_safe
def version(request: HttpRequest, number: int) -> HttpResponse:
    """One version; while it waits, with its check and what it changes."""
    return _page(cast("PortalRequest", request), number)


@opened(_SETTLES)
@require_POST
def publish_version(request: HttpRequest, number: int) -> HttpResponse:
    """Published from today, or everything that forbids it by now."""
    actor = acting(cast("PortalRequest", request))
    beside = proposals_beside(version_in(actor.region, number))
    together = [each.pk for each in beside if str(each.pk) in request.POST.getlist("with")]
    done = publish(actor, number, request.POST.get("opinion", "").strip()[:500], together)
    if not isinstance(done, PolicyVersion):
        return _page(cast("PortalRequest", request), number, done)
    messages.success(request, "已发布，自今天起启用。")
    return redirect("rule-version", number)


@opened(_SETTLES)
@require_POST
def return_version(request: HttpRequest, number: int) -> HttpResponse:
    """Given back with a reason."""
    actor = acting(cast("PortalRequest", request))
    version_in(actor.region, number)
    return_(actor, number, request.POST.get("opinion", "").strip()[:500])
    messages.success(request, "已退回提出人。")
    return redirect("rule-version", number)


@opened(_READS)
@require_safe
def version_file(request: HttpRequest, number: int, name: str) -> HttpResponse:
    """One of the files of a version, as it was handed in."""
    row = version_in(acting(cast("PortalRequest", request)).region, number)
    texts = {POLICY: row.policy_text, CASES: row.cases_text, OFFICIAL: row.official_text}
    if not texts.get(name):
        raise Http404
    named = {"Content-Disposition": f'attachment; filename="{row.short}-{name}"'}
    return HttpResponse(texts[name], "text/plain; charset=utf-8", headers=named)


def _page(request: PortalRequest, number: int, problems: tuple[Problem, ...] = ()) -> HttpResponse:
    actor = acting(request)
    row = version_in(actor.region, number)
    waits = row.state == State.PROPOSED
    shown = {
        "version": row,
        "review": review(row) if waits else None,
        "beside": proposals_beside(row) if waits else [],
        "may_publish": may_settle(actor, row, "publish"),
        "problems": problems,
        "files": [
            (POLICY, "政策文件", row.policy_text),
            (CASES, "例子", row.cases_text),
            (OFFICIAL, "原文", row.official_text),
        ],
    }
    return render(request, "portal/library/version.html", shown, status=422 if problems else 200)
