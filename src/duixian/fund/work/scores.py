"""Scores: marks of several scorers brought together as the sheet says, and summed up the sheet."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from fractions import Fraction

from duixian.fund.figure import COUNT, Figure, count, counted, one, ratio
from duixian.fund.model.scores import Aggregation, Criterion, Mark, Sheet
from duixian.fund.model.year import Year
from duixian.rulebook.units import PURE

ENOUGH_TO_LEAVE_OUT = 3
"""With fewer scorers nobody would be left once the highest and the lowest are gone."""


class Scores:
    """The marks of one round (自评, 专家评审) on one sheet."""

    def __init__(self, year: Year, sheet: Sheet, round_: str) -> None:
        self.sheet = sheet
        self.round = round_
        given = [mark for mark in year.marks if (mark.sheet, mark.round) == (sheet.name, round_)]
        self.scorers = tuple(dict.fromkeys(mark.scorer for mark in given))
        self.left_out = _left_out(sheet, given, self.scorers)
        self._marks: dict[str, list[Mark]] = {}
        for mark in given:
            if mark.scorer not in self.left_out:
                self._marks.setdefault(mark.code, []).append(mark)

    def of(self, criterion: Criterion) -> Figure | None:
        """The marks of a criterion: the scorers' mean, or the sum of what stands below it.

        Scorers left out by the sheet do not count.
        """
        own = self._marks.get(criterion.code, [])
        if own:
            return self._mean(criterion, own)
        found = [self.of(each) for each in self.sheet.children(criterion.code)]
        below = [each for each in found if each is not None]
        return count(f"{criterion.code} {criterion.name}", below) if below else None

    def total(self) -> Figure | None:
        """The marks of the whole sheet."""
        found = [self.of(each) for each in self.sheet.children("")]
        top = [each for each in found if each is not None]
        return count(f"{self.round}总分", top) if top else None

    def grade(self) -> str:
        """The band of the total; each begins with its number (half-open)."""
        whole = self.total()
        if whole is None:
            return ""
        return next((name for name, least in self.sheet.bands if whole.value >= least), "")

    def _mean(self, criterion: Criterion, marks: list[Mark]) -> Figure:
        name = f"{criterion.code} {criterion.name}"
        each = tuple(
            Figure(mark.scorer, mark.marks, PURE, "", (), "评分", COUNT, mark.place)
            for mark in marks
        )
        if len(each) == 1:
            return each[0].named(name)
        number = counted("评分人数", (one(mark.scorer, mark.place) for mark in marks), "人")
        without = f"（去掉{'、'.join(self.left_out)}）" if self.left_out else ""
        mean = ratio(name, count(f"{name} 各评分人之和{without}", each), number)
        return replace(mean, unit=COUNT) if mean else each[0]


def _left_out(sheet: Sheet, marks: Iterable[Mark], scorers: tuple[str, ...]) -> tuple[str, ...]:
    """Who gave the most and who the least in all; nobody where fewer than three gave marks.

    Of several who gave the same the first is left out, which leaves the total as it is.
    """
    if sheet.aggregation is not Aggregation.TRIMMED or len(scorers) < ENOUGH_TO_LEAVE_OUT:
        return ()
    given: dict[str, dict[str, Fraction]] = {scorer: {} for scorer in scorers}
    for mark in marks:
        given[mark.scorer][mark.code] = mark.marks
    totals = {scorer: _sum(sheet, "", given[scorer]) for scorer in scorers}
    highest = max(scorers, key=lambda scorer: totals[scorer])
    rest = [scorer for scorer in scorers if scorer != highest]
    return highest, min(rest, key=lambda scorer: totals[scorer])


def _sum(sheet: Sheet, code: str, given: Mapping[str, Fraction]) -> Fraction:
    """The marks one scorer gave below a criterion, each counted at the highest level given."""
    return sum(
        (
            given[each.code] if each.code in given else _sum(sheet, each.code, given)
            for each in sheet.children(code)
        ),
        Fraction(0),
    )


def most(sheet: Sheet, criterion: Criterion) -> Figure:
    """The marks a criterion can give: its own, those shared with its neighbours, or its parts'."""
    name = f"{criterion.code} {criterion.name}分值"
    if criterion.marks or criterion.shared:
        return Figure(name, criterion.marks, PURE, "", (), "评分表", COUNT)
    below = sheet.children(criterion.code)
    return count(name, (most(sheet, each) for each in below if _counts(each, below)))


def _counts(criterion: Criterion, among: tuple[Criterion, ...]) -> bool:
    """Of criteria of which only one is scored, the first stands for all."""
    alike = [each for each in among if each.either and each.shared == criterion.shared]
    return not alike or not criterion.either or alike[0] is criterion
