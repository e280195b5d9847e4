"""Which rows and awards count together: the key and the window of a limit, a group, a ladder."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from duixian.rulebook.assessment import Gap, GapKind
from duixian.rulebook.dossier import Award, Scalar
from duixian.rulebook.meaning.claim import Claim
from duixian.rulebook.meaning.context import NONE, Context, Evaluate
from duixian.rulebook.meaning.intervals import Pair
from duixian.rulebook.meaning.periods import add_months
from duixian.rulebook.meaning.slot import Part, Slot
from duixian.rulebook.policy.model import Cycle, CycleKind, Term, Window, WindowKind

PAYEE = "受益人"


@dataclass(frozen=True, slots=True, eq=False)
class Together:
    """What counts together: measures, the facts that make the key, the window.

    `keys` maps a subject to the fact that is its key; `facts` to all its facts. `since` and
    `cycle_fact` are compiled; `cycle` is what 周期 means in the policy, `term` its validity.
    """

    measures: frozenset[tuple[str, str]]
    per: tuple[str, ...]
    window: Window
    since: Evaluate | None
    cycle: Cycle
    cycle_fact: Evaluate | None
    term: Term
    keys: Mapping[str, str]
    facts: Mapping[str, frozenset[str]]

    def slot(self, claim: Claim) -> Slot | None:
        """The slot of a row; None when it lies outside the window."""
        if id(self) not in claim.slots:
            claim.slots[id(self)] = self._slot(claim)
        return claim.slots[id(self)]

    def _slot(self, claim: Claim) -> Slot | None:
        context = claim.context
        unknown_row = context.row is None and set(self.per) != {PAYEE}
        if claim.indefinite and (unknown_row or self._is_yearly):
            return Slot((), wild=True)
        parts = tuple([self._part(name, claim) for name in self.per])
        return self._placed(parts, context)

    @property
    def _is_yearly(self) -> bool:
        kinds = (WindowKind.SUPPORT_YEAR, WindowKind.CALENDAR_YEAR, WindowKind.SINCE)
        return self.window.kind in kinds or (
            self.window.kind is WindowKind.CYCLE and self.cycle.kind is not CycleKind.TERM
        )

    def _part(self, name: str, claim: Claim) -> Part:
        context = claim.context
        if name == PAYEE:
            return context.payee.code
        alone = (context.measure, context.key, str(context.support_year))
        if name == self.keys.get(context.subject):
            return context.key
        of_row = context.row is not None and name in self.facts.get(context.subject, ())
        values = (context.row or {}) if of_row else context.firm.values
        value = values.get(name)
        if value is None:
            claim.gaps.append(context.gap(name))
            where = f"{context.subject} {context.key} {name}"
            context.run.complain(
                "key-missing",
                where,
                "",
                f"「{name}」用来划分限额或互斥范围，不能缺",
                f"填写{name}，没有就写“{NONE}”",
            )
        known = value is not None and value != NONE and isinstance(value, Scalar)
        return value if known else alone  # type: ignore[return-value]

    def _placed(self, parts: tuple[Part, ...], context: Context) -> Slot | None:
        day = context.day or context.run.on
        match self.window.kind:
            case WindowKind.EVER | WindowKind.FISCAL_YEAR | WindowKind.DECISION_YEAR:
                return Slot(parts)
            case WindowKind.SUPPORT_YEAR:
                return Slot(parts, context.support_year)
            case WindowKind.CALENDAR_YEAR:
                return Slot(parts, day.year)
            case WindowKind.CYCLE:
                return self._in_cycle(parts, context, day)
            case WindowKind.SINCE:
                return self._since(parts, context, day)

    def _in_cycle(self, parts: tuple[Part, ...], context: Context, day: date) -> Slot:
        if self.cycle.kind is CycleKind.CALENDAR_YEAR:
            return Slot(parts, day.year)
        if self.cycle.kind is CycleKind.TERM or self.cycle_fact is None:
            return Slot(parts)
        step = self.cycle_fact(context)
        if step.gaps:
            return Slot(parts, sure=False, gaps=step.gaps)
        return Slot(parts, step.value[0] if isinstance(step.value, tuple) else step.value)

    def _since(self, parts: tuple[Part, ...], context: Context, day: date) -> Slot | None:
        step = self.since(context) if self.since else None
        if step is None or step.value is None:
            return Slot(parts, sure=False, gaps=step.gaps if step else ())
        inside = step.value <= day <= add_months(step.value, self.window.months)
        return Slot(parts, step.value) if inside else None

    def holds(self, award: Award, slot: Slot, on: date) -> bool | None:
        """Whether a past award counts in the slot; None where it does not say."""
        answers = [
            self._same(name, part, award) for name, part in zip(self.per, slot.key, strict=False)
        ]
        answers.append(None if slot.wild else self._in_window(award, slot, on))
        if False in answers:
            return False
        return None if None in answers else True

    def _same(self, name: str, part: Part, award: Award) -> bool | None:
        if isinstance(part, tuple):
            return False
        if name == PAYEE:
            return award.payee == part
        if name == self.keys.get(award.subject):
            return award.row == part
        kept = award.remembered.get(name)
        return None if kept is None else kept == part

    def _in_window(self, award: Award, slot: Slot, on: date) -> bool | None:
        match self.window.kind:
            case WindowKind.EVER:
                return True
            case WindowKind.FISCAL_YEAR | WindowKind.DECISION_YEAR:
                return award.decided.year == on.year
            case WindowKind.SUPPORT_YEAR:
                known = award.support_year is not None or slot.window == 0
                return (award.support_year or 0) == slot.window if known else None
            case WindowKind.CALENDAR_YEAR:
                return award.event.year == slot.window
            case WindowKind.CYCLE:
                return self._in_same_cycle(award, slot)
            case WindowKind.SINCE:
                return self._after_event(award, slot)

    def _in_same_cycle(self, award: Award, slot: Slot) -> bool | None:
        if self.cycle.kind is CycleKind.CALENDAR_YEAR:
            return award.event.year == slot.window
        if self.cycle.kind is CycleKind.TERM:
            return self.term.start <= award.event and (
                self.term.end is None or award.event <= self.term.end
            )
        if not award.cycle or not slot.sure:
            return None
        return award.cycle == str(slot.window)

    def _after_event(self, award: Award, slot: Slot) -> bool | None:
        if not isinstance(slot.window, date):
            return None
        return slot.window <= award.event <= add_months(slot.window, self.window.months)

    def used(self, claim: Claim, slot: Slot, since: date | None = None) -> tuple[Pair, list[Award]]:
        """The sum that past awards already take of the slot, as an interval, and those awards."""
        context = claim.context
        if context.awards is None:
            return (0, None), []
        low = high = 0
        found = []
        for award in context.awards:
            if (award.policy, award.measure) not in self.measures:
                continue
            if since is not None and award.decided < since:
                continue
            counts = self.holds(award, slot, context.run.on)
            if counts is False or award.counted <= 0:
                continue
            found.append(award)
            high += award.counted
            low += award.counted if counts else 0
        return (low, high), found


def history_gaps(claim: Claim, slot: Slot) -> tuple[Gap, ...]:
    """Why the sum already used is not known."""
    if claim.context.awards is None:
        return (Gap(GapKind.HISTORY, "奖补历史", "奖补历史"),)
    return slot.gaps or (Gap(GapKind.HISTORY, "奖补历史", "限额依据的事实"),)


def by_slot(
    claims: Sequence[Claim], together: Together
) -> tuple[dict[tuple[tuple[Part, ...], Part], list[tuple[Claim, Slot]]], list[Claim]]:
    """The rows of each slot in their order, and the wild ones, which may stand in any."""
    found: dict[tuple[tuple[Part, ...], Part], list[tuple[Claim, Slot]]] = {}
    wild = []
    for claim in claims:
        if claim.measure.name not in together.measures:
            continue
        slot = together.slot(claim)
        if slot is None:
            continue
        if slot.wild:
            wild.append(claim)
        else:
            found.setdefault((slot.key, slot.window), []).append((claim, slot))
    return found, wild
