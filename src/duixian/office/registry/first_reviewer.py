"""Who reviews a firm's applications first: its parent company, its park or its town.

Names are compared as they are written; a park may stand in the place of a town. Where nothing
fits, or two things do, it stays open.
"""

from dataclasses import dataclass

from duixian.office.people.enums import FIRST_REVIEWERS, OrganisationKind
from duixian.office.people.models import Organisation
from duixian.office.people.selectors import organisations_of
from duixian.office.registry.models import Enterprise, Record
from duixian.office.registry.sheets import FIRM_SHEET


@dataclass(frozen=True, slots=True)
class FirstReviewer:
    """The organisation, None where it is not certain; `because` is a sentence for people."""

    organisation: Organisation | None
    because: str


def first_reviewer_of(firm: Enterprise) -> FirstReviewer:
    """What was settled for the firm goes first, then its parent company, then where it sits."""
    own = (
        organisations_of(firm.region)
        .filter(kind=OrganisationKind.FIRM, code=firm.code)
        .select_related("first_reviewer", "parent")
        .first()
    )
    if own is not None and own.first_reviewer is not None:
        return FirstReviewer(own.first_reviewer, "已经登记为本企业的首审单位")
    if own and own.parent and own.parent.kind == OrganisationKind.DISTRICT_COMPANY:
        return FirstReviewer(own.parent, "是本企业的上级区属企业")
    return _by_place(firm)


def first_reviewers(region: str) -> list[Organisation]:
    """Everybody in a district who may review firms first."""
    found = organisations_of(region).filter(kind__in=FIRST_REVIEWERS)
    return list(found.order_by("kind", "name"))


def _by_place(firm: Enterprise) -> FirstReviewer:
    towns = [OrganisationKind.TOWN, OrganisationKind.PARK]
    places = [("园区", [OrganisationKind.PARK], _park(firm)), ("街镇", towns, firm.town)]
    known = [place for place in places if place[2]]
    if not known:
        return FirstReviewer(None, "档案里还没有街镇或园区，不能确定")
    at = organisations_of(firm.region)
    fits: list[tuple[Organisation, str]] = []
    for word, kinds, name in known:
        others = at.exclude(pk__in=[other.pk for other, _ in fits])
        fits += [(each, word) for each in others.filter(kind__in=kinds, name=name)]
    match fits:
        case [(found, word)]:
            return FirstReviewer(found, f"按档案里的{word}")
        case []:
            named = "、".join(f"{word}“{name}”" for word, _, name in known)
            return FirstReviewer(None, f"{named}没有登记为本区的单位，不能确定")
        case _:
            named = "和".join(f"{word}“{found.name}”" for found, word in fits)
            return FirstReviewer(None, f"{named}都可以首审，要由区里指定")


def _park(firm: Enterprise) -> str:
    rows = Record.objects.filter(region=firm.region, firm=firm.code, sheet=FIRM_SHEET)
    found = rows.values_list("values", flat=True).first() or {}
    return str(found.get("park") or "")
