"""Many dossiers in one population: each firm and each row under a name of its own."""

from collections.abc import Mapping
from dataclasses import replace

from duixian.rulebook.dossier import Dossier, Firm, Row, Value
from duixian.rulebook.library.model import Library
from duixian.rulebook.vocabulary.model import FactKind


def renamed(dossier: Dossier, prefix: str, library: Library) -> Dossier:
    """The same dossier, in which every firm and every key begins with the prefix."""

    def name(code: str) -> str:
        return f"{prefix}{code}" if code else code

    def firm(one: Firm) -> Firm:
        return Firm(name(one.code), _values(one.values, "企业"), one.yearly)

    def _values(values: Mapping[str, Value], of: str) -> dict[str, Value]:
        subject = library.vocabulary.subject(of)
        assert subject is not None
        changed = {}
        for title, value in values.items():
            fact = subject.fact(title)
            names = fact is not None and (
                fact.kind is FactKind.REFERENCE or (fact.name == subject.key and of != "企业")
            )
            changed[title] = name(value) if names and isinstance(value, str) else value
        return changed

    def row(one: Row) -> Row:
        return Row(one.subject, name(one.key), name(one.firm), _values(one.values, one.subject))

    return Dossier(
        firm=firm(dossier.firm),
        others={name(code): firm(one) for code, one in dossier.others.items()},
        tables={
            subject: tuple(row(one) for one in rows) for subject, rows in dossier.tables.items()
        },
        history=None
        if dossier.history is None
        else tuple(
            replace(award, payee=name(award.payee), row=name(award.row))
            for award in dossier.history
        ),
        sources=dossier.sources,
        reviews=tuple(replace(review, row=name(review.row)) for review in dossier.reviews),
        decisions=tuple(replace(one, row=name(one.row)) for one in dossier.decisions),
        lists=dossier.lists,
        listings=tuple(replace(one, firm=name(one.firm)) for one in dossier.listings),
    )
