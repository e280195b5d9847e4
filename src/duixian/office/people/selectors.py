"""Who someone is today: posts, deputised posts, and the actor a request acts as."""

from datetime import date

from django.db.models import Q, QuerySet

from duixian.office.common.actor import Actor
from duixian.office.people.enums import OrganisationKind
from duixian.office.people.models import Deputy, Organisation, Post, User


def posts_of(user: User, on: date) -> QuerySet[Post]:
    """The user's own posts on a day."""
    return (
        Post.objects.filter(user=user, since__lte=on)
        .filter(Q(until=None) | Q(until__gte=on))
        .select_related("organisation", "user")
        .order_by("pk")
    )


def deputised(user: User, on: date) -> QuerySet[Deputy]:
    """The posts of colleagues whose queue the user works on, on a day."""
    return (
        Deputy.objects.filter(user=user, since__lte=on, until__gte=on)
        .filter(Q(post__until=None) | Q(post__until__gte=on), post__user__is_active=True)
        .select_related("post__organisation", "post__user")
        .order_by("pk")
    )


def actors(user: User, on: date) -> dict[str, Actor]:
    """All actors the user can be on a day, by the key a session keeps; own posts first."""
    found = {f"post-{post.pk}": _actor(user, post) for post in posts_of(user, on)}
    for deputy in deputised(user, on):
        found[f"deputy-{deputy.pk}"] = _actor(user, deputy.post, deputy.post.user.name)
    return found


def _actor(user: User, post: Post, deputy_for: str = "") -> Actor:
    organisation = post.organisation
    return Actor(
        user.pk,
        user.name,
        post.role,
        organisation.pk,
        organisation.name,
        organisation.region,
        organisation.code if organisation.kind == OrganisationKind.FIRM else "",
        deputy_for,
    )


def organisations_of(region: str) -> QuerySet[Organisation]:
    """The organisations of a district."""
    return Organisation.objects.filter(region=region)
