"""Who may keep a draft: somebody who acts for a firm, for that firm."""

from duixian.office.common.actor import Actor
from duixian.office.common.answers import YES, Answer, No
from duixian.office.people.enums import Privilege
from duixian.office.people.permissions import may


def may_keep_draft(actor: Actor | None) -> Answer:
    """Anonymous visitors check without being stored; staff have no firm to check."""
    answer = may(actor, Privilege.CHECK_OWN)
    if isinstance(answer, No) or actor is None:
        return answer
    return YES if actor.firm else No("您现在的身份不代表企业，不能保存草稿")
