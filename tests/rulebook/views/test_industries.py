"""Which industries a measure names, and that one not named is out only where that is proved."""

import pytest

from duixian.intake.library_folder import load_library
from duixian.rulebook.views.industries import Industries, industries

LIBRARY, _ = load_library()


def of(policy: str, code: str) -> Industries:
    assert LIBRARY is not None
    found, measure = LIBRARY.policy(policy), LIBRARY.measure(policy, code)
    assert found is not None
    assert measure is not None
    return industries(measure, found, LIBRARY.vocabulary)


def test_scope_and_condition_together_leave_what_both_name():
    """7号 scope names seven fields or a catalogue, 第二条 three of them."""
    found = of("闵经委规发〔2021〕7号", "2")
    assert set(found.named) == {"人工智能", "智能制造", "工业互联网"}
    assert not found.others
    assert not found.may_hold("生物医药")


def test_a_catalogue_that_is_not_held_excludes_nobody():
    found = of("闵府规发〔2020〕5号", "7.1")
    assert "生物医药" in found.named
    assert found.may_hold("现代农业")


@pytest.mark.parametrize("code", ["1.1", "2.2"])
def test_a_policy_that_says_nothing_of_industries_is_open_to_all(code):
    assert of("闵经委规发〔2021〕3号", code) == Industries((), others=True)


def test_where_another_than_the_firm_may_be_paid_nothing_is_proved():
    assert of("闵经委规发〔2021〕7号", "8").others
