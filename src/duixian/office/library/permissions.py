"""Who may propose, publish, return and interpret policies of a district."""

from duixian.office.common.actor import Actor
from duixian.office.common.answers import YES, Answer, No
from duixian.office.library.enums import WORKFLOW
from duixian.office.library.models import PolicyVersion
from duixian.office.people.enums import Privilege
from duixian.office.people.permissions import may_in


def may_propose(actor: Actor, region: str) -> Answer:
    """Whether the actor may propose policy files of that district."""
    return may_in(actor, Privilege.PROPOSE_POLICY, region)


def may_settle(actor: Actor, version: PolicyVersion, verb: str) -> Answer:
    """Whether the actor may publish or return: the state allows it, and another proposed it."""
    answer = may_in(actor, Privilege.PUBLISH_POLICY, version.region)
    if isinstance(answer, No):
        return answer
    if version.proposed_by_id == actor.user:
        return No("提出的人不能自己审定，请由另一位同事办理")
    return WORKFLOW.may(version.state, verb)


def reasoned(opinion: str) -> Answer:
    """Whether what is decided comes with a reason."""
    return YES if opinion.strip() else No("请写明意见")


def may_interpret(actor: Actor, region: str) -> Answer:
    """Whether the actor may sign how a policy of the district is read."""
    return may_in(actor, Privilege.INTERPRET_POLICY, region)
