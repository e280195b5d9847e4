"""Two finished runs side by side: what measures pay, which firms get more and which get less.

A firm counts with what it can surely be paid: the low ends of its granted rows, without those that
something else may displace, as in the numbers of a run. Who got a sum and now waits for a review or
lacks data has not lost it: that is a kind of its own.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from duixian.office.matching.models import Run
from duixian.office.matching.rows import PAGE, opened
from duixian.office.matching.summary import Line, Tally, summary_of
from duixian.rulebook.assessment import Verdict


class Kind(StrEnum):
    """What became of a firm from the one run to the other."""

    ENTERING = "新得到"
    GAINING = "增加"
    OPENED = "转为待定"
    LOSING = "减少"
    LEAVING = "失去"


@dataclass(frozen=True, slots=True)
class Pair:
    """A measure in both runs: what is granted, before and after."""

    key: tuple[str, ...]
    title: str
    before: Tally
    after: Tally

    @property
    def difference(self) -> int:
        """How much more is surely paid, in fen."""
        return self.after.low - self.before.low

    @property
    def has_changed(self) -> bool:
        """Whether firms or sums are others."""
        return (self.before.firms, self.before.low) != (self.after.firms, self.after.low)


@dataclass(frozen=True, slots=True)
class Moved:
    """A firm whose sum differs, in fen; `open_rows` wait or lack data after."""

    firm: str
    name: str | None
    town: str | None
    kind: Kind
    before: int
    after: int
    open_rows: int

    @property
    def difference(self) -> int:
        """How much more, in fen."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class MovedPage:
    """A page of firms whose sums differ, and how many there are of each kind."""

    firms: tuple[Moved, ...]
    number: int
    pages: int
    counts: tuple[tuple[Kind, int, int], ...]  # kind, firms, difference in fen


_OF_FIRM = """
SELECT firm, ANY_VALUE(firm_name) AS name, ANY_VALUE(town) AS town,
  SUM(CASE WHEN verdict = 'granted' AND NOT contested THEN low ELSE 0 END) AS paid,
  COUNT(*) FILTER (verdict IN ('pending', 'unknown')) AS waiting
FROM {rows} WHERE NOT forecast GROUP BY firm
"""
_MOVED = f"""
CREATE TEMP TABLE moved AS
SELECT *, CASE
    WHEN after > before THEN CASE WHEN before = 0 THEN '{Kind.ENTERING}' ELSE '{Kind.GAINING}' END
    WHEN waits > waited THEN '{Kind.OPENED}'
    WHEN after = 0 THEN '{Kind.LEAVING}' ELSE '{Kind.LOSING}' END AS kind
FROM (
  SELECT COALESCE(a.firm, b.firm) AS firm, COALESCE(b.name, a.name) AS name,
    COALESCE(b.town, a.town) AS town,
    COALESCE(a.paid, 0) AS before, COALESCE(b.paid, 0) AS after,
    COALESCE(a.waiting, 0) AS waited, COALESCE(b.waiting, 0) AS waits
  FROM ({_OF_FIRM.format(rows="rows_1")}) AS a
  FULL JOIN ({_OF_FIRM.format(rows="rows_2")}) AS b USING (firm)
) WHERE before <> after
"""  # noqa: S608 - nothing of it comes from outside


def measures_of(before: Run, after: Run) -> list[Pair]:
    """The measures that grant anything in either run, in the order of the later one."""
    old, new = ({line.key: line for line in summary_of(run).measures} for run in (before, after))
    return [pair for pair in _pairs(old, new) if pair.before.rows or pair.after.rows]


def _pairs(old: dict[tuple[str, ...], Line], new: dict[tuple[str, ...], Line]) -> Iterator[Pair]:
    nothing = Line((), "")
    for key, line in (new | {key: line for key, line in old.items() if key not in new}).items():
        sides = (each.get(key, nothing).tally(Verdict.GRANTED) for each in (old, new))
        yield Pair(key, line.title, *sides)


def moved(before: Run, after: Run, kind: Kind | None = None, number: int = 1) -> MovedPage:
    """A page of the firms whose sums differ, the largest difference first."""
    with opened(before, after) as connection:
        connection.execute(_MOVED)
        told = "SELECT kind, COUNT(*), SUM(after - before) FROM moved GROUP BY kind"
        kinds = connection.execute(told).fetchall()
        found = {Kind(name): (firms, fen) for name, firms, fen in kinds}
        counts = tuple((each, *found.get(each, (0, 0))) for each in Kind)
        total = sum(firms for each, firms, _ in counts if kind in {None, each})
        pages = max(1, -(-total // PAGE))
        number = min(max(1, number), pages)
        rows = connection.execute(
            "SELECT firm, name, town, kind, before, after, waits FROM moved"
            " WHERE ? IN ('', kind) ORDER BY ABS(after - before) DESC, firm LIMIT ? OFFSET ?",
            [kind or "", PAGE, (number - 1) * PAGE],
        ).fetchall()
    firms = tuple(
        Moved(firm, name, town, Kind(word), was, is_, waits)
        for firm, name, town, word, was, is_, waits in rows
    )
    return MovedPage(firms, number, pages, counts)
