"""A title was reviewed and is kept: one more row of recognition, from which its days count anew."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from duixian.office.audit.services.record import Change, record
from duixian.office.common.actor import Actor
from duixian.office.common.answers import No, RefusedError, demand
from duixian.office.registry.applying import Origin
from duixian.office.registry.models import Record
from duixian.office.registry.permissions import may_write
from duixian.office.registry.putting import Putting
from duixian.office.registry.sheets import RECOGNITIONS
from duixian.office.registry.subjects import subject_of_title
from duixian.office.registry.titles import RECOGNISED
from duixian.office.registry.values import Kept

_STAYS = (
    "firm",
    "project_id",
    "kind",
    "title",
    "level",
    "conformity_level",
    "is_demonstration",
    "issuer",
    "first_recognised_on",
)
"""What a review leaves as it was; batch and number of the list are those of the review."""


@dataclass(frozen=True, slots=True)
class Review:
    """On which day a review was passed, until when the title holds, when it is due again, why."""

    on: date
    valid_until: date | None
    next_review_on: date | None
    why: str


def review_title(actor: Actor, number: int, review: Review) -> Record:
    """The new row; RefusedError where the title is none, or the days do not follow each other."""
    demand(may_write(actor, actor.region))
    with transaction.atomic():
        rows = Record.objects.select_for_update().filter(region=actor.region, sheet=RECOGNITIONS)
        old = rows.filter(pk=number).first()
        if old is None:
            raise RefusedError(No("没有这项称号", hidden=True))
        wrong = list(_faults(old, review))
        if wrong:
            raise RefusedError(No("；".join(wrong)))
        key = f"{old.key[:250]} 复核 {review.on.isoformat()}"
        if Record.everything.filter(region=actor.region, sheet=RECOGNITIONS, key=key).exists():
            raise RefusedError(No("这一天的复核已经登记过"))
        putting = Putting(actor, actor.region, Origin(review.why[:200], review.on), review.why)
        made = putting.put(RECOGNITIONS, key, old.firm, {"id": key, **_values(old, review)})
        before = {"recognised_on": old.values.get("recognised_on", "")}
        change = Change(before, _days(review), review.why)
        record(actor, "登记复核通过", subject_of_title(made), change)
    return made


def _faults(old: Record, review: Review) -> Iterator[str]:
    if old.values.get("status") != RECOGNISED:
        yield f"只有“{RECOGNISED}”的称号才能复核"
    if not review.why.strip():
        yield "请写明依据，如文件名称和文号"
    if review.on.isoformat() <= str(old.values.get("recognised_on", "")):
        yield f"复核日期不晚于这一行的日期 {old.values['recognised_on']}"
    for word, day in (("有效期", review.valid_until), ("下次复核日期", review.next_review_on)):
        if day is not None and day <= review.on:
            yield f"{word}不晚于复核日期"


def _values(old: Record, review: Review) -> dict[str, Kept]:
    kept = {code: old.values[code] for code in _STAYS if code in old.values}
    return {**kept, **_days(review), "status": RECOGNISED, "is_first": False}


def _days(review: Review) -> dict[str, Kept]:
    """The days that are known; the others stay unknown."""
    days = {
        "recognised_on": review.on,
        "valid_until": review.valid_until,
        "next_review_on": review.next_review_on,
    }
    return {code: day.isoformat() for code, day in days.items() if day is not None}
