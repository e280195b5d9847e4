"""The menus inside a part of the site."""

from typing import Any

from django import template

from duixian.office.portal.navigation import REGISTRY, entries

register = template.Library()


@register.inclusion_tag("portal/registry/rooms.html", takes_context=True)
def registry_rooms(context: dict[str, Any]) -> dict[str, Any]:
    """The pages of the registry that the actor may open."""
    return {"rooms": entries(context["actor"], context["request"].path, REGISTRY)}
