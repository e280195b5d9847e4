"""What pages read of published lists: the lists, their names, and those that wait."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from duixian.office.common.answers import No, RefusedError
from duixian.office.registry.enums import NameState
from duixian.office.registry.models import Enterprise, ListedName, NameList

MOST = 200
"""So many names are shown on one page."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A name that waits, and the firms that it may be."""

    name: ListedName
    firms: tuple[Enterprise, ...]


def name_lists(region: str, most: int = 50) -> QuerySet[NameList]:
    """The latest lists of a district with `all`, `matched` and `waiting` names counted."""
    states = {
        state: Count("names", filter=Q(names__state=state))
        for state in (NameState.MATCHED, NameState.WAITING)
    }
    counted = NameList.objects.filter(region=region).annotate(all=Count("names"), **states)
    return counted.order_by("-pk")[:most]


def name_list(region: str, number: int) -> NameList:
    """A list of the district; RefusedError as if it were not there."""
    found = NameList.objects.filter(region=region, pk=number).first()
    if found is None:
        raise RefusedError(No("没有这份名单", hidden=True))
    return found


def waiting_names(region: str, given: NameList | None = None) -> list[Waiting]:
    """Names that wait, those that may be firms here first; of one list, or of all."""
    names = ListedName.objects.filter(name_list__region=region, state=NameState.WAITING)
    if given is not None:
        names = names.filter(name_list=given)
    found = sorted(names.select_related("name_list")[:MOST], key=lambda each: not each.candidates)
    firms = _firms(region, (code for name in found for code in name.candidates))
    return [
        Waiting(name, tuple(firms[code] for code in name.candidates if code in firms))
        for name in found
    ]


def count_waiting(region: str) -> int:
    """How many names of all lists of a district wait."""
    waiting = ListedName.objects.filter(name_list__region=region, state=NameState.WAITING)
    return waiting.count()


def decided_names(given: NameList) -> list[ListedName]:
    """Names of a list that do not wait, in their order."""
    return list(given.names.exclude(state=NameState.WAITING)[:MOST])


def _firms(region: str, codes: Iterable[str]) -> dict[str, Enterprise]:
    firms = Enterprise.objects.filter(region=region, code__in=set(codes))
    return {firm.code: firm for firm in firms}
