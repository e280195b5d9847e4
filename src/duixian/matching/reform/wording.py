"""What differs between the versions in words, and what a reader must know before the figures."""

from collections.abc import Iterator, Sequence
from datetime import date

from duixian.matching.reform.pairing import Pair
from duixian.matching.reform.versions import Version
from duixian.rulebook.expression.figures import day
from duixian.rulebook.policy.model import Policy
from duixian.rulebook.views.changes import measure_changes


def changes_of(pairs: Sequence[Pair], base: Version, reform: Version) -> tuple[str, ...]:
    """A sentence for each measure that is new, gone or says something else."""
    return tuple(_changes(pairs, base, reform))


def _changes(pairs: Sequence[Pair], base: Version, reform: Version) -> Iterator[str]:
    for pair in pairs:
        if pair.base is None:
            yield f"{pair.told}：新增"
        elif pair.reform is None:
            yield f"{pair.told}：取消"
        else:
            left, right = _policy(base, pair.base.policy), _policy(reform, pair.reform.policy)
            found = measure_changes(pair.base, left, pair.reform, right)
            if found:
                yield f"{pair.told}：{'；'.join(change.sentence for change in found)}"


def _policy(version: Version, code: str) -> Policy:
    found = version.library.policy(code)
    if found is None:
        raise KeyError(code)
    return found


def out_of_force(side: str, version: Version, on: date) -> Iterator[str]:
    """A sentence for each policy of the side that is not in force on the day."""
    for policy in version.compared:
        term = policy.term
        if on < term.start or (term.end is not None and on > term.end):
            until = day(term.end) if term.end else "未定"
            yield (
                f"{side} {policy.code} 在{day(on)}不在有效期内（{day(term.start)}至{until}），"
                "只有法律日在有效期内的事项才有结论"
            )
