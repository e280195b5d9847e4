"""The versions of a policy, what differs between two, and the official text beside the rules."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from duixian.office.library.models import PolicyVersion
from duixian.office.library.selectors import shelf_with, versions_of_policy
from duixian.office.library.side_by_side import side_by_side
from duixian.office.portal.access import Public, opened
from duixian.office.portal.views.policies.found import policy_or_404, version_or_404
from duixian.rulebook.policy.model import Policy
from duixian.rulebook.views.changes import Kind, compare

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
    differences = compare(_policy_of(left), _policy_of(right))
    changed = [each for each in differences if each.kind is not Kind.SAME]
    return {
        "left": left,
        "right": right,
        "differences": changed,
        "same": len(differences) - len(changed),
    }


def _policy_of(version: PolicyVersion) -> Policy:
    """The policy as that version said it, among the others of the day it was first used."""
    shelf = shelf_with(version, version.since or timezone.localdate())
    policy = shelf.library.policy(version.number)
    if policy is None:
        raise Http404
    return policy


@opened(_OPEN)
@require_safe
def official_text(request: HttpRequest, number: str) -> HttpResponse:
    """Clause by clause: the official text, and the measures that rest on it."""
    found = policy_or_404(number)
    clauses = side_by_side(found.shelf, number)
    if not clauses:
        raise Http404
    return render(request, "portal/policies/text.html", {"found": found, "clauses": clauses})
