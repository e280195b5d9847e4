"""What an actor may do, answered with yes or with no and the reason."""

from collections.abc import Collection

from duixian.office.common.actor import Actor
from duixian.office.common.answers import YES, Answer, No
from duixian.office.people.enums import PRIVILEGES, SCOPES, Privilege, Role, Scope


def may(actor: Actor | None, privilege: Privilege) -> Answer:
    """Whether the actor's role has the privilege at all."""
    if actor is None:
        return No(f"请先登录：{privilege.label}需要登录")
    if privilege in PRIVILEGES[Role(actor.role)]:
        return YES
    return No(f"{Role(actor.role).label}不能{privilege.label}")


def may_in(actor: Actor | None, privilege: Privilege, region: str) -> Answer:
    """Whether the actor may do it in that region; another region's things do not exist."""
    answer = may(actor, privilege)
    if isinstance(answer, No) or actor is None:
        return answer
    return YES if actor.region == region else No("没有这个内容", hidden=True)


def may_of_firm(actor: Actor | None, own: Privilege, region: str, firm: str) -> Answer:
    """Whether the actor may do it to the firm for which they act."""
    answer = may_in(actor, own, region)
    if isinstance(answer, No) or actor is None:
        return answer
    return YES if actor.firm and actor.firm == firm else No("没有这个内容", hidden=True)


def may_with(actor: Actor, scopes: Collection[Scope], scope: Scope) -> Answer:
    """Whether a program may act for the actor in a scope: both the token and the role allow it."""
    if scope not in scopes:
        return No(f"令牌没有“{scope.label}”的范围")
    return may(actor, SCOPES[scope])


def both_sides(first: Actor, second: Actor) -> Answer:
    """Whether a second person may judge what the first one did: nobody judges their own."""
    if first.user == second.user:
        return No("提出的人不能自己审定，请由另一位同事办理")
    return YES
