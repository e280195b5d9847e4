"""An officer says who reviews a firm first where its file leaves it open, or takes that back."""

from django.db import transaction

from duixian.office.audit.services.record import Change, Subject, record
from duixian.office.common.actor import Actor
from duixian.office.common.answers import No, RefusedError, demand
from duixian.office.people.enums import FIRST_REVIEWERS, OrganisationKind
from duixian.office.people.models import Organisation
from duixian.office.registry.models import Enterprise
from duixian.office.registry.permissions import may_settle_reviewer


def settle_first_reviewer(actor: Actor, firm: Enterprise, reviewer: int | None, why: str) -> None:
    """`reviewer` is the key of an organisation; None goes back to what the file says."""
    demand(may_settle_reviewer(actor, firm))
    if not why.strip():
        raise RefusedError(No("请写明理由"))
    chosen = _reviewer(firm.region, reviewer)
    with transaction.atomic():
        own, _ = Organisation.objects.select_for_update().get_or_create(
            region=firm.region,
            code=firm.code,
            defaults={"kind": OrganisationKind.FIRM, "name": firm.name or firm.code},
        )
        before = own.first_reviewer
        if before == chosen:
            raise RefusedError(No("首审单位没有变"))
        own.first_reviewer = chosen
        own.save(update_fields=["first_reviewer"])
        subject = Subject("企业", firm.code, firm.name, firm.region)
        change = Change({"first_reviewer": _name(before)}, {"first_reviewer": _name(chosen)}, why)
        record(actor, "指定首审单位", subject, change)


def _reviewer(region: str, key: int | None) -> Organisation | None:
    if key is None:
        return None
    found = Organisation.objects.filter(region=region, kind__in=FIRST_REVIEWERS, pk=key).first()
    if found is None:
        raise RefusedError(No("没有这个首审单位", hidden=True))
    return found


def _name(organisation: Organisation | None) -> str:
    return organisation.name if organisation else ""
