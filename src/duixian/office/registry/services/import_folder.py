"""Brings whole files into the registry in one transaction, or nothing and all that is wrong."""

from collections.abc import Callable
from dataclasses import asdict, astuple
from pathlib import Path

from django.db import transaction

from duixian.office.audit.services.record import Change, Subject, record
from duixian.office.common.actor import Doer
from duixian.office.registry.applying import Origin, Writing
from duixian.office.registry.comparing import Counts, compared, digest
from duixian.office.registry.incoming import Incoming
from duixian.office.registry.locking import one_at_a_time
from duixian.office.registry.searching import add_enterprises, update_enterprises
from duixian.office.registry.sheets import FIRM_SHEET

Look = Callable[[Incoming, dict[str, Counts], str], None]
"""Is given the files, the counts and the digest of the difference before anything is written."""


def import_folder(
    doer: Doer, region: str, path: Path, origin: Origin, *, look: Look = lambda *_: None
) -> dict[str, Counts]:
    """The workbook or folder at `path` is in the registry, or BadFilesError and nothing is.

    `look` may stop it by raising. Who may do this is asked by those who call.
    """
    with transaction.atomic():
        # Two imports into one district run one after the other.
        one_at_a_time(region)
        with compared(path, region) as (incoming, counts):
            look(incoming, counts, digest(incoming, counts))
            writing = Writing(doer, region, origin, f"导入：{origin.source}")
            for sheet in incoming.sheets:
                writing.write(incoming, sheet)
            if incoming.has_rows(FIRM_SHEET):
                add_enterprises(incoming, region)
                update_enterprises(incoming, region)
        after = {code: asdict(each) for code, each in counts.items() if any(astuple(each))}
        subject = Subject("企业档案", path.name[:80], origin.source, region)
        record(doer, "导入企业资料", subject, Change(after=after, reason=origin.source))
    return counts
