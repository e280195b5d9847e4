"""The register: all firms and rows of one workbook, from which any firm's dossier is gathered."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from duixian.rulebook.dossier import (
    Award,
    DecisionRow,
    Dossier,
    Firm,
    Listing,
    ReviewRow,
    Row,
)

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class FirmDecision:
    """A recorded decision and the firm it was taken for."""

    firm: str
    decision: DecisionRow


@dataclass(frozen=True, slots=True)
class Records:
    """Everything a workbook says, in its order.

    `tables` lacks a subject whose sheet is absent; `history` is None when its sheet is.
    `references` names the reference facts of each subject, 企业 among them.
    """

    firms: Mapping[str, Firm]
    tables: Mapping[str, tuple[Row, ...]]
    references: Mapping[str, tuple[str, ...]]
    history: tuple[Award, ...] | None
    sources: frozenset[str] = frozenset()
    reviews: tuple[ReviewRow, ...] = ()
    decisions: tuple[FirmDecision, ...] = ()
    lists: Mapping[str, date] = field(default_factory=dict)
    listings: tuple[Listing, ...] = ()


class Register:
    """Records indexed once by firm, so that a dossier costs what it holds."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self._rows = {
            subject: _rows_by_firm(rows, records.references.get(subject, ()))
            for subject, rows in records.tables.items()
        }
        history = records.history or ()
        self._awards_to = _grouped((award.payee, award) for award in history)
        self._awards_for = _grouped((award.row, award) for award in history if award.row)
        self._reviews = _grouped((review.row, review) for review in records.reviews)
        self._decisions = _grouped((one.firm, one.decision) for one in records.decisions)
        self._decisions_on = _grouped(
            (one.decision.row, one.decision) for one in records.decisions if one.decision.row
        )
        self._listings = _grouped((listing.firm, listing) for listing in records.listings)

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of all firms, in the order of the workbook."""
        return tuple(self._records.firms)

    @property
    def has_history(self) -> bool:
        """Whether the workbook knows past awards; without them nothing is known of limits."""
        return self._records.history is not None

    @property
    def records(self) -> Records:
        """Everything, as read."""
        return self._records

    def dossier(self, code: str) -> Dossier:
        """The dossier of a firm; KeyError for a code that is not in the register.

        It holds every row in which the firm is firm, payee or reference, the facts of all firms
        these rows name, and the awards, reviews and decisions about the firm or these rows.
        """
        records = self._records
        firm = records.firms[code]
        tables = {subject: tuple(rows.get(code, ())) for subject, rows in self._rows.items()}
        keys = [code, *(row.key for rows in tables.values() for row in rows)]
        named = self._named(firm, tables)
        others = {other: records.firms[other] for other in named if other in records.firms}
        return Dossier(
            firm=firm,
            others=others,
            tables=tables,
            history=self._history(code, keys) if records.history is not None else None,
            sources=records.sources,
            reviews=tuple(_of(self._reviews, keys)),
            decisions=self._decisions_about(code, keys),
            lists=records.lists,
            listings=tuple(_of(self._listings, [code, *named])),
        )

    def _named(self, firm: Firm, tables: Mapping[str, tuple[Row, ...]]) -> list[str]:
        """All other firms that the firm and the rows refer to."""
        references = self._records.references
        named = [firm.values.get(name) for name in references.get("企业", ())]
        for subject, rows in tables.items():
            for row in rows:
                named.append(row.firm)
                named.extend(row.values.get(name) for name in references.get(subject, ()))
        return [code for code in _texts(named) if code != firm.code]

    def _history(self, code: str, keys: Iterable[str]) -> tuple[Award, ...]:
        awards = [*self._awards_to.get(code, ()), *_of(self._awards_for, keys)]
        return tuple({id(award): award for award in awards}.values())

    def _decisions_about(self, code: str, keys: Iterable[str]) -> tuple[DecisionRow, ...]:
        decisions = [*self._decisions.get(code, ()), *_of(self._decisions_on, keys)]
        return tuple({id(decision): decision for decision in decisions}.values())


def _rows_by_firm(rows: Iterable[Row], references: tuple[str, ...]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        for code in _texts([row.firm, *(row.values.get(name) for name in references)]):
            found[code].append(row)
    return dict(found)


def _texts(values: Iterable[object]) -> list[str]:
    """The texts among the values, each once, in order."""
    return list(dict.fromkeys(value for value in values if isinstance(value, str)))


def _grouped(pairs: Iterable[tuple[str, Item]]) -> dict[str, list[Item]]:
    found: dict[str, list[Item]] = defaultdict(list)
    for key, item in pairs:
        found[key].append(item)
    return dict(found)


def _of(groups: Mapping[str, list[Item]], keys: Iterable[str]) -> Iterator[Item]:
    for key in dict.fromkeys(keys):
        yield from groups.get(key, ())
