"""What somebody who signed in can do here: the pages of their role, each with what it is for."""

from dataclasses import dataclass

from duixian.office.common.actor import Actor
from duixian.office.portal.navigation import entries


@dataclass(frozen=True, slots=True)
class Duty:
    """A page and what one does there."""

    label: str
    address: str
    says: str


_PAGES = (
    ("本企业档案", "own-file", "看区里掌握的本企业资料，不对的提出更正，附上证明材料。"),
    ("企业档案", "registry", "查一家企业：每个值的来源、日期和变化，称号、信用和以往扶持。"),
    ("匹配", "matching", "看全区哪些企业可以兑现多少、缺什么、差在哪里，逐家看理由。"),
    ("政策规则", "rule-versions", "看规则的每个版本、检查结果、谁提出谁审定，以及解释口径。"),
    ("人员", "people", "谁在哪个单位、什么岗位；由管理员开户、设岗、撤岗、重置登录、移交待办。"),
    ("审计", "audit-log", "查谁在什么时候以什么身份做了什么、从什么改成什么、为什么。"),
)
"""The words of the menu, the names of the pages, what one does there."""


def duties(actor: Actor) -> list[Duty]:
    """The pages that the actor's role opens beyond what everybody sees."""
    says = {label: told for label, _, told in _PAGES}
    opened = entries(actor, "", tuple((label, name) for label, name, _ in _PAGES))
    return [Duty(each.label, each.address, says[each.label]) for each in opened]
