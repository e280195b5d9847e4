"""Brings the vocabulary and the catalogues that the program ships with into the site."""

import re
from datetime import date

from django.db import transaction

from duixian.intake.library_folder import FACTS, LIBRARY, library_texts
from duixian.office.audit.services.record import Change, Subject, record
from duixian.office.common.actor import System
from duixian.office.library.models import Foundation
from duixian.office.library.selectors import regions, versions_of
from duixian.office.library.texts import digest, files_of
from duixian.rulebook.library.reading import read_library

_ORDER = re.compile(r"^policies:\n(?: +- .*\n)*", re.MULTILINE)
"""The order of the shipped policies, which need not be those of the site."""


def lay_foundation(day: date) -> Foundation:
    """The shared ground from that day on; nothing is done where it is in use already.

    ValueError where a published policy could not be read with it.
    """
    texts, _ = library_texts()
    facts, catalogues = texts[FACTS], _ORDER.sub("", texts[LIBRARY])
    sha256 = digest(facts, catalogues)
    with transaction.atomic():
        last = Foundation.objects.last()
        if last is not None and last.sha256 == sha256:
            return last
        made = Foundation(since=day, facts=facts, catalogues=catalogues, sha256=sha256)
        _refuse_unreadable(made)
        made.save(force_insert=True)
        subject = Subject("词汇和目录", str(made.pk), str(made), "")
        before = {"sha256": last.sha256} if last else {}
        record(System(), "启用词汇和目录", subject, Change(before, {"sha256": sha256}))
    return made


def _refuse_unreadable(foundation: Foundation) -> None:
    for region in regions(foundation.since):
        library, problems = read_library(
            files_of(foundation, versions_of(region, foundation.since))
        )
        if library is None:
            raise ValueError("；".join(problem.sentence for problem in problems))
