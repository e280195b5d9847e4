"""The catalogue: every published measure, searched and filtered."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from duixian.office.library.catalogue import Entry, entries, found
from duixian.office.library.selectors import readings, shelves
from duixian.office.portal.access import Public, opened
from duixian.office.portal.looking_day import looking_day
from duixian.office.portal.views.policies.forms import CatalogueForm
from duixian.rulebook.policy.model import Policy


@opened(Public("已发布的政策对所有人公开"))
@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """Measures that fit, by policy; those whose industry is only not excluded are marked."""
    today = timezone.localdate()
    held = shelves(today)
    known = entries(held)
    form = CatalogueForm(known, request.GET or None)
    wanted = form.wanted() if request.GET else None
    chosen = found(known, wanted, readings()) if wanted else known
    policies = [policy for shelf in held for policy in shelf.library.policies]
    shown = {
        "form": form,
        "wanted": wanted,
        "groups": _by_policy(chosen, policies, everything=wanted is None),
        "count": len(chosen),
        "day": (wanted and wanted.on) or looking_day(),
    }
    return render(request, "portal/policies/catalogue.html", shown)


def _by_policy(
    chosen: tuple[Entry, ...], policies: list[Policy], *, everything: bool
) -> list[tuple[Policy, list[Entry]]]:
    """The measures under their policies; a policy without measures is shown only unfiltered."""
    groups: dict[str, list[Entry]] = {policy.code: [] for policy in policies}
    for entry in chosen:
        groups[entry.policy.code].append(entry)
    return [(each, groups[each.code]) for each in policies if groups[each.code] or everything]
