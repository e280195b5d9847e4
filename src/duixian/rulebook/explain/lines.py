"""The steps of one entitlement as lines: which article, what was found, what follows."""

from collections.abc import Collection
from dataclasses import dataclass, field

from duixian.rulebook.assessment import Entitlement, Finding, Interval, Stage
from duixian.rulebook.explain.gaps import supply
from duixian.rulebook.explain.names import articles, of_firm, pays_firm
from duixian.rulebook.explain.notes import note_words
from duixian.rulebook.expression.figures import money_span
from duixian.rulebook.library.model import Library

MET, FAILED, UNKNOWN, AWAITING = "符合", "不符合", "未知", "待定"
_MARKS = {
    Stage.GRANT: "计算",
    Stage.CAP: "上限",
    Stage.LADDER: "补差",
    Stage.LIMIT: "限额",
    Stage.STACKING: "择高",
    Stage.SHARES: "分担",
    Stage.INSTALMENTS: "分期",
}
_OF_MEASURE = frozenset({Stage.CONDITIONS, Stage.NEEDS, Stage.CAP, Stage.INSTALMENTS})
"""What rests on the article of the measure itself where no other is cited."""


@dataclass(frozen=True, slots=True)
class Line:
    """One finding: its mark (符合, 不符合, 未知, 待定, 计算 …), the clause, its articles."""

    stage: Stage
    mark: str
    text: str
    articles: str

    @property
    def sentence(self) -> str:
        """The whole in one sentence, 第三条，不符合：上年营业收入 760 万元，低于 800 万元."""
        origin = f"{self.articles}，" if self.articles else ""
        return f"{origin}{self.mark}：{self.text}。"


def lines(
    entitlement: Entitlement, library: Library, without_met: Collection[Stage] = ()
) -> tuple[Line, ...]:
    """The findings in the order of the steps; those that say nothing are left out.

    Of the stages `without_met`, what is met is left out too, and not put into words.
    """
    wanted = (one for one in entitlement.findings if not _is_met(one, without_met))
    found = (_line(finding, entitlement, library) for finding in wanted)
    return tuple(line for line in found if line.text)


@dataclass(frozen=True, slots=True)
class MetLines:
    """Words for what the rows of one assessment meet in some stages.

    The rows of a policy share what they meet of its scope: it is put into words once.
    """

    library: Library
    stages: Collection[Stage]
    _said: dict[tuple[int, bool], Line] = field(default_factory=dict)

    def of(self, entitlement: Entitlement) -> tuple[Line, ...]:
        """Those of `lines` in the stages that are met."""
        wanted = (one for one in entitlement.findings if _is_met(one, self.stages))
        found = (self._line(finding, entitlement) for finding in wanted)
        return tuple(line for line in found if line.text)

    def _line(self, finding: Finding, entitlement: Entitlement) -> Line:
        measure = self.library.measure(entitlement.row.policy, entitlement.row.measure)
        key = (id(finding), pays_firm(measure))
        found = self._said.get(key)
        if found is None:
            found = self._said[key] = _line(finding, entitlement, self.library)
        return found


def _is_met(finding: Finding, stages: Collection[Stage]) -> bool:
    return finding.holds is True and finding.stage in stages


def _line(finding: Finding, entitlement: Entitlement, library: Library) -> Line:
    measure = library.measure(entitlement.row.policy, entitlement.row.measure)
    clauses = [_pieces(finding, entitlement), of_firm(note_words(finding, library), measure)]
    wanted = dict.fromkeys(supply(gap, library).sentence for gap in finding.gaps)
    if wanted and finding.holds is None:
        verb = "等待" if all(gap.is_awaited for gap in finding.gaps) else "需补充"
        clauses.append(f"{verb}：{'、'.join(wanted)}")
    text = "；".join(clause for clause in clauses if clause)
    cites = finding.cites
    if not cites and measure and finding.stage in _OF_MEASURE:
        cites = tuple(cite for cite in measure.cites if not cite.document)
    return Line(finding.stage, _mark(finding), text, articles(cites))


def _pieces(finding: Finding, entitlement: Entitlement) -> str:
    """Who carries which part, or which part is paid when, of a sum above zero."""
    if finding.after == Interval(0, 0):
        return ""
    match finding.stage:
        case Stage.SHARES:
            pieces = entitlement.shares
        case Stage.INSTALMENTS:
            pieces = entitlement.instalments
        case _:
            return ""
    return "，".join(f"{name} {money_span(part.low, part.high)}" for name, part in pieces)


def _mark(finding: Finding) -> str:
    if finding.stage in _MARKS:
        return _MARKS[finding.stage]
    if finding.holds is not None:
        return MET if finding.holds else FAILED
    return AWAITING if all(gap.is_awaited for gap in finding.gaps) else UNKNOWN
