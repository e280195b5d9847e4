"""Keeps the answers of a self-check, in place of those kept before."""

from collections.abc import Mapping

from django.db import transaction

from duixian.office.audit.services.record import Change, Subject, record
from duixian.office.common.actor import Actor
from duixian.office.common.answers import demand
from duixian.office.self_check.models import Draft
from duixian.office.self_check.permissions import may_keep_draft


def save_draft(actor: Actor, answers: Mapping[str, str]) -> Draft:
    """The draft; RefusedError for whoever does not act for a firm.

    The log says that something was kept and how much, not what: answers are the firm's own.
    """
    demand(may_keep_draft(actor))
    with transaction.atomic():
        draft, _ = Draft.objects.update_or_create(
            user_id=actor.user,
            region=actor.region,
            firm=actor.firm,
            defaults={"answers": dict(answers)},
        )
        subject = Subject("体检草稿", str(draft.pk), actor.organisation_name, actor.region)
        record(actor, "保存", subject, Change(after={"answers": len(answers)}))
    return draft
