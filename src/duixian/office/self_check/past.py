"""The rows of 以往扶持 on the form: the fields of each, and the award it comes to."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from duixian.office.self_check import names
from duixian.office.self_check.awards import AMOUNT, DECIDED, EVENT, RECOVERED, Basis
from duixian.office.self_check.names import Choice
from duixian.rulebook.dossier import Award, Scalar
from duixian.rulebook.vocabulary.model import Fact

OTHER = Choice("其他", "不是这里列出的")
"""The row of an award that the firm does not tell about on this form."""

Answers = Mapping[str, str]
Rows = Mapping[str, tuple[str, ...]]
"""By subject, the keys of the rows that the file or the form holds."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field: of a fact, or one of some `choices`."""

    name: str
    label: str
    fact: Fact | None = None
    choices: tuple[Choice, ...] = ()
    needed: bool = True


@dataclass(frozen=True, slots=True)
class PastAward:
    """The n-th award of the form."""

    number: int
    bases: tuple[Basis, ...]
    answers: Answers
    rows: Rows

    def fields(self) -> Iterator[Field]:
        """What is asked of it; what it stood on decides what else."""
        offered = tuple(Choice(basis.name, basis.label) for basis in self.bases)
        yield Field(self._name(names.BASIS), "依据", choices=offered)
        basis = self.basis
        if basis is not None and basis.rows:
            keys = (Choice(key, f"{basis.rows} {key}") for key in self.rows.get(basis.rows, ()))
            label = f"哪一项{basis.rows}"
            yield Field(self._name(names.OF_ROW), label, choices=(*keys, OTHER))
        if basis is not None and basis.years:
            years = tuple(Choice(str(year), f"第 {year} 年") for year in basis.years)
            yield Field(self._name(names.SUPPORT_YEAR), "支持年度", choices=years)
        for fact in (EVENT, DECIDED, AMOUNT):
            yield self._of(fact)
        yield self._of(RECOVERED, needed=False)
        for fact in basis.facts if basis else ():
            needed = basis is not None and fact in basis.needed
            yield Field(self._name(_code(fact)), fact.name, fact, needed=needed)

    @property
    def basis(self) -> Basis | None:
        """What it stood on, once that is told."""
        chosen = self._answer(names.BASIS)
        return next((basis for basis in self.bases if basis.name == chosen), None)

    @property
    def lacking(self) -> tuple[Field, ...]:
        """What it cannot do without and has not got."""
        return tuple(field for field in self.fields() if field.needed and not self._holds(field))

    def award(self, payee: str, read: Callable[[Fact, str], Scalar | None]) -> Award | None:
        """The award; None while anything is lacking or cannot be read."""
        fields = [field for field in self.fields() if self.answers.get(field.name)]
        values = {field.name: read(field.fact, field.name) for field in fields if field.fact}
        basis = self.basis
        if basis is None or self.lacking or None in values.values():
            return None
        facts = {fact.name: values.get(self._name(_code(fact))) for fact in basis.facts}
        event, decided = (values[self._name(fact.code)] for fact in (EVENT, DECIDED))
        amount, recovered = (values.get(self._name(fact.code)) for fact in (AMOUNT, RECOVERED))
        if not isinstance(event, date) or not isinstance(decided, date):
            return None
        return Award(
            policy=basis.policy,
            measure=basis.code,
            payee=payee,
            subject=basis.measure.subject if basis.measure else "",
            row=self._row(basis),
            event=event,
            decided=decided,
            amount=amount if isinstance(amount, int) else 0,
            recovered=recovered if isinstance(recovered, int) else 0,
            support_year=int(self._answer(names.SUPPORT_YEAR)) if basis.years else None,
            source=basis.source,
            remembered={name: value for name, value in facts.items() if value is not None},
        )

    def _row(self, basis: Basis) -> str:
        chosen = self._answer(names.OF_ROW) if basis.rows else ""
        return f"以往扶持 {self.number}" if chosen == OTHER.value else chosen

    def _holds(self, field: Field) -> bool:
        answer = self.answers.get(field.name, "").strip()
        offered = not field.choices or answer in {choice.value for choice in field.choices}
        return bool(answer) and offered

    def _of(self, fact: Fact, *, needed: bool = True) -> Field:
        return Field(self._name(fact.code), fact.name, fact, needed=needed)

    def _answer(self, code: str) -> str:
        return self.answers.get(self._name(code), "").strip()

    def _name(self, code: str) -> str:
        return names.of_row(names.AWARD, self.number, code)


def _code(fact: Fact) -> str:
    """The name of a fact of the row or the firm, beside those of the award itself."""
    return f"of.{fact.code}"
