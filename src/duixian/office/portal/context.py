"""What every page shows: who acts, as whom else they could, which mode this is."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from duixian.office.people.enums import Role
from duixian.office.portal.navigation import entries


def everywhere(request: HttpRequest) -> dict[str, Any]:
    """For the frame of all pages; error pages may come before anybody acts."""
    actor = getattr(request, "actor", None)
    return {
        "actor": actor,
        "role_label": Role(actor.role).label if actor else "",
        "navigation": entries(actor, request.path),
        "identities": settings.DUIXIAN_IDENTITIES,
        "demonstration": settings.DUIXIAN_DEMONSTRATION,
    }
