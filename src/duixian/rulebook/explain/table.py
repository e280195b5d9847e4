"""An assessment as rows for a table: one an entitlement, every cell a text or whole fen."""

from dataclasses import dataclass

from duixian.rulebook.assessment import Assessment, Entitlement, Interval, Verdict
from duixian.rulebook.explain.gaps import Supply, supply
from duixian.rulebook.explain.names import VERDICTS, articles, of_firm, title_of
from duixian.rulebook.explain.sentences import outcome
from duixian.rulebook.expression.figures import money_span
from duixian.rulebook.library.model import Library


@dataclass(frozen=True, slots=True)
class TableRow:
    """One entitlement. `low` and `high` are whole fen, None where there is no sum or no bound.

    `pays` says whether a sum is meant at all: it is not for rows that are refused or out of force.
    `supplies` are facts to supply, `awaits` reviews and decisions that are awaited.
    """

    firm: str
    policy: str
    code: str
    title: str
    articles: str
    subject: str
    key: str
    support_year: int
    payee: str
    verdict: Verdict
    pays: bool
    low: int | None
    high: int | None
    reason: str
    supplies: tuple[Supply, ...]
    awaits: tuple[Supply, ...]
    shares: str
    instalments: str
    contested: bool
    forecast: bool

    @property
    def verdict_name(self) -> str:
        """The verdict in Chinese, with 预测 for a year that has not begun."""
        name = VERDICTS[self.verdict]
        return f"{name}（预测）" if self.forecast else name


def as_table(assessment: Assessment, library: Library) -> tuple[TableRow, ...]:
    """One row an entitlement, in the order of the assessment."""
    return tuple(_row(assessment.firm, one, library) for one in assessment.entitlements)


def _row(firm: str, entitlement: Entitlement, library: Library) -> TableRow:
    row, own = entitlement.row, entitlement.own
    measure = library.measure(row.policy, row.measure)
    supplies = [supply(gap, library) for gap in dict.fromkeys(entitlement.missing)]
    return TableRow(
        firm=firm,
        policy=row.policy,
        code=row.measure,
        title=title_of(row.policy, row.measure, library),
        articles=articles(measure.cites) if measure else "",
        subject=row.subject,
        key=row.key,
        support_year=row.support_year,
        payee=entitlement.payee,
        verdict=entitlement.verdict,
        pays=own is not None,
        low=own.low if own else None,
        high=own.high if own else None,
        reason=of_firm(outcome(entitlement, library), measure),
        supplies=tuple(one for one in supplies if not one.gap.is_awaited),
        awaits=tuple(one for one in supplies if one.gap.is_awaited),
        shares=_parts(entitlement.shares),
        instalments=_parts(entitlement.instalments),
        contested=entitlement.contested,
        forecast=entitlement.forecast,
    )


def _parts(parts: tuple[tuple[str, Interval], ...]) -> str:
    return "，".join(f"{name} {money_span(part.low, part.high)}" for name, part in parts)
