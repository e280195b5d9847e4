"""What the audit log calls the things of this app."""

from duixian.office.audit.services.record import Subject
from duixian.office.registry.models import Record


def subject_of_title(row: Record) -> Subject:
    """A recognition, by its firm and title."""
    return Subject("称号", str(row.pk), f"{row.firm} {row.values.get('title', '')}", row.region)
