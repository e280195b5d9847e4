"""What reading one policy file needs at every turn: its problems, its names, its small words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from duixian.rulebook.documents.fields import Fields
from duixian.rulebook.documents.tree import ScalarNode
from duixian.rulebook.language import Scope, read_quantity
from duixian.rulebook.policy.model import Cite
from duixian.rulebook.problems import Place, Problem, error
from duixian.rulebook.units import MONEY, MONTHS, Unit
from duixian.rulebook.vocabulary.model import Vocabulary

MeasureName = tuple[str, str]


@dataclass(slots=True)
class Source:
    """The policy file being read.

    `catalogues` and `series` are what the library declares; None leaves such names to linking.
    """

    policy: str
    vocabulary: Vocabulary
    catalogues: frozenset[str] | None
    series: Mapping[str, Unit] | None
    problems: list[Problem] = field(default_factory=list)
    places: dict[str, Place] = field(default_factory=dict)
    """Of limits, groups and ladders by name, of the caps of measures by `cap_of`."""

    def refuse(self, code: str, place: Place, found: str, *says: str) -> None:
        """Note an error: what is wrong, why, and what to write instead."""
        self.problems.append(error(code, place, found, *says))

    def scope(self, subject: str, *, payee: bool = False, each: bool = False) -> Scope:
        """The names an expression about a row of `subject` (or about the payee) may use."""
        return Scope(
            self.vocabulary,
            subject,
            payee_scope=payee,
            each=each,
            catalogues=self.catalogues,
            series=self.series,
            policy=self.policy,
        )

    def months(self, node: ScalarNode | None) -> int | None:
        """A length of time in whole months."""
        if node is None:
            return None
        quantity, problems = read_quantity(node.text, node.place, self.vocabulary.units)
        self.problems.extend(problems)
        if quantity is None:
            return None
        if quantity.dimension != MONTHS or quantity.value.denominator != 1:
            says = "不是整月或整年的一段时间", "天与月不能互换", "3 年"
            self.refuse("no-length", node.place, node.text, *says)
            return None
        return quantity.value.numerator

    def money(self, node: ScalarNode) -> int | None:
        """A sum in whole fen."""
        quantity, problems = read_quantity(node.text, node.place, self.vocabulary.units)
        self.problems.extend(problems)
        if quantity is None:
            return None
        if quantity.dimension != MONEY or quantity.value < 1 or quantity.value.denominator != 1:
            self.refuse("no-money", node.place, node.text, "不是整分的金额", "", "1 元")
            return None
        return quantity.value.numerator

    def names(self, nodes: Iterable[ScalarNode]) -> tuple[MeasureName, ...]:
        """Measures by (policy, code): `3.1` is of this policy, `「文号 代码」` of another."""
        return tuple(measure_name(node.text, self.policy) for node in nodes)


def cap_of(code: str) -> str:
    """Under what the place of a measure's cap is kept."""
    return f"cap: {code}"


def measure_name(text: str, policy: str) -> MeasureName:
    """The (policy, code) pair written as `3.1` or `文号 3.1`, with or without 「」."""
    other, _, code = text.strip("「」 ").rpartition(" ")
    return other.strip() or policy, code


def cites_of(fields: Fields) -> tuple[Cite, ...]:
    """The citations of a piece; their form has been checked."""
    pairs = (text.rsplit(" ", 1) for text in fields.texts("cites"))
    return tuple(Cite(article.strip(), pin) for article, pin in pairs)


def _part(text: str) -> Fraction:
    """A part of a whole: `50%`, or `1/3` where the document says equal thirds."""
    return Fraction(text[:-1]) / 100 if text.endswith("%") else Fraction(text)


def parts_of(fields: Fields | None, source: Source) -> tuple[tuple[str, Fraction], ...]:
    """Names and parts of a whole (`立项: 50%`); they must add up to one."""
    if fields is None:
        return ()
    parts = tuple(
        (key.text, _part(value.text))
        for key, value in fields.others("because", "cites")
        if isinstance(value, ScalarNode)
    )
    total = sum((part for _, part in parts), Fraction(0))
    if total != 1:
        shown = "＋".join(f"{part * 100}%" for _, part in parts)
        says = f"合计应为 100%，这里是 {total * 100}%", "各部分须恰好构成全部", "改正其中的比例"
        source.refuse("parts-not-whole", fields.place, shown, *says)
    return parts
