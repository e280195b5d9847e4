"""A firm says that a value of its file is another, and gives evidence."""

from dataclasses import dataclass

from django.db import transaction

from duixian.intake.workbook.cells import UNKNOWN
from duixian.intake.workbook.values import Expected, exact_value
from duixian.office.audit.services.record import Change, Subject, record
from duixian.office.common.actor import Actor
from duixian.office.common.answers import No, RefusedError, demand
from duixian.office.registry.enums import CorrectionState
from duixian.office.registry.files import Upload, keep
from duixian.office.registry.history import told_correction
from duixian.office.registry.models import Correction, Enterprise, Record
from duixian.office.registry.permissions import may_correct
from duixian.office.registry.sheets import Sheet, sheets
from duixian.office.registry.values import Kept, kept
from duixian.office.registry.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class Proposal:
    """Which value of which row should be what (未知: it is not known), and why."""

    sheet: str
    key: str
    fact: str
    written: str
    why: str


def propose_correction(
    actor: Actor, firm: Enterprise, proposal: Proposal, evidence: Upload | None
) -> Correction:
    """The correction that waits; RefusedError says what cannot be proposed."""
    demand(may_correct(actor, firm))
    row = Record.objects.filter(
        region=firm.region, firm=firm.code, sheet=proposal.sheet, key=proposal.key
    ).first()
    if row is None:
        raise RefusedError(No("本企业档案里没有这一行", hidden=True))
    sheet = sheets()[proposal.sheet]
    after = _read(sheet, proposal)
    before = row.values.get(proposal.fact)
    if before == after:
        raise RefusedError(No("更正前后相同，没有要改的"))
    if Correction.objects.filter(
        enterprise=firm,
        sheet=sheet.code,
        key=row.key,
        fact=proposal.fact,
        state=CorrectionState.PROPOSED,
    ).exists():
        raise RefusedError(No("这个值已有一项待处理的更正，请等经办答复"))
    with transaction.atomic():
        made = Correction.objects.create(
            enterprise=firm,
            sheet=sheet.code,
            key=row.key,
            fact=proposal.fact,
            before=_held(before),
            after=_held(after),
            why=proposal.why,
            evidence=keep([evidence]) if evidence else "",
            evidence_name=(evidence.name or "")[:300] if evidence else "",
            state=CorrectionState.PROPOSED,
            by=actor.user,
            by_name=actor.name,
        )
        subject = Subject("更正", str(made.pk), str(made), firm.region)
        told = told_correction(made)
        change = Change({"value": told["before"]}, {"value": told["after"]}, proposal.why)
        record(actor, "提出更正", subject, change)
    return made


def correctable(sheet: Sheet) -> list[str]:
    """The values of a sheet that can be corrected: not those that tell rows apart."""
    fixed = {*sheet.identity, sheet.owner}
    return [code for code, column in sheet.columns.items() if column.fact.name not in fixed]


def _read(sheet: Sheet, proposal: Proposal) -> Kept | None:
    if proposal.fact not in correctable(sheet):
        raise RefusedError(No("这一项用来识别这一行，不能更正；请联系经办重新登记"))
    if proposal.written.strip() == UNKNOWN:
        return None
    column = sheet.columns[proposal.fact]
    value = exact_value(proposal.written, column, vocabulary().units)
    if isinstance(value, Expected):
        what = f"「{proposal.written}」不能作为「{column.title}」：应为{value.text}"
        raise RefusedError(No(what))
    return kept(value)


def _held(value: Kept | None) -> dict[str, Kept]:
    return {} if value is None else {"value": value}
