"""A policy with its measures in plain Chinese, and one measure with all that belongs to it."""

from functools import lru_cache

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from duixian.office.library.catalogue import Entry, entries
from duixian.office.library.examples import examples
from duixian.office.library.needed import needed
from duixian.office.library.selectors import Shelf, interpretations_of
from duixian.office.portal.access import Public, opened
from duixian.office.portal.looking_day import looking_day
from duixian.office.portal.views.policies.found import (
    Found,
    measure_or_404,
    policy_or_404,
)
from duixian.office.portal.views.policies.kept import kept
from duixian.rulebook.assessment import Finding, Stage
from duixian.rulebook.explain.notes import note_words
from duixian.rulebook.views.describe import describe

_OPEN = Public("已发布的政策对所有人公开")
_KEPT = 2048
"""How many measures a process keeps as finished text, some 30 kB each."""


@opened(_OPEN)
@require_safe
@kept
def policy(request: HttpRequest, number: str) -> HttpResponse:
    """What the policy promises, to whom, until when, and from which version that is read."""
    found = policy_or_404(number)
    own = [each for each in entries([found.shelf]) if each.policy is found.policy]
    today = looking_day()
    shown = {
        "found": found,
        "entries": [(each, _out_of_force(each, found)) for each in own],
        "readings": interpretations_of(number),
        "in_force": found.policy.term.start <= today <= (found.policy.term.end or today),
        "today": today,
    }
    return render(request, "portal/policies/policy.html", shown)


@opened(_OPEN)
@require_safe
@kept
def measure(request: HttpRequest, number: str, code: str) -> HttpResponse:
    """Conditions, amounts, examples, what to prepare, procedure, contact, readings."""
    found = policy_or_404(number)
    one = measure_or_404(found, code)
    entry = next(each for each in entries([found.shelf]) if each.measure is one)
    readings = [each for each in interpretations_of(number) if each.measure in {"", code}]
    shown = {
        "found": found,
        "entry": entry,
        "out_of_force": _out_of_force(entry, found),
        "today": looking_day(),
        "readings": readings,
        "body": _body(found.shelf, number, code),
    }
    return render(request, "portal/policies/measure.html", shown)


def _out_of_force(entry: Entry, found: Found) -> str:
    """Why the measure is not law on the day looked at; "" when it is."""
    note, about = entry.force.against(looking_day())
    if not note:
        return ""
    finding = Finding(Stage.FORCE, holds=False, note=note, about=about)
    return note_words(finding, found.shelf.library)


@lru_cache(maxsize=_KEPT)
def _body(shelf: Shelf, number: str, code: str) -> SafeString:
    """The part of the page that only the version decides."""
    library = shelf.library
    known, one = library.policy(number), library.measure(number, code)
    if known is None or one is None:
        raise KeyError(number, code)
    shown = {
        "sections": describe(one, known),
        "examples": examples(shelf, known, one),
        "needed": needed(one, known, library),
        "described": one.described,
    }
    return render_to_string("portal/policies/measure_body.html", shown)
