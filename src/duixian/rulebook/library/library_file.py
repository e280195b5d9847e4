"""Reads library files: the order of policies, dated catalogues and dated public values."""

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from duixian.rulebook.documents.conform import conforming
from duixian.rulebook.documents.fields import NO_DAY, Fields
from duixian.rulebook.documents.reading import read_tree
from duixian.rulebook.documents.tree import MappingNode, ScalarNode
from duixian.rulebook.language import read_unit
from duixian.rulebook.library.form import LIBRARY, NO_DEFINITIONS
from duixian.rulebook.library.model import Catalogue, Series
from duixian.rulebook.problems import Problem, error
from duixian.rulebook.units import PURE, Unit
from duixian.rulebook.vocabulary.amounts import split_amount
from duixian.rulebook.vocabulary.model import Vocabulary

_RATES = {"%": Unit("%", Fraction(1, 100), PURE), "‰": Unit("‰", Fraction(1, 1000), PURE)}


@dataclass(slots=True)
class Holdings:
    """What library files declare, and their problems; `order` has the folders as written."""

    problems: list[Problem] = field(default_factory=list)
    order: list[ScalarNode] = field(default_factory=list)
    catalogues: dict[str, Catalogue] = field(default_factory=dict)
    series: dict[str, Series] = field(default_factory=dict)

    def add(self, file: str, text: str, vocabulary: Vocabulary) -> None:
        """Add what one file declares."""
        node, problems = read_tree(text, file)
        self.problems.extend(problems)
        kept = conforming(node, LIBRARY, NO_DEFINITIONS, self.problems) if node else None
        if not isinstance(kept, MappingNode):
            return
        root = Fields(kept)
        self.order.extend(root.scalars("policies"))
        for name, fields in root.mappings("catalogues"):
            self._refuse_known(name, name.text in self.catalogues)
            self.catalogues[name.text] = self._catalogue(name.text, fields)
        for name, fields in root.mappings("series"):
            self._refuse_known(name, name.text in self.series)
            self.series[name.text] = self._series(name.text, fields, vocabulary)

    def _refuse_known(self, name: ScalarNode, known: bool) -> None:  # noqa: FBT001 - one caller
        if known:
            self.problems.append(error("duplicate-name", name.place, name.text, "已经声明过"))

    def _catalogue(self, name: str, fields: Fields) -> Catalogue:
        editions = tuple(
            (each.day("from") or NO_DAY, each.texts("entries")) for each in fields.each("editions")
        )
        self._refuse_disorder(fields, "editions", [day for day, _ in editions])
        return Catalogue(name, fields.text("source"), editions)

    def _series(self, name: str, fields: Fields, vocabulary: Vocabulary) -> Series:
        written = fields.text("unit")
        unit = _RATES.get(written) or read_unit(written, vocabulary.units)
        if unit is None:
            place = fields.place_of("unit")
            self.problems.append(error("unit-unknown", place, written, "不是单位", "", "%"))
            unit = _RATES["%"]
        values = tuple(
            (each.day("from") or NO_DAY, self._value(each, unit)) for each in fields.each("values")
        )
        self._refuse_disorder(fields, "values", [day for day, _ in values])
        return Series(name, unit, fields.text("source"), values)

    def _value(self, fields: Fields, unit: Unit) -> Fraction:
        text = fields.text("is")
        split = split_amount(text)
        if split is None or split[1] not in {"", unit.name}:
            instead = f"写成 数 {unit.name}"
            place = fields.place_of("is")
            self.problems.append(error("number-malformed", place, text, "不是数", "", instead))
            return Fraction(0)
        return split[0] * unit.scale

    def _refuse_disorder(self, fields: Fields, key: str, days: list[date]) -> None:
        if days != sorted(set(days)):
            says = "应按 from 从早到晚，日期不重复"
            self.problems.append(error("dates-disordered", fields.place_of(key), "", says))
