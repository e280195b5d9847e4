"""What the rulebook needs to know of one firm, gathered from the registry."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from django.db.models import Q

from duixian.intake.register import Register
from duixian.intake.workbook.building import build
from duixian.intake.workbook.layout import FIRM
from duixian.intake.workbook.places import CellPlace
from duixian.intake.workbook.table import Record as Cells
from duixian.intake.workbook.table import Table
from duixian.office.registry.credit_facts import VIOLATION, violators
from duixian.office.registry.credit_lists import listings, lists_read, with_credit
from duixian.office.registry.models import Enterprise, KnownSheet, Mention, Record
from duixian.office.registry.sheets import (
    AWARD_SOURCES_SHEET,
    AWARDS_SHEET,
    FIRM_SHEET,
    YEARLY_SHEET,
    Sheet,
    sheets,
    subject_sheets,
)
from duixian.office.registry.values import values_of
from duixian.office.registry.vocabulary import vocabulary
from duixian.rulebook.dossier import Dossier, Firm

_EVERYBODY = ("award_sources", "list_sources")
_OF_OTHERS = (FIRM_SHEET, YEARLY_SHEET, "listings")


def dossier_of(enterprise: Enterprise, on: date) -> Dossier:
    """The dossier of a firm, as if all that the district knows were read from one workbook.

    What is known of its credit is what was read in time for the day `on`.
    """
    region, code = enterprise.region, enterprise.code
    known = {each.sheet: each for each in KnownSheet.objects.filter(region=region)}
    rows = _rows(region, code)
    tables = {
        sheet.name: _table(sheet, (row for row in rows if row.sheet == name))
        for name, sheet in sheets().items()
        if name in known or name == FIRM_SHEET
    }
    records = build(tables, vocabulary())
    if code not in records.firms:
        records = replace(records, firms={**records.firms, code: Firm(code, {})})
    records = replace(records, firms=_with_violations(records.firms, region, on))
    if AWARDS_SHEET in known and AWARD_SOURCES_SHEET not in known:
        records = replace(records, sources=frozenset(known[AWARDS_SHEET].sources))
    dossier = Register(records).dossier(code)
    return _with_credit(dossier, region, _named(rows) | {code}, on)


def _with_credit(dossier: Dossier, region: str, firms: set[str], on: date) -> Dossier:
    """The lists that credit records stand for, beside those that were imported."""
    read = lists_read(region, on)
    known = [each for each in listings(region, firms) if each.list_name in read]
    lists = with_credit(dossier.lists, read, on)
    return replace(dossier, lists=lists, listings=(*dossier.listings, *known))


def _with_violations(firms: Mapping[str, Firm], region: str, on: date) -> dict[str, Firm]:
    """The firms; those with a record of a grave violation are known to have committed it."""
    found = violators(region, on, firms)
    return {
        code: replace(firm, values={**firm.values, VIOLATION: True}) if code in found else firm
        for code, firm in firms.items()
    }


def _rows(region: str, code: str) -> list[Record]:
    """The firm's own rows, those that name it, what is about them, and the firms they name."""
    everything = Record.objects.filter(region=region)
    own = list(everything.filter(firm=code))
    for mention in Mention.objects.filter(region=region, firm=code):
        own += everything.filter(sheet=mention.sheet, key=mention.key).exclude(firm=code)
    keys = {row.key for row in own}
    about = everything.filter(Q(about__in=keys) & ~Q(about="")).exclude(firm=code)
    others = everything.filter(firm__in=_named(own) - {code}, sheet__in=_OF_OTHERS)
    general = everything.filter(sheet__in=_EVERYBODY)
    found = {row.pk: row for row in (*own, *about, *others, *general)}
    return [found[pk] for pk in sorted(found)]


def _named(rows: Iterable[Record]) -> set[str]:
    """All firms that rows are of or name."""
    references = {sheet.code: sheet.references for sheet in subject_sheets()}
    named = {row.firm for row in rows}
    for row in rows:
        columns = sheets()[row.sheet].columns.items()
        wanted = references.get(row.sheet, ())
        codes = [name for name, column in columns if column.fact.name in wanted]
        named |= {row.values[name] for name in codes if name in row.values}
    return named


def _table(sheet: Sheet, rows: Iterable[Record]) -> Table:
    cells = (Cells(number, values_of(sheet, row.values)) for number, row in enumerate(rows, 2))
    return Table(sheet.layout, CellPlace(FIRM), {}, tuple(cells))
