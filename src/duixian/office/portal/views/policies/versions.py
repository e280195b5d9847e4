"""The versions of a policy, what differs between two, and the official text beside the rules."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from duixian.office.library.models import PolicyVersion
from duixian.office.library.reviewing import compared, policy_of
from duixian.office.library.selectors import versions_of_policy
from duixian.office.library.side_by_side import side_by_side
from duixian.office.portal.access import Public, opened
from duixian.office.portal.views.policies.found import policy_or_404, version_or_404

_OPEN = Public("已发布的政策对所有人公开")


@opened(_OPEN)
@require_safe
def versions(request: HttpRequest, number: str) -> HttpResponse:
    """All versions of a policy; with `from` and `to` what differs between two."""
    found = policy_or_404(number)
    rows = versions_of_policy(number)
    shown = {"found": found, "versions": rows}
    if request.GET.get("from"):
        left = version_or_404(number, request.GET["from"])
        right = version_or_404(number, request.GET.get("to", ""))
        shown |= _differences(left, right)
    return render(request, "portal/policies/versions.html", shown)


def _differences(left: PolicyVersion, right: PolicyVersion) -> dict[str, object]:
    between = compared(policy_of(left), policy_of(right))
    return {
        "left": left,
        "right": right,
        "differences": between.changed,
        "same": between.same,
    }


@opened(_OPEN)
@require_safe
def official_text(request: HttpRequest, number: str) -> HttpResponse:
    """Clause by clause: the official text, and the measures that rest on it."""
    found = policy_or_404(number)
    clauses = side_by_side(found.shelf, number)
    if not clauses:
        raise Http404
    return render(request, "portal/policies/text.html", {"found": found, "clauses": clauses})
