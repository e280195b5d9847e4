"""What pages read from the registry: a firm, its rows, what waits."""

from collections.abc import Iterable

from django.db.models import QuerySet

from duixian.office.common.actor import Actor
from duixian.office.common.answers import No, RefusedError, demand
from duixian.office.registry.enums import CorrectionState
from duixian.office.registry.models import Correction, Enterprise, Import, Record
from duixian.office.registry.permissions import may_read


def enterprise(actor: Actor, code: str) -> Enterprise:
    """A firm of the actor's region that they may read; RefusedError as if it were not there."""
    firm = Enterprise.objects.filter(region=actor.region, code=code).first()
    if firm is None:
        raise RefusedError(No("没有这家企业的档案", hidden=True))
    demand(may_read(actor, firm))
    return firm


def records_of(firm: Enterprise) -> QuerySet[Record]:
    """The rows of a firm."""
    return Record.objects.filter(region=firm.region, firm=firm.code).order_by("pk")


def withdrawn_of(firm: Enterprise) -> QuerySet[Record]:
    """The rows of a firm that were withdrawn."""
    rows = Record.everything.filter(region=firm.region, firm=firm.code)
    return rows.exclude(withdrawn_at=None).order_by("pk")


def row_of(region: str, number: int) -> Record:
    """A row of the region, withdrawn or not; RefusedError as if it were not there."""
    found = Record.everything.filter(region=region, pk=number).first()
    if found is None:
        raise RefusedError(No("没有这一行", hidden=True))
    return found


def corrections_of(firm: Enterprise) -> list[Correction]:
    """What a firm proposed to correct, the latest first."""
    return list(Correction.objects.filter(enterprise=firm))


def open_corrections(region: str) -> list[Correction]:
    """Corrections that wait, the oldest first."""
    waiting = Correction.objects.filter(enterprise__region=region, state=CorrectionState.PROPOSED)
    return list(waiting.select_related("enterprise").order_by("pk"))


def correction_of(region: str, number: int) -> Correction:
    """A correction of the region; RefusedError as if it were not there."""
    found = Correction.objects.filter(enterprise__region=region, pk=number)
    correction = found.select_related("enterprise").first()
    if correction is None:
        raise RefusedError(No("没有这项更正", hidden=True))
    return correction


def imports_of(region: str, most: int = 30) -> list[Import]:
    """The latest imports of a region."""
    return list(Import.objects.filter(region=region)[:most])


def own_enterprise(actor: Actor | None) -> Enterprise | None:
    """The firm for which somebody acts, where the district's registry holds it."""
    if actor is None or not actor.firm:
        return None
    return Enterprise.objects.filter(region=actor.region, code=actor.firm).first()


def import_of(region: str, number: int) -> Import:
    """An import of the region; RefusedError as if it were not there."""
    found = Import.objects.filter(region=region, pk=number).first()
    if found is None:
        raise RefusedError(No("没有这次导入", hidden=True))
    return found


def names_of(region: str, codes: Iterable[str]) -> dict[str, str]:
    """The names of firms of a region by code; one that is not there or has no name is left out."""
    firms = Enterprise.objects.filter(region=region, code__in=list(codes)).exclude(name="")
    return dict(firms.values_list("code", "name"))
