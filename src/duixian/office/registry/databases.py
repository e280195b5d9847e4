"""The databases of firms as they stand: who is in, since which rating, and their adjustments."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from duixian.office.common.answers import No, RefusedError
from duixian.office.registry.enums import AdjustmentState
from duixian.office.registry.models import Adjustment, AdjustmentLine, Enterprise, Record
from duixian.office.registry.sheets import words_of

REGISTER = "register_entry"


@dataclass(frozen=True, slots=True)
class Member:
    """A firm in a database, by its latest row."""

    firm: str
    name: str
    rated_on: date
    rating: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an adjustment and the name of its firm."""

    line: AdjustmentLine
    name: str


def databases() -> tuple[str, ...]:
    """The kinds of databases."""
    return words_of(REGISTER, "kind")


def ratings() -> tuple[str, ...]:
    """What a yearly rating can come to."""
    return words_of(REGISTER, "rating")


def members(region: str, database: str) -> list[Member]:
    """The firms in a database now; whose latest row says nothing of it counts as in no more."""
    rows = Record.objects.filter(region=region, sheet=REGISTER, values__kind=database)
    latest: dict[str, Record] = {}
    for row in rows.order_by("pk"):
        held = latest.get(row.firm)
        if held is None or held.values["rated_on"] <= row.values["rated_on"]:
            latest[row.firm] = row
    current = {code: row for code, row in latest.items() if row.values.get("is_current") is True}
    names = names_of(region, current)
    return [
        Member(
            code,
            names.get(code, ""),
            date.fromisoformat(row.values["rated_on"]),
            row.values.get("rating", ""),
        )
        for code, row in sorted(current.items())
    ]


def adjustments(region: str) -> QuerySet[Adjustment]:
    """All adjustments of a district, the latest year first."""
    return Adjustment.objects.filter(region=region)


def proposed_adjustments(region: str) -> QuerySet[Adjustment]:
    """Adjustments that wait for approval."""
    return adjustments(region).filter(state=AdjustmentState.PROPOSED)


def adjustment(region: str, number: int) -> Adjustment:
    """An adjustment of the region; RefusedError as if it were not there."""
    found = Adjustment.objects.filter(region=region, pk=number).first()
    if found is None:
        raise RefusedError(No("没有这次调整", hidden=True))
    return found


def lines_of(found: Adjustment) -> list[Line]:
    """The lines of an adjustment with the names of firms."""
    lines = list(found.lines.all())
    names = names_of(found.region, {line.firm for line in lines})
    return [Line(line, names.get(line.firm, "")) for line in lines]


def unsettled(found: Adjustment) -> list[Member]:
    """Firms in the database about which an adjustment says nothing yet."""
    settled = set(found.lines.values_list("firm", flat=True))
    return [each for each in members(found.region, found.database) if each.firm not in settled]


def names_of(region: str, codes: Iterable[str]) -> dict[str, str]:
    """Names of firms by code."""
    firms = Enterprise.objects.filter(region=region, code__in=set(codes))
    return dict(firms.values_list("code", "name"))
