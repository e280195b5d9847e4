"""Keeps what search looks at in step with the rows of 企业."""

import csv
import json
from typing import Any

from duixian.office.registry.bulk import insert
from duixian.office.registry.comparing import Changed, changed_rows
from duixian.office.registry.incoming import Incoming
from duixian.office.registry.initials import searched
from duixian.office.registry.models import Enterprise
from duixian.office.registry.sheets import FIRM_SHEET, sheets

_COLUMNS = ("region", "code", "name", "former", "searched", "town", "industry")
_BLOCK = 5000


def add_enterprises(incoming: Incoming, region: str) -> None:
    """Firms that are new."""
    file = incoming.work / "enterprises.csv"
    rows = incoming.connection.execute(f"SELECT firm, found FROM fresh_{FIRM_SHEET} ORDER BY row")
    with file.open("w", encoding="utf-8", newline="") as sink:
        # Every cell stands in quotes: an empty one without them would be NULL.
        writer = csv.writer(sink, quoting=csv.QUOTE_ALL)
        while block := rows.fetchmany(_BLOCK):
            for code, found in block:
                facts = json.loads(found)
                name = facts.get("name", "")
                writer.writerow(
                    (region, code, name, "", searched(name, ""), *_place(facts)),
                )
    insert("registry_enterprise", _COLUMNS, file)


def update_enterprises(incoming: Incoming, region: str) -> None:
    """Firms whose name, town or industry changed; a name that was becomes a former one."""
    seen = {"name", "town", "industry_class"}
    for change in changed_rows(incoming, sheets()[FIRM_SHEET]):
        if seen & set(change.codes):
            update_enterprise(region, change)


def update_enterprise(region: str, change: Changed) -> None:
    """One firm after a change of its row."""
    firm = Enterprise.objects.get(region=region, code=change.key)
    name = str(change.after.get("name", ""))
    if firm.name and firm.name != name:
        former = [firm.name, *(each for each in firm.former_names if each not in (firm.name, name))]
        firm.former = "\n".join(former)
    firm.name = name
    firm.town, firm.industry = _place(change.after)
    firm.searched = searched(name, firm.former)
    firm.save()


def _place(facts: dict[str, Any]) -> tuple[str, str]:
    return facts.get("town", ""), facts.get("industry_class", "")
