"""What the audit log calls the things of this app."""

from duixian.office.audit.services.record import Subject
from duixian.office.library.models import Interpretation, PolicyVersion


def subject_of(version: PolicyVersion) -> Subject:
    """A version, by its number and digest."""
    return Subject("政策规则版本", str(version.pk), str(version), version.region)


def subject_of_reading(reading: Interpretation) -> Subject:
    """A signed reading, by its number."""
    return Subject("解释口径", str(reading.pk), str(reading), reading.region)
