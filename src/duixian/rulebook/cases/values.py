"""Values of facts as cases write them: numbers carry their unit, 未知 is no value."""

from dataclasses import dataclass, field
from fractions import Fraction

from duixian.rulebook.documents.fields import Fields
from duixian.rulebook.documents.tree import MappingNode, Node, ScalarNode
from duixian.rulebook.dossier import Scalar, Staged, Value
from duixian.rulebook.expression.parts import walk
from duixian.rulebook.expression.tree import FactRef, Listed, OverYears
from duixian.rulebook.language import read_quantity
from duixian.rulebook.problems import Place, Problem, error
from duixian.rulebook.units import MONEY
from duixian.rulebook.vocabulary.model import Fact, FactKind, Subject, Vocabulary
from duixian.rulebook.vocabulary.values import Expectation, read_value

UNKNOWN = "未知"
_NUMBERS = {FactKind.MONEY, FactKind.QUANTITY, FactKind.RATE}
_STAGES = ("申报", "核定", "验收")


@dataclass(slots=True)
class Values:
    """Reads values of facts; what cannot be read becomes a problem and is left out."""

    vocabulary: Vocabulary
    problems: list[Problem] = field(default_factory=list)

    def refuse(self, code: str, place: Place, found: str, *says: str) -> None:
        """Note an error."""
        self.problems.append(error(code, place, found, *says))

    def fact(self, subject: Subject, name: ScalarNode) -> Fact | None:
        """The declared fact of that name."""
        fact = subject.fact(name.text)
        if fact is None:
            what = f"不是「{subject.name}」的事实"
            self.refuse("fact-unknown", name.place, name.text, what)
        elif fact.derived:
            what, instead = "由别的事实推算，不能填写", f"填写 {'、'.join(_derived_from(fact))}"
            self.refuse("fact-derived", name.place, name.text, what, "", instead)
            return None
        return fact

    def value(self, fact: Fact, node: Node) -> Value | None:
        """The value of a fact of a row or a firm that is not kept by year."""
        if isinstance(node, MappingNode):
            return self._staged(fact, node)
        read = self.scalar(fact, node)
        return Staged(declared=read) if fact.staged and read is not None else read

    def _staged(self, fact: Fact, node: MappingNode) -> Value | None:
        fields = Fields(node)
        wrong = [name.text for name, _ in fields.others(*_STAGES)]
        if not fact.staged or wrong:
            what = "没有申报、核定、验收三个数" if not fact.staged else "只能写申报、核定、验收"
            self.refuse("value-unreadable", node.place, fact.name, what)
            return None
        figures = (self._under(fact, fields, name) for name in _STAGES)
        return Staged(*figures)

    def _under(self, fact: Fact, fields: Fields, name: str) -> Scalar | None:
        node = fields.node(name)
        return None if node is None else self.scalar(fact, node)

    def yearly(self, fact: Fact, node: Node) -> dict[tuple[str, int], Scalar]:
        """The values of a yearly fact by year."""
        if not isinstance(node, MappingNode):
            instead = f"{fact.name}: 下一行写 2021: …"
            self.refuse(
                "year-missing", node.place, fact.name, "每年一个值，没有写年份", "", instead
            )
            return {}
        found = {}
        for year, below in Fields(node).others():
            if not (year.text.isascii() and year.text.isdigit() and len(year.text) == len("2021")):
                self.refuse("year-missing", year.place, year.text, "不是年份", "", "2021")
                continue
            read = self.scalar(fact, below)
            if read is not None:
                found[fact.name, int(year.text)] = read
        return found

    def scalar(self, fact: Fact, node: Node) -> Scalar | None:
        """One value; 未知 is none."""
        if not isinstance(node, ScalarNode) or node.text == UNKNOWN:
            return None
        if fact.kind in _NUMBERS:
            return self._number(fact, node)
        read = read_value(fact, node.text, self.vocabulary.units)
        if isinstance(read, Expectation):
            self.refuse("value-unreadable", node.place, node.text, f"「{fact.name}」应为{read}")
            return None
        return read

    def _number(self, fact: Fact, node: ScalarNode) -> Scalar | None:
        quantity, problems = read_quantity(node.text, node.place, self.vocabulary.units)
        self.problems.extend(problems)
        if quantity is None:
            return None
        wanted = getattr(fact.type, "dimension", None)
        if quantity.dimension != wanted:
            instead = f"写上单位，如 {node.text} {fact.unit.name}" if fact.unit else "15%"
            what = f"不是「{fact.name}」的数"
            self.refuse("unlike-units", node.place, node.text, what, "", instead)
            return None
        if fact.kind is not FactKind.MONEY:
            return quantity.value
        if quantity.value.denominator != 1:
            self.refuse("value-unreadable", node.place, node.text, "金额最多精确到分")
            return None
        return quantity.value.numerator

    def money(self, node: ScalarNode | None) -> int | None:
        """A sum in whole fen; negative sums are refused."""
        if node is None:
            return None
        quantity, problems = read_quantity(node.text, node.place, self.vocabulary.units)
        self.problems.extend(problems)
        if quantity is None:
            return None
        if quantity.dimension != MONEY or quantity.value.denominator != 1 or quantity.value < 0:
            self.refuse("no-money", node.place, node.text, "不是整分的金额", "", "200000 元")
            return None
        return quantity.value.numerator

    def rate(self, node: ScalarNode | None) -> Fraction | None:
        """A rate such as 10%."""
        if node is None:
            return None
        quantity, problems = read_quantity(node.text, node.place, self.vocabulary.units)
        self.problems.extend(problems)
        if quantity is None:
            return None
        if not quantity.dimension.is_pure:
            self.refuse("no-rate", node.place, node.text, "不是比率", "", "10%")
            return None
        return quantity.value


def _derived_from(fact: Fact) -> tuple[str, ...]:
    """The facts and lists that the latest rule of a computed fact reads, by name."""
    latest = max(fact.derived, key=lambda rule: rule.since)
    found: dict[str, None] = {}
    for part in walk(latest.expression):
        if isinstance(part, FactRef | OverYears):
            found[part.fact] = None
        elif isinstance(part, Listed):
            found[f"名单 {part.name}"] = None
    return tuple(found)
