"""Moves titles: a firm enters the pipeline, applies, is recognised or not; a title is revoked."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from duixian.office.audit.services.record import Change, record
from duixian.office.common.actor import Actor
from duixian.office.common.answers import No, RefusedError, demand
from duixian.office.registry.applying import Origin
from duixian.office.registry.enums import TITLES
from duixian.office.registry.models import Enterprise, Record
from duixian.office.registry.permissions import may_write
from duixian.office.registry.putting import Putting
from duixian.office.registry.sheets import RECOGNITIONS
from duixian.office.registry.subjects import subject_of_title
from duixian.office.registry.titles import IN_PIPELINE
from duixian.office.registry.values import Kept


@dataclass(frozen=True, slots=True)
class Candidate:
    """A firm that is being prepared for a title, since a day, and why."""

    firm: str
    kind: str
    honour: str
    level: str
    day: date
    why: str


def enter_candidate(actor: Actor, given: Candidate) -> Record:
    """The firm is in the pipeline for a title; RefusedError where it cannot be."""
    demand(may_write(actor, actor.region))
    if not given.why.strip():
        raise RefusedError(No("请写明列入储备库的理由"))
    firm = Enterprise.objects.filter(region=actor.region, code=given.firm).first()
    if firm is None:
        raise RefusedError(No(f"本区档案里没有信用代码为 {given.firm} 的企业"))
    with transaction.atomic():
        own = Record.objects.select_for_update().filter(
            region=actor.region, sheet=RECOGNITIONS, firm=given.firm
        )
        for row in own:
            same = row.values.get("title") == given.honour
            if same and row.values.get("status") in IN_PIPELINE:
                raise RefusedError(No(f"{firm} 已在「{given.honour}」的储备库里"))
        day = given.day.isoformat()
        key = f"储备 {given.honour} {day} {given.firm}"
        values: dict[str, Kept] = {"id": key, "firm": given.firm, "project_id": "无"}
        values |= {"kind": given.kind, "title": given.honour, "level": given.level}
        values |= {"recognised_on": day, "status": "储备"}
        putting = Putting(actor, actor.region, Origin("储备库", given.day), given.why)
        made = putting.put(RECOGNITIONS, key, given.firm, values)
        told = Change(after={"title": given.honour, "status": "储备"}, reason=given.why)
        record(actor, "列入储备库", subject_of_title(made), told)
    return made


def move_title(actor: Actor, number: int, verb: str, on: date, why: str) -> Record:
    """One step of the table `TITLES` on a day, with its reason; the day becomes that of the row."""
    demand(may_write(actor, actor.region))
    if not why.strip():
        raise RefusedError(No("请写明依据，如文件名称和文号"))
    with transaction.atomic():
        rows = Record.objects.select_for_update().filter(region=actor.region, sheet=RECOGNITIONS)
        row = rows.filter(pk=number).first()
        if row is None:
            raise RefusedError(No("没有这项称号", hidden=True))
        before = str(row.values.get("status", ""))
        demand(TITLES.may(before, verb))
        _later(row, on)
        transition = TITLES.transition(verb)
        code = "revoked_on" if verb == "revoke" else "recognised_on"
        putting = Putting(actor, actor.region, Origin(why[:200], on), why)
        after: dict[str, Kept] = {"status": transition.target, code: on.isoformat()}
        putting.change(row, after)
        told = Change({"status": before}, after, why)
        record(actor, transition.label, subject_of_title(row), told)
    return row


def _later(row: Record, on: date) -> None:
    since = str(row.values.get("recognised_on", ""))
    if on.isoformat() < since:
        raise RefusedError(No(f"日期早于这一行的日期 {since}"))
