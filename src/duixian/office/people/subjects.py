"""What the audit log calls the things of this app."""

from duixian.office.audit.services.record import Subject
from duixian.office.people.models import Post, User


def subject_of_post(post: Post) -> Subject:
    """A post, by its number, holder, office and role."""
    return Subject("岗位", str(post.pk), str(post), post.organisation.region)


def subject_of_user(user: User, region: str) -> Subject:
    """A person, in the log of a district."""
    return Subject("用户", str(user.pk), user.name, region)
