"""One figure of a measure changed, and none of its equals elsewhere."""

from dataclasses import replace
from fractions import Fraction

from duixian.fund.forecast.substitution import with_grant
from duixian.rulebook.expression import tree
from duixian.rulebook.expression.tree import Quantity
from duixian.rulebook.library.model import Library
from duixian.rulebook.units import MONEY

SEVEN = "闵经委规发〔2021〕7号"


def wan(sum_: int) -> Quantity:
    return Quantity(Fraction(sum_ * 1_000_000), MONEY, None, f"{sum_} 万元")


def test_a_level_is_changed_without_another_that_pays_the_same(library: Library) -> None:
    policy, measure = library.policy(SEVEN), library.measure(SEVEN, "4.1")
    assert policy is not None
    assert measure is not None
    assert isinstance(measure.grant, tree.ByLevel)
    alike = tuple((name, wan(40)) for name, _ in measure.grant.table)
    even = replace(measure, grant=replace(measure.grant, table=alike))
    changed = with_grant(policy, even, (wan(40), wan(50)), "网络级")
    (found,) = (each for each in changed.measures if each.code == "4.1")
    assert isinstance(found.grant, tree.ByLevel)
    sums = {name: value for name, value in found.grant.table if value != wan(40)}
    assert sums == {"网络级": wan(50)}
