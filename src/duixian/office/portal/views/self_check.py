"""政策体检: the form, its result beside it, the same result as a page and as PDF.

Nothing of an anonymous visitor is stored: the answers travel in the form itself.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from duixian.office.common.actor import Actor
from duixian.office.common.answers import No, RefusedError, demand
from duixian.office.library.selectors import library_of, regions
from duixian.office.people.enums import Privilege
from duixian.office.portal.access import Needs, Public, opened
from duixian.office.portal.looking_day import looking_day
from duixian.office.portal.requests import PortalRequest, acting
from duixian.office.registry.dossiers import dossier_of
from duixian.office.registry.selectors import own_enterprise
from duixian.office.self_check import names
from duixian.office.self_check.checking import check
from duixian.office.self_check.form import answers_in, row_change, with_rows
from duixian.office.self_check.ground import Ground, ground_of
from duixian.office.self_check.permissions import may_keep_draft
from duixian.office.self_check.reading import UNKNOWN_FIRM, Answers
from duixian.office.self_check.selectors import draft_of
from duixian.office.self_check.services.discard_draft import discard_draft
from duixian.office.self_check.services.save_draft import save_draft
from duixian.paper.assessment_paper import assessment_paper
from duixian.paper.assessment_report import report_of
from duixian.paper.official.pdf import pdf
from duixian.rulebook.dossier import Dossier

_WHY = Public("访客不留名、不留资料就能自测")


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a request is about: who asks, in which district and on which day.

    `regions` are the districts to choose from; a firm has its own.
    """

    actor: Actor | None
    ground: Ground
    region: str
    regions: list[str]
    days_wrong: str
    known: Dossier

    @property
    def name(self) -> str:
        """The firm as it is called in the report."""
        return self.actor.organisation_name if self.actor and self.actor.firm else "本企业"


@opened(_WHY)
@require_http_methods(["GET", "HEAD", "POST"])
def self_check(plain: HttpRequest) -> HttpResponse:
    """The form with its result; a draft is where a firm goes on."""
    request = cast("PortalRequest", plain)
    asked = _asked(request)
    if request.method == "GET":
        draft = draft_of(asked.actor)
        return _page(request, asked, draft.answers if draft else {})
    answers = _changed(_answers(request, asked), asked, request.POST)
    if "save" in request.POST:
        demand(may_keep_draft(asked.actor))
        save_draft(acting(request), answers)
        messages.success(request, "已保存，下次登录后可以接着填。")
    return _page(request, asked, answers)


@opened(Needs(Privilege.CHECK_OWN))
@require_POST
def self_check_discard(plain: HttpRequest) -> HttpResponse:
    """Begin again without the draft."""
    discard_draft(acting(cast("PortalRequest", plain)))
    return redirect("self-check")


@opened(_WHY)
@require_POST
def self_check_paper(plain: HttpRequest) -> HttpResponse:
    """The result as PDF; like the page, it is not stored."""
    request = cast("PortalRequest", plain)
    asked = _asked(request)
    found = check(_answers(request, asked), asked.ground, asked.known, asked.name)
    names = {found.assessment.firm: asked.name}
    report = report_of([found.assessment], asked.ground.library, names)
    file = pdf(assessment_paper(report, asked.name))
    named = f'attachment; filename="report-{asked.ground.on}.pdf"'
    return HttpResponse(file, "application/pdf", headers={"Content-Disposition": named})


def _asked(request: PortalRequest) -> _Asked:
    sent = request.POST if request.method == "POST" else request.GET
    today = timezone.localdate()
    open_ones = regions(today)
    region = _region(request.actor, sent.get("region", ""), open_ones)
    on, wrong = _day(sent.get("on", ""), looking_day())
    ground = ground_of(library_of(region, today), region, on)
    firm = own_enterprise(request.actor)
    known = dossier_of(firm, on) if firm else UNKNOWN_FIRM
    choices = [region] if _is_firm(request.actor) else open_ones
    return _Asked(request.actor, ground, region, choices, wrong, known)


def _is_firm(actor: Actor | None) -> bool:
    return actor is not None and bool(actor.firm)


def _region(actor: Actor | None, wanted: str, open_ones: list[str]) -> str:
    """A firm's own district; for everybody else the one they chose, or the first there is."""
    own = actor.region if actor is not None else ""
    chosen = own if _is_firm(actor) else wanted or own
    if not chosen and open_ones:
        return open_ones[0]
    if chosen not in open_ones:
        raise RefusedError(No("这个地区还没有发布政策", hidden=True))
    return chosen


def _day(text: str, usual: date) -> tuple[date, str]:
    if not text:
        return usual, ""
    try:
        return date.fromisoformat(text), ""
    except ValueError:
        return usual, f"“{text[:20]}”不是日期，已按 {usual.isoformat()} 计算"


def _answers(request: PortalRequest, asked: _Asked) -> dict[str, str]:
    sent = {name: str(text) for name, text in request.POST.items()}
    return answers_in(sent, asked.ground.library.vocabulary)


def _changed(answers: dict[str, str], asked: _Asked, sent: QueryDict) -> dict[str, str]:
    """The answers after a row was added or taken away."""
    change = row_change(sent.get("row", ""))
    subjects = asked.ground.library.vocabulary.subjects
    subject = next((each for each in subjects if change and each.code == change.subject), None)
    if change is None or (subject is None and change.subject != names.AWARD):
        return answers
    return with_rows(answers, subject, change)


def _page(request: PortalRequest, asked: _Asked, answers: Answers) -> HttpResponse:
    found = check(answers, asked.ground, asked.known, asked.name)
    shown: dict[str, Any] = {
        "checked": found,
        "result": found.result,
        "ground": asked.ground,
        "region": asked.region,
        "regions": asked.regions,
        "known": asked.known if asked.known is not UNKNOWN_FIRM else None,
        "days_wrong": asked.days_wrong,
        "answered": len(answers),
        "may_keep": bool(may_keep_draft(asked.actor)),
    }
    if request.htmx:
        return render(request, "portal/self_check/result.html", shown)
    status = 422 if found.has_errors else 200
    return render(request, "portal/self_check/self_check.html", shown, status=status)
