"""The yearly adjustment of a database: prepared, proposed by one person, approved by another."""

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from duixian.office.audit.services.record import Change, Subject, record
from duixian.office.common.actor import Actor
from duixian.office.common.answers import No, RefusedError, demand
from duixian.office.registry.applying import Origin
from duixian.office.registry.databases import (
    REGISTER,
    databases,
    members,
    ratings,
    unsettled,
)
from duixian.office.registry.enums import ADJUSTMENTS, AdjustmentState, Move
from duixian.office.registry.models import Adjustment, AdjustmentLine, Enterprise
from duixian.office.registry.permissions import may_approve, may_write
from duixian.office.registry.putting import Putting
from duixian.office.registry.values import Kept


@dataclass(frozen=True, slots=True)
class Moved:
    """What happens to a firm, with the result of its rating, and why."""

    firm: str
    move: Move
    rating: str
    why: str


def open_adjustment(actor: Actor, database: str, year: int, rated_on: date) -> Adjustment:
    """An empty adjustment of a year; RefusedError where the year has one."""
    demand(may_write(actor, actor.region))
    if database not in databases():
        raise RefusedError(No("没有这个数据库", hidden=True))
    try:
        with transaction.atomic():
            made = Adjustment.objects.create(
                region=actor.region, database=database, year=year, rated_on=rated_on
            )
            record(actor, "编制数据库调整", _subject(made), Change(after={"year": year}))
    except IntegrityError as twice:
        raise RefusedError(No(f"{database}数据库 {year} 年度已有调整")) from twice
    return made


def settle_firm(actor: Actor, number: int, moved: Moved) -> Adjustment:
    """The line of one firm, new or instead of the one there was."""
    with transaction.atomic():
        found = _locked(actor, number)
        demand(may_write(actor, actor.region))
        demand(ADJUSTMENTS.may(found.state, "change"))
        if wrong := _wrong(found, moved):
            raise RefusedError(No("；".join(wrong)))
        line = found.lines.filter(firm=moved.firm).first()
        before = _told(line) if line else {}
        line = line or AdjustmentLine(adjustment=found, firm=moved.firm)
        line.move, line.rating, line.why = moved.move, moved.rating, moved.why.strip()
        line.by_name = actor.name
        line.save()
        record(actor, "调整企业", _subject(found), Change(before, _told(line), line.why))
    return found


def drop_firm(actor: Actor, number: int, firm: str) -> Adjustment:
    """The line of a firm is taken out again."""
    with transaction.atomic():
        found = _locked(actor, number)
        demand(may_write(actor, actor.region))
        demand(ADJUSTMENTS.may(found.state, "change"))
        line = found.lines.filter(firm=firm).first()
        if line is None:
            raise RefusedError(No("这次调整里没有这家企业", hidden=True))
        record(actor, "取消调整企业", _subject(found), Change(before=_told(line)))
        line.delete()
    return found


def propose_adjustment(actor: Actor, number: int) -> Adjustment:
    """Ask for approval; every firm in the database must have its line."""
    with transaction.atomic():
        found = _locked(actor, number)
        demand(may_write(actor, actor.region))
        demand(ADJUSTMENTS.may(found.state, "propose"))
        _demand_whole(found)
        found.by, found.by_name = actor.user, actor.name
        _move(actor, found, "propose", "")
    return found


def judge_adjustment(actor: Actor, number: int, verb: str, answer: str) -> Adjustment:
    """Approve or return (`verb`); approved, its lines are rows of 名录 from its day on."""
    with transaction.atomic():
        found = _locked(actor, number)
        demand(may_approve(actor, found))
        demand(ADJUSTMENTS.may(found.state, verb))
        if verb == "return" and not answer.strip():
            raise RefusedError(No("退回要写明理由"))
        if verb == "approve":
            _demand_whole(found)
            _enter(actor, found)
        found.judged_by_name, found.judged_at = actor.name, timezone.now()
        found.answer = answer.strip()
        _move(actor, found, verb, answer)
    return found


def _wrong(found: Adjustment, moved: Moved) -> list[str]:
    """All that is wrong with a line."""
    current = {each.firm for each in members(found.region, found.database)}
    wrong = []
    if not Enterprise.objects.filter(region=found.region, code=moved.firm).exists():
        wrong.append(f"本区档案里没有信用代码为 {moved.firm} 的企业")
    elif moved.move == Move.ENTER and moved.firm in current:
        wrong.append("这家企业已经在库，应为保留或出库")
    elif moved.move != Move.ENTER and moved.firm not in current:
        wrong.append("这家企业不在库，只能入库")
    if moved.rating not in ratings():
        wrong.append(f"综合评定应为 {'、'.join(ratings())}")
    if not moved.why.strip():
        wrong.append("请写明理由")
    return wrong


def _demand_whole(found: Adjustment) -> None:
    """Nobody in the database is forgotten, and no line speaks of how it stood before."""
    left = [each.name or each.firm for each in unsettled(found)]
    if left:
        raise RefusedError(No(f"在库企业还没有写明保留或出库：{'、'.join(left)}"))
    if not found.lines.exists():
        raise RefusedError(No("这次调整里一家企业也没有"))
    for line in found.lines.all():
        wrong = _wrong(found, Moved(line.firm, Move(line.move), line.rating, line.why))
        if wrong:
            raise RefusedError(No(f"{line.firm}：{'；'.join(wrong)}。请退回修改"))


def _enter(actor: Actor, found: Adjustment) -> None:
    origin = Origin(f"{found}（{actor.name}批准）", found.rated_on)
    day = found.rated_on.isoformat()
    for line in found.lines.all():
        key = f"{found.database} {found.year} {line.firm}"
        values: dict[str, Kept] = {
            "id": key,
            "firm": line.firm,
            "kind": found.database,
            "rated_on": day,
            "is_current": line.move != Move.LEAVE,
            "rating": line.rating,
        }
        Putting(actor, found.region, origin, line.why).put(REGISTER, key, line.firm, values)
    _know(actor, found, origin)


def _know(actor: Actor, found: Adjustment, origin: Origin) -> None:
    """名录 is known once every database was adjusted; before that, who is in is not."""
    approved = Adjustment.objects.filter(region=found.region, state=AdjustmentState.APPROVED)
    done = {*approved.values_list("database", flat=True), found.database}
    if set(databases()) - {"其他"} <= done:
        Putting(actor, found.region, origin, "").know(REGISTER, found.rated_on)


def _locked(actor: Actor, number: int) -> Adjustment:
    rows = Adjustment.objects.select_for_update().filter(region=actor.region, pk=number)
    found = rows.first()
    if found is None:
        raise RefusedError(No("没有这次调整", hidden=True))
    return found


def _move(actor: Actor, found: Adjustment, verb: str, why: str) -> None:
    transition = ADJUSTMENTS.transition(verb)
    before, found.state = found.state, transition.target
    found.save()
    change = Change({"state": before}, {"state": found.state}, why)
    record(actor, f"{transition.label}数据库调整", _subject(found), change)


def _told(line: AdjustmentLine) -> dict[str, str]:
    return {"firm": line.firm, "move": line.move, "rating": line.rating}


def _subject(found: Adjustment) -> Subject:
    return Subject("数据库年度调整", str(found.pk), str(found), found.region)
