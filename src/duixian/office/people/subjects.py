"""What the audit log calls the things of this app."""

from duixian.office.audit.services.record import Subject
from duixian.office.people.models import Post


def subject_of_post(post: Post) -> Subject:
    """A post, by its number, holder, office and role."""
    return Subject("岗位", str(post.pk), str(post), post.organisation.region)
