"""A name that was found to be a firm's becomes a recognition of the firm, and its listing."""

from duixian.office.common.actor import Actor, Doer
from duixian.office.registry.applying import Origin
from duixian.office.registry.enums import NameState
from duixian.office.registry.models import ListedName, NameList, Record
from duixian.office.registry.putting import Putting
from duixian.office.registry.services.withdraw_row import withdraw_row
from duixian.office.registry.sheets import LIST_SOURCES, LISTINGS, RECOGNITIONS
from duixian.office.registry.values import Kept

_OF_NOTHING_ELSE = "无"


def recognise(doer: Doer, name: ListedName) -> Record:
    """The recognition of the firm of a matched name; in the caller's transaction.

    A recognition that the file holds already, of the same title and day, is completed and nothing
    in it is overwritten.
    """
    given = name.name_list
    putting = _putting(doer, given)
    since = given.day.isoformat()
    listing = {"list": given.title, "firm": name.firm, "since": since}
    putting.put(LISTINGS, _listing_key(given, name.firm), name.firm, listing)
    values = _values(given)
    for row in _recognitions(given, name.firm):
        lacking = {code: new for code, new in values.items() if code not in row.values}
        putting.change(row, lacking)
        return row
    pieces = (given.number or given.title, given.batch, since, name.firm)
    key = " ".join(filter(None, pieces))[-300:]
    return putting.put(
        RECOGNITIONS,
        key,
        name.firm,
        {"id": key, "firm": name.firm, "project_id": _OF_NOTHING_ELSE, **values},
    )


def unrecognise(actor: Actor, name: ListedName, firm: str, why: str) -> None:
    """What standing on the list gave a firm that the name is not, in the caller's transaction.

    Rows that came from the list are withdrawn; of rows that were there before, what the list
    added is taken back. The list itself is unknown again while the name waits.
    """
    given = name.name_list
    origin = _putting(actor, given).origin.kept
    rows = Record.objects.filter(region=given.region)
    key = _listing_key(given, firm)
    listed = [*rows.filter(sheet=LISTINGS, key=key), *_recognitions(given, firm)]
    for row in listed:
        if row.origins.get("*") == origin:
            withdraw_row(actor, row.pk, why)
        else:
            added = [code for code, source in row.origins.items() if source == origin]
            _putting(actor, given, why).take_back(row, added)
    for source in rows.filter(sheet=LIST_SOURCES, key=given.title):
        withdraw_row(actor, source.pk, why)


def _recognitions(given: NameList, firm: str) -> list[Record]:
    """The firm's recognitions of the title and day of a list."""
    own = Record.objects.filter(region=given.region, sheet=RECOGNITIONS, firm=firm)
    wanted = (given.honour, given.day.isoformat())
    return [
        row for row in own if (row.values.get("title"), row.values.get("recognised_on")) == wanted
    ]


def _listing_key(given: NameList, firm: str) -> str:
    return f"{given.title}|{firm}|{given.day.isoformat()}"


def know_list(doer: Doer, given: NameList) -> None:
    """Once no name waits the list is read: whoever is not on it does not stand on it.

    While one waits it stays unknown; nobody is taken to be missing from it. Where it was unknown
    again because a name was released, it is known as before.
    """
    waiting = ListedName.objects.filter(
        name_list__region=given.region, name_list__title=given.title, state=NameState.WAITING
    )
    if waiting.exists():
        return
    putting = _putting(doer, given)
    rows = Record.everything.filter(region=given.region, sheet=LIST_SOURCES, key=given.title)
    held = rows.first()
    if held is not None and held.withdrawn_at is not None:
        putting.restore(held)
    day = given.read_on.isoformat()
    if held is None or str(held.values["day"]) < day:
        putting.put(LIST_SOURCES, given.title, "", {"list": given.title, "day": day})
    for sheet in (LISTINGS, LIST_SOURCES):
        putting.know(sheet, given.read_on)


def _putting(doer: Doer, given: NameList, why: str = "") -> Putting:
    origin = Origin(f"{given.title}{given.batch}", given.read_on)
    return Putting(doer, given.region, origin, why or f"公示名单：{given}")


def _values(given: NameList) -> dict[str, Kept]:
    """What standing on the list says of a recognition; what it does not say stays unknown."""
    days = {"valid_until": given.valid_until, "next_review_on": given.next_review_on}
    texts = {"batch": given.batch, "list_number": given.number, "issuer": given.issuer}
    return {
        "kind": given.kind,
        "title": given.honour,
        "level": given.level,
        "recognised_on": given.day.isoformat(),
        "status": "已认定",
        **{code: text for code, text in texts.items() if text},
        **{code: day.isoformat() for code, day in days.items() if day is not None},
    }
