"""One row under one measure on its way through the nine steps."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from duixian.rulebook.assessment import (
    AWAITED,
    Finding,
    Gap,
    Interval,
    RowId,
    Stage,
    Step,
    Verdict,
)
from duixian.rulebook.dossier import Award
from duixian.rulebook.meaning.context import Context
from duixian.rulebook.meaning.intervals import ZERO, Pair
from duixian.rulebook.meaning.slot import Slot
from duixian.rulebook.policy.model import Measure

Order = tuple[date, int, int, str, int]


@dataclass(slots=True, eq=False)
class Claim:
    """A row under a measure, and what the steps have found so far.

    `indefinite`: the table of the row is absent, or the day from which its years count is unknown,
    so that the claim stands for any number of rows. `counted` is the day that must not lie before
    `counts_from`. `gaps` are what conditions miss, `open_sums`
    what amounts miss. `rung` is the value after the cap, `choosing` its value alone, `value` what
    it pays as of the step reached. `settled` is the verdict once one of the earlier ones holds.
    """

    measure: Measure
    context: Context
    order: Order
    indefinite: bool = False
    forecast: bool = False
    counted: date | None = None
    settled: Verdict | None = None
    findings: list[Finding] = field(default_factory=list)
    money: list[Finding] = field(default_factory=list)
    failed: list[Step] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    open_sums: list[Gap] = field(default_factory=list)
    rung: Pair = ZERO
    choosing: Pair = ZERO
    value: Pair = ZERO
    standing: Verdict = Verdict.GRANTED
    decided: Award | None = None
    closed_by: Award | None = None
    displaced_by: "Claim | None" = None
    contested: bool = False
    depends_on: "list[Claim]" = field(default_factory=list)
    slots: dict[int, Slot | None] = field(default_factory=dict)

    @property
    def row_id(self) -> RowId:
        """Which row this is."""
        context = self.context
        return RowId(
            context.policy, context.measure, context.subject, context.key, context.support_year
        )

    @property
    def is_sure(self) -> bool:
        """Whether it is paid as it stands, whatever else is found out."""
        return self.standing is Verdict.GRANTED and not self.contested

    @property
    def effect(self) -> Pair:
        """What it does to others: nothing for certain unless it is sure."""
        return self.value if self.is_sure else (0, self.value[1])

    def refuse(self, finding: Finding, failed: Sequence[Step] = ()) -> None:
        """A known condition is false."""
        self.settled = Verdict.REFUSED
        self.findings.append(finding)
        self.failed.extend(failed)

    def misses(self, finding: Finding) -> None:
        """Something is not decided."""
        self.findings.append(finding)
        self.gaps.extend(finding.gaps)

    def stand(self, value: Pair) -> None:
        """Settle whether it is granted, pending or unknown, from what is missing for this value."""
        gaps = self.gaps if is_settled(value) else self.gaps + self.open_sums
        if not gaps:
            self.standing = Verdict.GRANTED
        elif all(gap.kind in AWAITED for gap in gaps):
            self.standing = Verdict.PENDING
        else:
            self.standing = Verdict.UNKNOWN

    def pay(self, value: Pair, stage: Stage, note: str, about: tuple[str, ...] = ()) -> None:
        """Record a change of the sum."""
        before, self.value = self.value, value
        finding = Finding(
            stage, note=note, about=about, before=interval(before), after=interval(value)
        )
        self.money.append(finding)


def is_settled(pair: Pair) -> bool:
    """Whether both ends agree."""
    return pair[1] is not None and pair[0] == pair[1]


def interval(pair: Pair) -> Interval:
    """The pair as whole fen."""
    low, high = pair
    return Interval(int(low or 0), None if high is None else int(high))


def fen_text(pair: Pair) -> str:
    """A sum in fen as a word of a finding: `5000000`, `0..5000000`, `0..` when unbounded."""
    low, high = pair
    return str(low) if low == high else f"{low}..{'' if high is None else high}"
