"""Does every check of a year, and holds what it found against what was accepted in writing."""

from collections.abc import Mapping
from dataclasses import replace

from duixian.fund.model.records import Silence
from duixian.fund.ties.finding import Finding, Stand, Tie
from duixian.fund.ties.registry import TIES
from duixian.fund.work.book import Book
from duixian.rulebook.problems import Severity


def check_year(book: Book) -> tuple[Finding, ...]:
    """Everything that does not tie, errors first; what was accepted in writing says so.

    An acceptance that fits no finding is itself a finding.
    """
    accepted = {(each.check, each.about): each for each in book.year.silences}
    found = [_with(each, tie, accepted) for tie in TIES for each in tie.look(book)]
    used = {(each.check, each.about) for each in found}
    found += [_idle(silence) for key, silence in accepted.items() if key not in used]
    order = list(Severity)
    return tuple(sorted(found, key=lambda each: order.index(each.severity)))


def _with(finding: Finding, tie: Tie, accepted: Mapping[tuple[str, str], Silence]) -> Finding:
    silence = accepted.get((finding.check, finding.about))
    return replace(finding, accepted=silence, remedy=tie.remedy)


def _idle(silence: Silence) -> Finding:
    return Finding(
        Severity.WARNING,
        "接受的发现",
        f"{silence.check} {silence.about}",
        Stand(silence.because, str(silence.place)),
        Stand("没有发现", silence.check),
        "没有这个发现",
        f"「{silence.check}」关于「{silence.about}」已没有发现",
        remedy="从 accepted 删去这一条",
    )
