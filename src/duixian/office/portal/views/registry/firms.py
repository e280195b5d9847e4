"""Search, and a firm's file: for staff of the region, and for the firm itself."""

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from duixian.office.matching.selectors import latest_readable
from duixian.office.people.enums import OrganisationKind, Privilege
from duixian.office.people.selectors import organisations_of
from duixian.office.portal.access import Needs, opened
from duixian.office.portal.looking_day import looking_day
from duixian.office.portal.requests import PortalRequest, acting
from duixian.office.portal.views.errors import Trouble, troubled
from duixian.office.portal.views.registry.forms import SearchForm
from duixian.office.registry.credit_check import credit_check
from duixian.office.registry.credit_list import credit_of_firm
from duixian.office.registry.filing import file_of, told_rows
from duixian.office.registry.finding import Search, search
from duixian.office.registry.first_reviewer import first_reviewer_of
from duixian.office.registry.history import history_of
from duixian.office.registry.models import Enterprise
from duixian.office.registry.permissions import may_write
from duixian.office.registry.selectors import (
    corrections_of,
    enterprise,
    own_enterprise,
    withdrawn_of,
)
from duixian.office.registry.services.log_reading import log_reading
from duixian.office.registry.sheets import industries

_NO_FILE = Trouble(
    "还没有贵单位的档案",
    "区里导入的企业资料里没有贵单位。",
    "请所在街镇、园区或区经委导入；没有档案也可以先做政策体检。",
)
_TOWNS = (OrganisationKind.TOWN, OrganisationKind.PARK)


@opened(Needs(Privilege.READ_REGISTRY))
@require_safe
def search_firms(request: HttpRequest) -> HttpResponse:
    """Firms of the region by name, code, initials, town and industry."""
    actor = acting(cast("PortalRequest", request))
    towns = organisations_of(actor.region).filter(kind__in=_TOWNS).values_list("name", flat=True)
    form = SearchForm(list(towns), industries(), request.GET)
    wanted = Search(**form.cleaned_data) if form.is_valid() else Search()
    found = search(actor.region, wanted, request.GET.get("after", ""))
    kept = {name: request.GET.get(name, "") for name in form.fields}
    shown = {
        "form": form,
        "found": found,
        "next": urlencode(kept | {"after": found.after}),
        "first": urlencode(kept),
        "is_later": bool(request.GET.get("after")),
        "is_narrowed": any(kept.values()),
    }
    return render(request, "portal/registry/search.html", shown)


@opened(Needs(Privilege.READ_REGISTRY))
@require_http_methods(["GET", "HEAD", "POST"])
def firm_file(request: HttpRequest, code: str) -> HttpResponse:
    """A firm's file; sensitive values are shown on demand (POST), which is written down."""
    actor = acting(cast("PortalRequest", request))
    firm = enterprise(actor, code)
    reveal = request.method == "POST"
    file = file_of(firm, reveal=reveal)
    if reveal:
        log_reading(actor, firm, "查看敏感信息", list(file.sensitive))
    shown = {"file": file, "reveal": reveal, "changes": history_of(firm), "own": False}
    shown |= {"first_reviewer": first_reviewer_of(firm)}
    shown |= _credit(firm)
    shown |= {"withdrawn": told_rows(withdrawn_of(firm))}
    shown |= {"may_write": bool(may_write(actor, firm.region))}
    shown |= {"matched": latest_readable(actor)}
    return render(request, "portal/registry/file.html", shown)


@opened(Needs(Privilege.READ_OWN_FILE))
@require_safe
def own_file(request: HttpRequest) -> HttpResponse:
    """The file of the firm for which somebody acts, all of it."""
    actor = acting(cast("PortalRequest", request))
    if own_enterprise(actor) is None:
        return troubled(request, _NO_FILE, 404)
    firm = enterprise(actor, actor.firm)
    shown = {
        "file": file_of(firm, reveal=True),
        "reveal": True,
        "changes": history_of(firm),
        "corrections": corrections_of(firm),
        "first_reviewer": first_reviewer_of(firm),
        "own": True,
    } | _credit(firm)
    return render(request, "portal/registry/file.html", shown)


def _credit(firm: Enterprise) -> dict[str, Any]:
    """What is known of a firm's credit on the day that pages look at."""
    day = looking_day()
    return {
        "day": day,
        "credit": credit_check(firm.region, [firm.code], day)[firm.code],
        "credit_lines": credit_of_firm(firm.region, firm.code, day),
    }
