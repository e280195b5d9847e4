"""Corrections: a firm proposes them, an officer judges them."""

from typing import cast

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from duixian.office.common.answers import No, RefusedError
from duixian.office.people.enums import Privilege
from duixian.office.people.permissions import may
from duixian.office.portal.access import Needs, opened
from duixian.office.portal.requests import PortalRequest, acting
from duixian.office.portal.views.registry.forms import CorrectionForm
from duixian.office.registry.files import first_of
from duixian.office.registry.filing import told_value
from duixian.office.registry.history import waiting_in
from duixian.office.registry.selectors import (
    correction_of,
    enterprise,
    records_of,
)
from duixian.office.registry.services.judge_correction import judge_correction
from duixian.office.registry.services.log_reading import log_reading
from duixian.office.registry.services.propose_correction import Proposal, propose_correction
from duixian.office.registry.sheets import sheets

_READS, _JUDGES = Needs(Privilege.READ_INTAKE), Needs(Privilege.JUDGE_CORRECTION)


@opened(Needs(Privilege.CORRECT_OWN_FILE))
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest) -> HttpResponse:
    """The form for one value of one's own file, named by sheet, key and fact."""
    actor = acting(cast("PortalRequest", request))
    firm = enterprise(actor, actor.firm)
    sheet, key, fact = (request.GET.get(name, "") for name in ("sheet", "key", "fact"))
    row = records_of(firm).filter(sheet=sheet, key=key).first()
    if row is None:
        raise RefusedError(No("本企业档案里没有这一行", hidden=True))
    column = sheets()[sheet].columns.get(fact)
    value = column.fact if column else None
    form = CorrectionForm(value, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        proposal = Proposal(sheet, key, fact, given["written"], given["why"])
        try:
            propose_correction(actor, firm, proposal, given["evidence"])
        except RefusedError as refused:
            form.add_error("written", refused.answer.because)
        else:
            messages.success(request, "更正已提出，经办处理后会在本页答复。")
            return redirect("own-file")
    shown = {"form": form, "value": told_value(row, fact)}
    failed = request.method == "POST"
    return render(request, "portal/registry/propose.html", shown, status=422 if failed else 200)


@opened(_READS)
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """Corrections that wait for an answer."""
    actor = acting(cast("PortalRequest", request))
    shown = {
        "waiting": waiting_in(actor.region),
        "may_judge": bool(may(actor, Privilege.JUDGE_CORRECTION)),
    }
    return render(request, "portal/registry/corrections.html", shown)


@opened(_JUDGES)
@require_POST
def judge(request: HttpRequest, number: int) -> HttpResponse:
    """Accept or reject."""
    verb = "accept" if "accept" in request.POST else "reject"
    answer = request.POST.get("answer", "")[:500]
    judged = judge_correction(acting(cast("PortalRequest", request)), number, verb, answer)
    messages.success(request, f"{judged.get_state_display()}：{judged}")
    return redirect("corrections")


@opened(_READS)
@require_safe
def evidence(request: HttpRequest, number: int) -> FileResponse:
    """The proof that came with a correction, to be kept by whoever asks; written down."""
    actor = acting(cast("PortalRequest", request))
    correction = correction_of(actor.region, number)
    if not correction.evidence:
        raise RefusedError(No("这项更正没有附证明材料", hidden=True))
    log_reading(actor, correction.enterprise, "下载证明材料", [correction.evidence_name])
    file = first_of(correction.evidence)
    return FileResponse(file.open("rb"), as_attachment=True, filename=correction.evidence_name)
