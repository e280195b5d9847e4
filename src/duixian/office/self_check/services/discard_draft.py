"""Throws the kept answers of a self-check away."""

from django.db import transaction

from duixian.office.audit.services.record import Subject, record
from duixian.office.common.actor import Actor
from duixian.office.self_check.selectors import draft_of


def discard_draft(actor: Actor) -> bool:
    """Whether there was a draft; afterwards there is none."""
    with transaction.atomic():
        draft = draft_of(actor)
        if draft is None:
            return False
        subject = Subject("体检草稿", str(draft.pk), actor.organisation_name, actor.region)
        draft.delete()
        record(actor, "删除", subject)
    return True
