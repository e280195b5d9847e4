"""Who may read a firm's messages and say what it wants to hear of."""

from duixian.office.common.actor import Actor
from duixian.office.common.answers import YES, Answer, No
from duixian.office.notices.models import Message
from duixian.office.people.enums import Privilege
from duixian.office.people.permissions import may


def may_have_messages(actor: Actor | None) -> Answer:
    """Whether the actor acts for a firm, to which messages come."""
    answer = may(actor, Privilege.READ_OWN_MESSAGES)
    if isinstance(answer, No) or actor is None:
        return answer
    return YES if actor.firm else No("您现在的身份不代表企业，没有消息")


def may_read(actor: Actor | None, message: Message) -> Answer:
    """Whether the message is to the firm for which the actor acts."""
    answer = may_have_messages(actor)
    if isinstance(answer, No) or actor is None:
        return answer
    is_own = message.organisation_id == actor.organisation
    return YES if is_own else No("没有这条消息", hidden=True)
