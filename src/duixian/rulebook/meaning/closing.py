"""Exclusive over time: an award of the past closes its group, or only the difference is paid."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from duixian.rulebook.assessment import Finding, Gap, GapKind, Stage
from duixian.rulebook.dossier import Award
from duixian.rulebook.meaning.claim import Claim, fen_text
from duixian.rulebook.meaning.context import Evaluate
from duixian.rulebook.meaning.intervals import Pair, above_zero, minus
from duixian.rulebook.meaning.slot import Slot
from duixian.rulebook.meaning.windows import Together, history_gaps
from duixian.rulebook.policy.model import Group

HISTORY = "奖补历史"


@dataclass(frozen=True, slots=True, eq=False)
class GroupRule:
    """An exclusive group; `ranks` is the order of its members, `form` the declared choice."""

    group: Group
    together: Together
    ranks: Mapping[tuple[str, str], int]
    forms: Mapping[tuple[str, str], str]
    form: Evaluate | None

    def is_rival(self, claim: Claim, other: Claim) -> bool:
        """Years of one row are no rivals, nor are rows of one form where a form is chosen."""
        if claim is other:
            return False
        if claim.measure is not other.measure:
            return True
        return self.form is None and claim.context.key != other.context.key


def choose_form(claim: Claim, rule: GroupRule) -> None:
    """The firm's declared form decides: a measure of another form is refused."""
    if rule.form is None:
        return
    step = rule.form(claim.context)
    wanted = rule.forms.get(claim.measure.name, "")
    if step.value is not None and step.value != wanted:
        about = (rule.group.name, wanted)
        finding = Finding(
            Stage.STACKING,
            holds=False,
            step=step,
            cites=rule.group.cites,
            note="other-form-chosen",
            about=about,
        )
        claim.refuse(finding, (step,))


def close(claim: Claim, rules: Sequence[GroupRule]) -> None:
    """Displace by a past award, pay the difference to it, or leave open what is unknown."""
    for rule in rules:
        slot = rule.together.slot(claim) if rule.group.over_time else None
        if slot is None or slot.wild:
            continue
        awards = _awards(rule, claim)
        answers = [(rule.together.holds(a, slot, claim.context.run.on), a) for a in awards or ()]
        closing = [award for answer, award in answers if answer is True]
        maybe = [award for answer, award in answers if answer is None]
        if rule.group.top_up:
            _top_up(claim, rule, slot, (closing, maybe))
        elif closing and slot.sure:
            claim.closed_by = claim.closed_by or closing[0]
            continue
        _leave_open(claim, rule, slot, (closing, maybe))


def _awards(rule: GroupRule, claim: Claim) -> list[Award] | None:
    """Awards of the group, but not of the row itself, nor (where a form is chosen) of its form."""
    if claim.context.awards is None:
        return None
    own = claim.measure.name
    return [
        award
        for award in claim.context.awards
        if award.counted > 0
        and (
            (award.policy, award.measure) in rule.together.measures
            or award.source in rule.group.sources
        )
        and not (
            (award.policy, award.measure) == own
            and (rule.form is not None or award.row == claim.context.key)
        )
    ]


def _top_up(
    claim: Claim, rule: GroupRule, slot: Slot, awards: tuple[list[Award], list[Award]]
) -> None:
    closing, maybe = awards
    low = sum(award.counted for award in closing) if slot.sure else 0
    high = sum(award.counted for award in (*closing, *maybe))
    if high:
        taken: Pair = (low, high)
        value = above_zero(minus(claim.value, taken))
        claim.pay(value, Stage.STACKING, "top-up", (rule.group.name, fen_text(taken)))


def _leave_open(
    claim: Claim, rule: GroupRule, slot: Slot, awards: tuple[list[Award], list[Award]]
) -> None:
    """An award that may be of the group may close it."""
    closing, maybe = awards
    group, name = rule.group, rule.group.name
    if claim.context.awards is None:
        note, gaps = "history-unknown", history_gaps(claim, slot)
    elif maybe or (closing and not slot.sure):
        note, gaps = "award-unclear", history_gaps(claim, slot)
    else:
        absent = [
            source for source in group.sources if source not in claim.context.run.dossier.sources
        ]
        note = "source-not-obtained"
        gaps = tuple(Gap(GapKind.HISTORY, HISTORY, HISTORY, source) for source in absent)
    if not gaps:
        return
    claim.money.append(
        Finding(Stage.STACKING, None, None, "", group.cites, note, (name,), gaps=gaps)
    )
    claim.open_sums.extend(gaps)
    claim.value = (0, claim.value[1])
