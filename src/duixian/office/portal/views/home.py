"""The first page: what can be looked up, and, for whoever signed in, what waits for them."""

from collections import Counter

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from duixian.office.library.catalogue import entries
from duixian.office.library.selectors import shelves
from duixian.office.portal.access import Public, opened
from duixian.office.portal.duties import duties
from duixian.office.portal.requests import PortalRequest
from duixian.office.portal.worklist import elsewhere, waiting


@opened(Public("首页只有已发布的政策，和登录的人自己的待办"))
def home(request: PortalRequest) -> HttpResponse:
    """The ways in: search, self-check, categories; and the queues of who signed in."""
    held = shelves(timezone.localdate())
    categories = Counter(entry.measure.described.category for entry in entries(held))
    shown = {
        "categories": list(categories.items()),
        "measures": categories.total(),
        "policies": sum(len(shelf.library.policies) for shelf in held),
        "waiting": waiting(request.actor) if request.actor else [],
        "duties": duties(request.actor) if request.actor else [],
        "elsewhere": elsewhere(request.actors, request.actor),
    }
    return render(request, "portal/home.html", shown)
