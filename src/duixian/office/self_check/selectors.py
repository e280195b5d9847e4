"""Reads the draft of whoever acts."""

from duixian.office.common.actor import Actor
from duixian.office.self_check.models import Draft
from duixian.office.self_check.permissions import may_keep_draft


def draft_of(actor: Actor | None) -> Draft | None:
    """The actor's draft for the firm they act for, if there is one."""
    if actor is None or not may_keep_draft(actor):
        return None
    return Draft.objects.filter(user=actor.user, region=actor.region, firm=actor.firm).first()
