"""An officer judges a correction; accepted, it changes the row, with its source and history."""

from django.db import transaction
from django.utils import timezone

from duixian.office.audit.services.record import Change, Subject, record
from duixian.office.common.actor import Actor
from duixian.office.common.answers import No, RefusedError, demand
from duixian.office.notices.services.tell import Note, tell
from duixian.office.people.selectors import organisation_of
from duixian.office.registry.comparing import Changed
from duixian.office.registry.enums import CORRECTIONS
from duixian.office.registry.history import told_correction
from duixian.office.registry.models import Correction, Record, RecordChange
from duixian.office.registry.permissions import may_judge
from duixian.office.registry.searching import update_enterprise
from duixian.office.registry.sheets import FIRM_SHEET, sheets


def judge_correction(actor: Actor, number: int, verb: str, answer: str) -> Correction:
    """Accept or reject (`verb`) with an answer; RefusedError where it may not or cannot be."""
    with transaction.atomic():
        rows = Correction.objects.select_for_update(of=("self",)).select_related("enterprise")
        correction = rows.filter(pk=number, enterprise__region=actor.region).first()
        if correction is None:
            raise RefusedError(No("没有这项更正", hidden=True))
        demand(may_judge(actor, correction))
        demand(CORRECTIONS.may(correction.state, verb))
        if verb == "reject" and not answer.strip():
            raise RefusedError(No("不予采纳要写明理由，企业会看到"))
        if verb == "accept":
            _apply(actor, correction)
        transition = CORRECTIONS.transition(verb)
        before, correction.state = correction.state, transition.target
        correction.judged_by_name, correction.judged_at = actor.name, timezone.now()
        correction.answer = answer
        correction.save()
        subject = Subject("更正", str(number), str(correction), actor.region)
        states = Change({"state": before}, {"state": transition.target}, answer)
        record(actor, f"{transition.label}更正", subject, states)
        _answer(actor, correction)
    return correction


def _answer(actor: Actor, correction: Correction) -> None:
    """The firm hears of it, where it has people here."""
    firm = organisation_of(correction.enterprise.region, correction.enterprise.code)
    if firm is None:
        return
    told = told_correction(correction)
    text = (
        f"提出更正：{told['sheet']} {told['fact']}，{told['before']} → {told['after']}。\n\n"
        f"{correction.get_state_display()}。{correction.answer}\n\n"
        "现在的值、来源和变更历史见“本企业档案”。"
    )
    title = f"更正{correction.get_state_display()}：{told['fact']}"
    tell(actor, firm, Note(f"correction-{correction.pk}", title, text))


def _apply(actor: Actor, correction: Correction) -> None:
    """Change the row, if its value is still the one the firm spoke of."""
    firm, fact = correction.enterprise, correction.fact
    row = Record.objects.select_for_update().get(
        region=firm.region, sheet=correction.sheet, key=correction.key
    )
    old = dict(row.values)
    if {"value": old[fact]} != correction.before if fact in old else correction.before != {}:
        raise RefusedError(No("提出之后这个值已经变了，请不予采纳并说明现在的值"))
    row.values.pop(fact, None)
    if correction.after:
        row.values[fact] = correction.after["value"]
    row.origins[fact] = [f"企业更正（{actor.name}采纳）", timezone.localdate().isoformat()]
    row.save(update_fields=["values", "origins"])
    RecordChange.objects.create(
        record=row,
        by=actor.user,
        by_name=actor.name,
        why=f"采纳企业更正：{correction.why}",
        before={fact: old.get(fact)},
        after={fact: row.values.get(fact)},
    )
    if correction.sheet == FIRM_SHEET:
        change = Changed(sheets()[FIRM_SHEET], row.key, old, row.values, (fact,))
        update_enterprise(firm.region, change)
