"""Signs how a clause is read: numbered within the district and year, dated, never edited."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from duixian.office.audit.services.record import Change, record
from duixian.office.common.actor import Actor
from duixian.office.common.answers import No, RefusedError, demand
from duixian.office.library.models import Foundation, Interpretation
from duixian.office.library.permissions import may_interpret
from duixian.office.library.selectors import foundation_of, library_of
from duixian.office.library.subjects import subject_of_reading


@dataclass(frozen=True, slots=True)
class Reading:
    """A question about a measure (or with `measure` empty a policy), and how it is answered.

    `replaces` is the key of an earlier reading of the same policy, or None.
    """

    policy: str
    measure: str
    question: str
    answer: str
    replaces: int | None = None


def sign_interpretation(actor: Actor, reading: Reading) -> Interpretation:
    """The signed reading; RefusedError where the actor may not, or it is about nothing known."""
    demand(may_interpret(actor, actor.region))
    today = timezone.localdate()
    with transaction.atomic():
        # One signature at a time, so that numbers have no gaps and none is given twice.
        Foundation.objects.select_for_update().get(pk=foundation_of(today).pk)
        replaced = _replaced(actor, reading)
        rows = Interpretation.objects.filter(region=actor.region, year=today.year)
        last = rows.aggregate(last=Max("serial"))["last"] or 0
        made = Interpretation.objects.create(
            region=actor.region,
            policy=reading.policy,
            measure=reading.measure,
            year=today.year,
            serial=last + 1,
            question=reading.question,
            answer=reading.answer,
            signed_on=today,
            signed_by_id=actor.user,
            signature=f"{actor.organisation_name} {actor.name}",
            replaces=replaced,
        )
        before = {"answer": replaced.answer} if replaced else {}
        change = Change(before, {"answer": made.answer}, made.question)
        record(actor, "签发解释口径", subject_of_reading(made), change)
    return made


def _replaced(actor: Actor, reading: Reading) -> Interpretation | None:
    """The reading that is replaced; RefusedError where something named is not there."""
    library = library_of(actor.region, timezone.localdate())
    if library.policy(reading.policy) is None:
        raise RefusedError(No(f"本区没有发布 {reading.policy}"))
    if reading.measure and library.measure(reading.policy, reading.measure) is None:
        raise RefusedError(No(f"{reading.policy} 没有措施 {reading.measure}"))
    if reading.replaces is None:
        return None
    old = Interpretation.objects.filter(
        pk=reading.replaces, region=actor.region, policy=reading.policy
    ).first()
    if old is None:
        raise RefusedError(No("没有要替代的这条口径", hidden=True))
    if hasattr(old, "replaced_by"):
        raise RefusedError(No(f"{old}已被{old.replaced_by}替代"))
    return old
