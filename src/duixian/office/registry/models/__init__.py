"""The tables of the registry."""

from duixian.office.registry.models.firms import Enterprise, KnownSheet
from duixian.office.registry.models.records import Import, Mention, Record, RecordChange

__all__ = ["Enterprise", "Import", "KnownSheet", "Mention", "Record", "RecordChange"]
