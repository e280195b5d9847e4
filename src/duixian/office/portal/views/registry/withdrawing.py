"""One row of a file: withdrawing it where it is wrong, and restoring it."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from duixian.office.people.enums import Privilege
from duixian.office.portal.access import Needs, opened
from duixian.office.portal.requests import PortalRequest, acting
from duixian.office.registry.filing import told_row
from duixian.office.registry.selectors import row_of
from duixian.office.registry.services.withdraw_row import restore_row, withdraw_row
from duixian.office.registry.sheets import sheets

_WRITES = Needs(Privilege.WRITE_REGISTRY)


@opened(_WRITES)
@require_safe
def row(request: HttpRequest, number: int) -> HttpResponse:
    """The row, and the form that withdraws or restores it."""
    found = row_of(acting(cast("PortalRequest", request)).region, number)
    shown = {"row": found, "sheet": sheets()[found.sheet].name, "facts": told_row(found)}
    return render(request, "portal/registry/row.html", shown)


@opened(_WRITES)
@require_POST
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    """The row was wrong."""
    actor = acting(cast("PortalRequest", request))
    withdraw_row(actor, number, request.POST.get("why", "")[:400])
    messages.success(request, "已撤回；再导入同一行也不会回来，要恢复请在这里恢复。")
    return redirect("row", number)


@opened(_WRITES)
@require_POST
def restore(request: HttpRequest, number: int) -> HttpResponse:
    """The row was right after all."""
    actor = acting(cast("PortalRequest", request))
    restore_row(actor, number, request.POST.get("why", "")[:400])
    messages.success(request, "已恢复。")
    return redirect("row", number)
