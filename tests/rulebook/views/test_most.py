"""The most that one grant can be, as the policy texts say it."""

from dataclasses import replace

import pytest

from duixian.intake.library_folder import load_library
from duixian.rulebook.views.most import most

LIBRARY, _ = load_library()
WAN = 1_000_000


@pytest.mark.parametrize(
    ("policy", "code", "wan"),
    [
        ("闵府规发〔2020〕5号", "2", 100),  # 一（二）: a fixed award
        ("闵府规发〔2020〕5号", "4.1", 100),  # 一（四）: bounded by the limit of a year only
        ("闵府规发〔2020〕5号", "8.1", 500),  # by level, each set by a review
        ("闵府规发〔2020〕5号", "8.3", 500),  # set by a review
        ("闵经委规发〔2021〕7号", "3.1", 2000),  # a rate with a cap
        ("闵经委规发〔2021〕7号", "4.1", 50),  # by level, the highest of four
        ("闵经委规发〔2021〕7号", "7.2", 50),  # set by a review below a base, with a cap
        ("闵经委规发〔2021〕7号", "8", 8),  # by yes or no
    ],
)
def test_the_most_one_grant_can_be(policy, code, wan):
    assert LIBRARY is not None
    found, measure = LIBRARY.policy(policy), LIBRARY.measure(policy, code)
    assert found is not None
    assert measure is not None
    assert most(measure, found) == wan * WAN


def test_a_rate_without_cap_or_limit_has_no_most():

    assert LIBRARY is not None
    policy, measure = (
        LIBRARY.policy("闵经委规发〔2021〕7号"),
        LIBRARY.measure("闵经委规发〔2021〕7号", "3.1"),
    )
    assert policy is not None
    assert measure is not None
    assert most(replace(measure, caps=()), replace(policy, limits=())) is None
