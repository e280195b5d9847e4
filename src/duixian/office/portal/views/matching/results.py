"""What a finished run found, as its page shows it."""

from typing import Any

from duixian.office.matching.models import Run
from duixian.office.matching.summary import Line, Summary, summary_of
from duixian.office.matching.telling import source_of
from duixian.office.notices.selectors import told_of
from duixian.office.portal.views.matching.bars import SHOWN, barred, stacked
from duixian.rulebook.assessment import Verdict
from duixian.rulebook.explain.names import VERDICTS

_TOP = 15


def results(run: Run) -> dict[str, Any]:
    """Tiles, measures and towns with bars, what is missing most, near misses."""
    summary = summary_of(run)
    return {
        "summary": summary,
        "tiles": [(each.value, VERDICTS[each], summary.whole.tally(each)) for each in SHOWN],
        "others": _others(summary.whole),
        "stacked": stacked(summary.whole),
        "measures": barred(sorted(filter(_pays, summary.measures), key=_most)),
        "unpaid": [each for each in summary.measures if not _pays(each)],
        "towns": barred(sorted(summary.towns, key=_most)),
        "missing": summary.missing[:_TOP],
        "near_firms": _near(summary),
        "told": told_of(source_of(run)) if run.announced_at else None,
    }


def _others(whole: Line) -> list[tuple[str, str, int]]:
    verdicts = (each for each in reversed(Verdict) if each not in SHOWN)
    return [(each.value, VERDICTS[each], whole.tally(each).rows) for each in verdicts]


def _near(summary: Summary) -> int:
    return sum(each.rows for each in summary.near)


def _pays(line: Line) -> bool:
    """Whether any row of the line is or may yet be paid."""
    return any(line.tally(each).rows for each in SHOWN)


def _most(line: Line) -> tuple[int, int, tuple[str, ...]]:
    """What pays most comes first."""
    granted, pending = line.tally(Verdict.GRANTED), line.tally(Verdict.PENDING)
    return -granted.low, -(pending.high or pending.low), line.key
