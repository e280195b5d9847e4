"""An officer decides what a name on a published list is, a firm or none here, or undoes it."""

from django.db import transaction
from django.utils import timezone

from duixian.office.audit.services.record import Change, Subject, record
from duixian.office.common.actor import Actor
from duixian.office.common.answers import No, RefusedError, demand
from duixian.office.registry.enums import NAMES, MatchedBy, NameState
from duixian.office.registry.models import Enterprise, ListedName, NameList
from duixian.office.registry.permissions import may_write
from duixian.office.registry.services.recognise import know_list, recognise, unrecognise


def claim_name(actor: Actor, number: int, firm: str, why: str) -> ListedName:
    """The name is that firm's, which thereby has the recognition."""
    with transaction.atomic():
        name = _locked(actor, number, "claim")
        if not Enterprise.objects.filter(region=actor.region, code=firm).exists():
            raise RefusedError(No(f"本区档案里没有信用代码为 {firm} 的企业"))
        if name.name_list.names.filter(firm=firm).exists():
            raise RefusedError(No("同一份名单里另一个名称已匹配这家企业"))
        name.firm, name.matched_by = firm, MatchedBy.OFFICER
        _decide(actor, name, "claim", why)
        recognise(actor, name)
        know_list(actor, name.name_list)
    return name


def release_name(actor: Actor, number: int, why: str) -> ListedName:
    """The name was taken for the wrong firm: what it gave the firm counts no more, and it waits."""
    with transaction.atomic():
        name = _locked(actor, number, "release")
        firm = name.firm
        name.candidates = list(dict.fromkeys([*name.candidates, firm]))
        name.firm, name.matched_by = "", ""
        _decide(actor, name, "release", why)
        unrecognise(actor, name, firm, f"撤销认领“{name}”：{why.strip()}"[:400])
    return name


def set_name_aside(actor: Actor, number: int, why: str) -> ListedName:
    """The name is of no firm of the district."""
    with transaction.atomic():
        name = _locked(actor, number, "set_aside")
        _decide(actor, name, "set_aside", why)
        know_list(actor, name.name_list)
    return name


def set_all_aside(actor: Actor, number: int, why: str) -> int:
    """So many names of a list, all that no firm of the district may be, are of no firm here."""
    demand(may_write(actor, actor.region))
    with transaction.atomic():
        given = NameList.objects.filter(region=actor.region, pk=number).first()
        if given is None:
            raise RefusedError(No("没有这份名单", hidden=True))
        waiting = given.names.select_for_update().filter(state=NameState.WAITING, candidates=[])
        for name in waiting:
            _decide(actor, name, "set_aside", why)
        know_list(actor, given)
    return len(waiting)


def _locked(actor: Actor, number: int, verb: str) -> ListedName:
    demand(may_write(actor, actor.region))
    rows = ListedName.objects.select_for_update(of=("self",)).select_related("name_list")
    name = rows.filter(name_list__region=actor.region, pk=number).first()
    if name is None:
        raise RefusedError(No("没有这个名称", hidden=True))
    demand(NAMES.may(name.state, verb))
    return name


def _decide(actor: Actor, name: ListedName, verb: str, why: str) -> None:
    if not why.strip():
        raise RefusedError(No("请写明理由，以后要能看懂为什么这样认"))
    transition = NAMES.transition(verb)
    before, name.state = name.state, transition.target
    name.why, name.decided_by_name, name.decided_at = why.strip(), actor.name, timezone.now()
    name.save()
    subject = Subject("公示名单上的名称", str(name.pk), name.name, actor.region)
    after = {"state": name.state, "firm": name.firm}
    record(actor, transition.label, subject, Change({"state": before}, after, why))
