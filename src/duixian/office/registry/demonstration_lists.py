"""Invented credit records, a published list, candidates and adjustments for the demonstration."""

from dataclasses import replace
from datetime import date

from django.db import transaction

from duixian.office.common.actor import Actor, System
from duixian.office.people.models import User
from duixian.office.people.selectors import actors
from duixian.office.registry.applying import Origin
from duixian.office.registry.credit_table import CreditEntry
from duixian.office.registry.databases import members
from duixian.office.registry.enums import (
    KINDS_READ,
    CreditEffect,
    CreditKind,
    CreditReach,
    Move,
)
from duixian.office.registry.initials import searched
from duixian.office.registry.models import CreditReading, Enterprise
from duixian.office.registry.naming import Written
from duixian.office.registry.services.adjust_database import (
    Moved,
    judge_adjustment,
    open_adjustment,
    propose_adjustment,
    settle_firm,
)
from duixian.office.registry.services.import_names import Published, keep_names
from duixian.office.registry.services.keep_credit import Read, keep_credit
from duixian.office.registry.services.keep_titles import Candidate, enter_candidate

_NEEDED = 12
"""So many firms are used."""
_READ_ON = date(2022, 6, 20)
_PENALTY = CreditEntry(
    firm="",
    kind=CreditKind.NEGATIVE,
    cause="示例：未按规定公示年度报告",
    authority="示例市场监督管理局",
    effect=CreditEffect.REMARK,
    reach=CreditReach.FUND,
    since=date(2022, 1, 10),
    until=date(2023, 1, 9),
    number="示例罚〔2022〕1号",
)
_DISHONEST = replace(
    _PENALTY,
    kind=CreditKind.DISHONEST,
    cause="示例：列入严重违法失信名单",
    effect=CreditEffect.CANCEL,
    reach=CreditReach.DISTRICT,
    since=date(2021, 9, 1),
    until=date(2024, 8, 31),
    number="示例列〔2021〕7号",
    persons="示例责任人",
)
_LIST = Published(
    title="示例高新技术企业公示名单",
    day=date(2019, 10, 8),
    read_on=date(2022, 6, 15),
    kind="高新技术",
    honour="高新技术企业",
    level="国家级",
    issuer="示例认定机构",
    number="示例〔2019〕3号",
    batch="2019年第二批",
    valid_until=date(2022, 10, 7),
    next_review_on=date(2022, 8, 31),
)


def settle(region: str) -> None:
    """All of it, over the firms that are there; nothing where credit was read already."""
    named = Enterprise.objects.filter(region=region).exclude(name="")
    firms = list(named.order_by("code")[:_NEEDED])
    if len(firms) < _NEEDED or CreditReading.objects.filter(region=region).exists():
        return
    officer, head = (_actor(username) for username in ("officer", "head"))
    with transaction.atomic():
        _credit(region, firms)
        _name_list(region, firms)
        candidate = Candidate(
            firms[7].code, "专精特新", "区级专精特新中小企业", "区级", date(2022, 3, 1), "示例培育"
        )
        enter_candidate(officer, candidate)
        _adjust(officer, "骨干企业", firms[8])
        judge_adjustment(head, _adjust(officer, "龙头企业", firms[9]), "approve", "同意")


def _actor(username: str) -> Actor:
    return next(iter(actors(User.objects.get(username=username), _READ_ON).values()))


def _credit(region: str, firms: list[Enterprise]) -> None:
    """Three sources read as a whole; of the tax bureau nine firms in ten were asked about."""
    entries = [
        replace(entry, firm=firm.code, name=firm.name)
        for entry, firm in ((_PENALTY, firms[0]), (_DISHONEST, firms[1]))
    ]
    taxes = frozenset({CreditKind.TAX_OR_ACCOUNTING})
    platform = Origin("示例公共信用信息服务平台", _READ_ON)
    read = Read(frozenset(KINDS_READ) - taxes, platform, is_complete=True)
    keep_credit(System(), region, entries, (), read)
    codes = Enterprise.objects.filter(region=region).order_by("code").values_list("code", flat=True)
    asked = [code for at, code in enumerate(codes) if at % 10]
    bureau = Origin("示例税务局", date(2022, 6, 18))
    keep_credit(System(), region, (), asked, Read(taxes, bureau, is_complete=False))


def _name_list(region: str, firms: list[Enterprise]) -> None:
    """Two sure names, one that two firms have or had, one of nobody here."""
    other = firms[3]
    other.former = firms[2].name
    other.searched = searched(other.name, other.former)
    other.save()
    names = (firms[4].name, firms[5].name, firms[2].name, "外区示例公司")
    keep_names(System(), region, [Written(2 + at, name) for at, name in enumerate(names)], _LIST)


def _adjust(officer: Actor, database: str, fresh: Enterprise) -> int:
    """This year's adjustment, proposed: everybody stays, one firm enters."""
    made = open_adjustment(officer, database, 2022, date(2022, 5, 31))
    for member in members(officer.region, database):
        settle_firm(officer, made.pk, Moved(member.firm, Move.STAY, "通过", "示例：评定通过"))
    enters = Moved(fresh.code, Move.ENTER, "待评", "示例：上年增长居前")
    settle_firm(officer, made.pk, enters)
    propose_adjustment(officer, made.pk)
    return made.pk
