"""Who someone is today: posts, deputised posts, and the actor a request acts as."""

import hashlib
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from duixian.office.common.actor import Actor
from duixian.office.people.enums import OrganisationKind, Scope
from duixian.office.people.models import Deputy, Organisation, Post, Token, User

PAGE = 50
"""So many people stand on a page."""


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who acts when a program shows a secret, what the secret may be used for, and its number."""

    actor: Actor
    scopes: frozenset[Scope]
    token: int


def posts_of(user: User, on: date) -> QuerySet[Post]:
    """The user's own posts on a day."""
    return (
        Post.objects.filter(user=user, since__lte=on)
        .filter(_lasting(on))
        .select_related("organisation", "user")
        .order_by("pk")
    )


def deputised(user: User, on: date) -> QuerySet[Deputy]:
    """The posts of colleagues whose queue the user works on, on a day, while one of them."""
    own = posts_of(user, on).order_by().values("organisation")
    return (
        hand_overs(on)
        .filter(user=user, since__lte=on, post__organisation__in=own)
        .filter(Q(post__until=None) | Q(post__until__gte=on), post__user__is_active=True)
    )


def hand_overs(on: date) -> QuerySet[Deputy]:
    """What is handed over on a day or will be, and was not taken back."""
    rows = Deputy.objects.filter(until__gte=on, recalled_at=None)
    return rows.select_related("post__organisation", "post__user", "user").order_by("pk")


def actors(user: User, on: date) -> dict[str, Actor]:
    """All actors the user can be on a day, by the key a session keeps; own posts first."""
    found = {f"post-{post.pk}": _actor(user, post) for post in posts_of(user, on)}
    for deputy in deputised(user, on):
        found[f"deputy-{deputy.pk}"] = _actor(user, deputy.post, deputy.post.user.name)
    return found


def is_of_firm(user: int, region: str, firm: str, on: date) -> bool:
    """Whether a person acts for the firm with that code on a day, whatever else they are."""
    held = Post.objects.filter(
        user=user, organisation__region=region, organisation__code=firm, since__lte=on
    )
    return held.filter(_lasting(on)).exists()


def regions_of(user: User) -> list[str]:
    """Every district in which the user has or had a post."""
    found = Post.objects.filter(user=user).order_by("organisation__region")
    return list(found.values_list("organisation__region", flat=True).distinct())


def works_elsewhere(user: User, region: str, on: date) -> bool:
    """Whether the user holds or will hold a post in another district."""
    others = Post.objects.filter(user=user).exclude(organisation__region=region)
    return others.filter(_lasting(on)).exists()


def without_post(user: User) -> Actor:
    """Nobody but themselves: as whom somebody acts who holds no post."""
    return Actor(user.pk, user.name, "", 0, "", "")


def _lasting(on: date) -> Q:
    """Posts that have not ended before a day."""
    return Q(until=None) | Q(until__gte=on)


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


def bearer_of(secret: str, on: date) -> Bearer | None:
    """Who acts with the secret on a day; None where it opens nothing, for whatever reason."""
    token = (
        Token.objects.select_related("post__user")
        .filter(
            digest=digest_of(secret), revoked_at=None, until__gte=on, post__user__is_active=True
        )
        .first()
    )
    if token is None:
        return None
    actor = actors(token.post.user, on).get(f"post-{token.post_id}")
    return Bearer(actor, frozenset(map(Scope, token.scopes)), token.pk) if actor else None


def digest_of(secret: str) -> str:
    """What is kept of a secret: 256 random bits need no slow hash."""
    return hashlib.sha256(secret.encode()).hexdigest()


def tokens_of(user: User) -> QuerySet[Token]:
    """The tokens of a user, the newest first."""
    return Token.objects.filter(post__user=user).select_related("post__organisation")


def organisation_of(region: str, firm: str) -> Organisation | None:
    """The organisation of a firm by its code, where it has people here."""
    return Organisation.objects.filter(region=region, code=firm).first() if firm else None


def organisations_of(region: str) -> QuerySet[Organisation]:
    """The organisations of a district."""
    return Organisation.objects.filter(region=region)


def people_of(organisation: Organisation, on: date) -> QuerySet[User]:
    """The people who hold a post in an organisation on a day and can sign in."""
    posts = Post.objects.filter(organisation=organisation, since__lte=on)
    held = posts.filter(_lasting(on))
    return User.objects.filter(posts__in=held, is_active=True).distinct().order_by("pk")


def firms_with_people(region: str, on: date) -> QuerySet[Organisation]:
    """The firms of a district for which somebody can sign in on a day."""
    posts = Post.objects.filter(since__lte=on, user__is_active=True)
    held = posts.filter(_lasting(on))
    firms = organisations_of(region).filter(kind=OrganisationKind.FIRM)
    return firms.filter(posts__in=held).distinct().order_by("pk")


@dataclass(frozen=True, slots=True)
class People:
    """A page of people in the order of their names; `after` begins the next one, 0 is the end."""

    users: list[User]
    after: int


def people_in(region: str, name: str = "", after: int = 0) -> People:
    """The people of a district whose name or user name holds `name`, behind the user `after`."""
    rows = everybody_of(region)
    if name:
        rows = rows.filter(Q(name__contains=name) | Q(username__contains=name))
    last = everybody_of(region).filter(pk=after).first() if after else None
    if last is not None:
        rows = rows.filter(Q(name__gt=last.name) | Q(name=last.name, pk__gt=last.pk))
    page = list(rows[: PAGE + 1])
    return People(page[:PAGE], page[PAGE - 1].pk if len(page) > PAGE else 0)


def everybody_of(region: str) -> QuerySet[User]:
    """Everybody who holds or held a post in a district, with all their posts there."""
    posts = Post.objects.filter(organisation__region=region).select_related("organisation")
    rows = User.objects.filter(posts__organisation__region=region).distinct().order_by("name", "pk")
    return rows.prefetch_related(Prefetch("posts", posts.order_by("since", "pk"), "posts_here"))
