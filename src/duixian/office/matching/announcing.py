"""Tells every firm of a district for which somebody can sign in what a run found for it."""

from django.utils import timezone

from duixian.office.common.actor import System
from duixian.office.matching.models import Run
from duixian.office.matching.rows import rows_of_firms
from duixian.office.matching.telling import note_of
from duixian.office.notices.selectors import preference_of
from duixian.office.notices.services.tell import tell
from duixian.office.people.selectors import firms_with_people


def tell_everybody(number: int) -> int:
    """How many firms are told now. Begun again after a break, it goes on with the others."""
    run = Run.objects.get(pk=number)
    firms = list(firms_with_people(run.region, timezone.localdate()))
    rows = rows_of_firms(run, [firm.code for firm in firms])
    told = 0
    for firm in firms:
        note = note_of(run, rows.get(firm.code, ()), preference_of(firm).topics)
        if note is not None and tell(System(region=run.region), firm, note):
            told += 1
    return told
