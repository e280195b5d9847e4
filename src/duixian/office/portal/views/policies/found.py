"""The policy, the measure and the version that an address names; 404 where there is none."""

from dataclasses import dataclass

from django.http import Http404
from django.utils import timezone

from duixian.office.library.models import PolicyVersion
from duixian.office.library.selectors import Shelf, current, published, shelf_of
from duixian.rulebook.policy.model import Measure, Policy


@dataclass(frozen=True, slots=True)
class Found:
    """A published policy of a shelf."""

    shelf: Shelf
    policy: Policy

    @property
    def version(self) -> PolicyVersion:
        """The version it was read from."""
        return self.shelf.version(self.policy.code)


def policy_or_404(number: str) -> Found:
    """The policy as it is published today."""
    today = timezone.localdate()
    version = current(number, today)
    shelf = shelf_of(version.region, today) if version else None
    policy = shelf.library.policy(number) if shelf else None
    if shelf is None or policy is None:
        raise Http404
    return Found(shelf, policy)


def measure_or_404(found: Found, code: str) -> Measure:
    """The measure of the policy."""
    measure = found.shelf.library.measure(found.policy.code, code)
    if measure is None:
        raise Http404
    return measure


def version_or_404(number: str, short: str) -> PolicyVersion:
    """The published version of a policy whose digest begins so, with its texts."""
    row = published().filter(number=number, sha256__startswith=short).first()
    if row is None or len(short) < len(row.short):
        raise Http404
    return row
