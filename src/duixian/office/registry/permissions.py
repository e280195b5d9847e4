"""Who may read and write a firm's file."""

from django.utils import timezone

from duixian.office.common.actor import Actor
from duixian.office.common.answers import YES, Answer, No
from duixian.office.people.enums import Privilege
from duixian.office.people.permissions import both_sides, may_in, may_of_firm
from duixian.office.people.selectors import is_of_firm
from duixian.office.registry.models import Adjustment, Correction, Enterprise


def may_read(actor: Actor | None, firm: Enterprise) -> Answer:
    """Staff read their region, a firm reads its own file."""
    if actor is not None and actor.firm:
        return may_of_firm(actor, Privilege.READ_OWN_FILE, firm.region, firm.code)
    return may_in(actor, Privilege.READ_REGISTRY, firm.region)


def may_write(actor: Actor | None, region: str) -> Answer:
    """Whether the actor may import and register in the region."""
    return may_in(actor, Privilege.WRITE_REGISTRY, region)


def may_correct(actor: Actor | None, firm: Enterprise) -> Answer:
    """Whether the actor may propose a correction: for their own firm only."""
    return may_of_firm(actor, Privilege.CORRECT_OWN_FILE, firm.region, firm.code)


def may_settle_reviewer(actor: Actor, firm: Enterprise) -> Answer:
    """Whether the actor may say who reviews the firm first: an officer who is not of the firm."""
    answer = may_in(actor, Privilege.WRITE_REGISTRY, firm.region)
    if isinstance(answer, No):
        return answer
    if is_of_firm(actor.user, firm.region, firm.code, timezone.localdate()):
        return No("您也为这家企业办事，不能指定它的首审单位，请由另一位同事办理")
    return YES


def may_judge(actor: Actor, correction: Correction) -> Answer:
    """Whether the actor may judge a correction: an officer of the region who did not propose it."""
    answer = may_in(actor, Privilege.JUDGE_CORRECTION, correction.enterprise.region)
    if isinstance(answer, No):
        return answer
    if correction.by == actor.user:
        return both_sides(actor, actor)
    firm = correction.enterprise
    if is_of_firm(actor.user, firm.region, firm.code, timezone.localdate()):
        return No("您也为这家企业办事，不能处理它的更正，请由另一位同事办理")
    return YES


def may_approve(actor: Actor, adjustment: Adjustment) -> Answer:
    """Whether the actor may approve or return it: not whoever proposed it."""
    answer = may_in(actor, Privilege.APPROVE_DATABASE, adjustment.region)
    if isinstance(answer, No):
        return answer
    return both_sides(actor, actor) if adjustment.by == actor.user else YES
