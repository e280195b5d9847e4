"""The tables of the registry."""

from duixian.office.registry.models.corrections import Correction
from duixian.office.registry.models.credit import CreditChecked, CreditReading, CreditRecord
from duixian.office.registry.models.databases import Adjustment, AdjustmentLine
from duixian.office.registry.models.firms import Enterprise, KnownSheet
from duixian.office.registry.models.name_lists import ListedName, NameList
from duixian.office.registry.models.records import Import, Mention, Record, RecordChange

__all__ = [
    "Adjustment",
    "AdjustmentLine",
    "Correction",
    "CreditChecked",
    "CreditReading",
    "CreditRecord",
    "Enterprise",
    "Import",
    "KnownSheet",
    "ListedName",
    "Mention",
    "NameList",
    "Record",
    "RecordChange",
]
