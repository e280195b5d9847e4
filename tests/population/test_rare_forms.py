"""Forms that policies seldom use: the columns come to what `assess` comes to, over random rows."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from random import Random

from duixian.rulebook.dossier import Award, Dossier
from duixian.rulebook.expression.tree import (
    Bracket,
    BracketMode,
    ByBracket,
    ByLevel,
    Comparator,
    Compare,
    Expression,
    Quantity,
    Word,
)
from duixian.rulebook.expression.types import PURE_TYPE
from duixian.rulebook.language import Scope, read_expression
from duixian.rulebook.library.model import Library
from duixian.rulebook.policy.model import Condition, Measure
from duixian.rulebook.units import MONEY, Unit
from duixian.rulebook.vocabulary.model import Derivation, Fact, FactKind, Vocabulary
from tests.population.agreement import Agreement, smallest
from tests.population.renaming import renamed
from tests.population.test_forms import Chances
from tests.rulebook.meaning.world import ON, PLACE, VOCABULARY, P, award, measure, policy

PARTS = {
    "最多": "最大(租赁.投入)",
    "首次合计": "合计(租赁.投入, 首次)",
    "有首次": "有(租赁, 首次 且 类型 = 本行.类型)",
    "再里": "最大(租赁.投入, 租赁.投入 < 最多)",
}
CONDITIONS = (
    "计数(租赁, 租赁.投入 ≥ 最多) ≥ 2 份",
    "合计(租赁.投入, 租赁.投入 × 2 > 首次合计) > 1 元",
    "有(租赁, 类型 = 甲 且 有首次)",
    "计数(租赁, 租赁.投入 > 再里) = 1 份",
    "企业.投资率 ≥ 50%",
    "企业.投资率 × 投入 > 1 元",
)
GRANTS = ("已奖补最高(件数) ÷ 1 件 × 1 元", "投入 − 已奖补最高(投入)", "已奖补最高(投入)")


def read(held: Vocabulary, text: str, subject: str = "项目") -> Expression:
    lets: dict[str, Expression] = {}
    parts = PARTS if subject == "项目" else {}
    for name, part in {**parts, "": text}.items():
        scope = Scope(held, subject, lets, policy=P)
        found, problems = read_expression(part, PLACE, scope)
        assert found is not None, [problem.sentence for problem in problems]
        lets = {**lets, name: found}
    return lets[""]


def the_vocabulary() -> Vocabulary:
    """With a computed fact of firms that is a quotient of two facts."""
    firm, *rows = VOCABULARY.subjects
    rule = Derivation(date(2020, 1, 1), read(VOCABULARY, "实缴资本 ÷ 上年营业收入", "企业"), "")
    rate = Fact("投资率", "invested", "企业", FactKind.RATE, PURE_TYPE, derived=(rule,))
    return replace(VOCABULARY, subjects=(replace(firm, facts=(*firm.facts, rate)), *rows))


HELD = the_vocabulary()


def words_by_bracket() -> Expression:
    """甲 below 1 元, 乙 below 2 元, from there 甲 again."""
    unit = Unit("元", Fraction(100), MONEY)
    low, high = (Quantity(Fraction(fen), MONEY, unit, f"{fen} 分") for fen in (100, 200))
    bounds = ((None, low, "甲"), (low, high, "乙"), (high, None, "甲"))
    parts = tuple(Bracket(a, True, b, False, Word(word)) for a, b, word in bounds)  # noqa: FBT003
    return ByBracket(read(HELD, "投入"), parts, BracketMode.SINGLE)


def the_measures() -> Iterator[Measure]:
    tests = [read(HELD, text) for text in CONDITIONS]
    tests.append(Compare(Comparator.EQUAL, words_by_bracket(), Word("甲")))
    by_flag = ByLevel(read(HELD, "首次"), (("是", Word("甲")), ("否", Word("乙"))), None)
    tests.append(Compare(Comparator.EQUAL, by_flag, read(HELD, "类型")))
    for place, test in enumerate(tests):
        yield replace(measure(f"条{place}"), when=(Condition(test, PLACE),))
    for place, text in enumerate(GRANTS):
        yield measure(f"额{place}", read(HELD, text), again=True)


def history(chance: Random) -> tuple[Award, ...]:
    """Awards that remember what the grants ask for, or not."""
    return tuple(
        award(
            f"额{chance.randint(0, 2)}",
            1,
            decided=ON - timedelta(days=chance.randint(-2, 20)),
            remembered={
                name: value
                for name, value in (
                    ("件数", chance.choice((Fraction(1, 2), 3))),
                    ("投入", chance.choice((50, 99, 100, 300))),
                )
                if chance.random() > 0.3
            },
        )
        for _ in range(chance.randint(0, 4))
    )


def with_more(chance: Random, known: Dossier) -> Dossier:
    capital = {"实缴资本": chance.choice((1, 50, 99, 150))} if chance.random() > 0.2 else {}
    firm = replace(known.firm, values={**known.firm.values, **capital})
    return replace(known, firm=firm, history=history(chance))


def test_every_rare_form_comes_to_the_same() -> None:
    held = Library(HELD, (policy(*the_measures()),))
    chances, chance = Chances(7), Random(7)  # noqa: S311 — repeatable, not secret
    firms = [renamed(with_more(chance, chances.dossier()), f"{n}/", held) for n in range(80)]
    measures = {each.name for each in held.policies[0].measures}
    agreement = Agreement(held, firms, ON, measures)
    assert smallest(agreement) == ""
    assert {each.row.measure for each in agreement.assessed() if each.verdict == "granted"} == {
        code for _, code in measures
    }
