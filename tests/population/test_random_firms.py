"""Firms of the library's cases, changed at random: a fact gone, a number one step beside."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from random import Random

import pytest

from duixian.rulebook.dossier import Dossier, Firm, Row, Scalar, Staged, Value
from duixian.rulebook.library.model import Library
from duixian.rulebook.vocabulary.model import Fact
from tests.policies.test_cases import library
from tests.population.agreement import Agreement, smallest
from tests.population.test_library_cases import measures, populations


def beside(chance: Random, value: Scalar) -> Scalar:
    """The value one step above or below, where it has steps."""
    step = chance.choice((-1, 1))
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | Fraction):
        return max(value + step, type(value)(1))
    return value if isinstance(value, str) else value + timedelta(days=step)


def changed(chance: Random, fact: Fact, value: Value) -> Value | None:
    """The same value, or one beside it, or none."""
    if chance.random() < 0.08:
        return None
    if isinstance(value, Staged):
        return replace(value, declared=value.declared and beside(chance, value.declared))
    levels = getattr(fact.type, "levels", ())
    if levels and chance.random() < 0.05:
        return str(chance.choice(levels))
    return beside(chance, value) if chance.random() < 0.15 else value


class Changing:
    """Changes dossiers, keeping what identifies a row."""

    def __init__(self, seed: int, held: Library) -> None:
        self._chance = Random(seed)  # noqa: S311 — repeatable, not secret
        self._library = held

    def values(self, subject_name: str, values: Mapping[str, Value]) -> dict[str, Value]:
        subject = self._library.vocabulary.subject(subject_name)
        assert subject is not None
        kept: dict[str, Value] = {}
        for title, value in values.items():
            fact = subject.fact(title)
            fixed = title in (subject.key, subject.firm, subject.date) or title == "项目编号"
            new = value if fact is None or fixed else changed(self._chance, fact, value)
            if new is not None:
                kept[title] = new
        return kept

    def firm(self, firm: Firm) -> Firm:
        yearly = {
            key: beside(self._chance, value) if self._chance.random() < 0.1 else value
            for key, value in firm.yearly.items()
            if self._chance.random() > 0.05
        }
        return Firm(firm.code, self.values("企业", firm.values), yearly)

    def row(self, row: Row) -> Row:
        return replace(row, values=self.values(row.subject, row.values))

    def dossier(self, dossier: Dossier) -> Dossier:
        chance = self._chance
        return replace(
            dossier,
            firm=self.firm(dossier.firm),
            tables={
                name: tuple(self.row(row) for row in rows) for name, rows in dossier.tables.items()
            },
            reviews=tuple(each for each in dossier.reviews if chance.random() > 0.2),
            history=dossier.history and tuple(a for a in dossier.history if chance.random() > 0.2),
        )


def check(seed: int) -> None:
    case, dossiers = populations()[seed % 2]
    changing = Changing(seed, library())
    changes = [changing.dossier(dossier) for dossier in dossiers]
    assert smallest(Agreement(library(), changes, case.on, measures(), case.stage)) == ""


@pytest.mark.parametrize("seed", [1])
def test_changed_firms_come_out_as_assessed(seed: int) -> None:
    check(seed)


@pytest.mark.nightly
@pytest.mark.parametrize("seed", range(2, 40))
def test_more_changed_firms_come_out_as_assessed(seed: int) -> None:
    check(seed)
