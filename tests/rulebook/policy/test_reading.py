"""What a policy file says becomes the pieces of the model."""

from datetime import date
from fractions import Fraction

from duixian.rulebook.expression.parts import walk
from duixian.rulebook.expression.tree import AnyOf, ByBracket, ByLevel, Named
from duixian.rulebook.policy.model import (
    Cite,
    CycleKind,
    Effect,
    Keep,
    Policy,
    WindowKind,
    YearKind,
)
from tests.rulebook.policy.example import POLICY, changed, read

NAME = "示经发〔2024〕1号"


def policy_of(text: str) -> Policy:
    policy, problems = read(text)
    assert policy is not None, [problem.sentence for problem in problems]
    return policy


def test_defaults_of_the_policy_reach_its_measures() -> None:
    policy = policy_of(POLICY)
    for measure in policy.measures:
        assert [(share.bearer, share.part) for share in measure.shares] == [
            ("区", Fraction(4, 5)),
            ("镇", Fraction(1, 5)),
        ]
    assert policy.counts_from == date(2024, 1, 1)


def test_a_measure_s_own_shares_replace_the_default() -> None:
    text = changed("    once_per", "    shares:\n      区: 100%\n    once_per")
    (share,) = policy_of(text).measures[1].shares
    assert (share.bearer, share.part) == ("区", Fraction(1))


def test_what_shares_cite_is_cited_by_every_measure_that_has_them() -> None:
    cited = changed("shares:\n", "shares:\n  cites: [第十条 1a2b3c4d]\n")
    own = cited.replace("    once_per", "    shares:\n      区: 100%\n    once_per")
    assert [len(measure.further_cites) for measure in policy_of(own).measures] == [1, 0, 1]
    assert policy_of(own).measures[0].further_cites == (Cite("第十条", "1a2b3c4d"),)


def test_parts_may_be_fractions() -> None:
    text = changed(
        "      立项: 50%\n      验收: 50%", "      一: 1/3\n      二: 1/3\n      三: 1/3"
    )
    assert {each.share for each in policy_of(text).measures[0].paid} == {Fraction(1, 3)}


def test_a_named_part_keeps_its_name_in_expressions() -> None:
    grant = policy_of(POLICY).measures[0].grant
    assert [part.name for part in walk(grant) if isinstance(part, Named)] == ["基数"]


def test_tables_become_levels_and_brackets() -> None:
    _, levels, brackets = (measure.grant for measure in policy_of(POLICY).measures)
    assert isinstance(levels, ByLevel)
    assert [name for name, _ in levels.table] == ["区级", "市级", "国家级"]
    assert isinstance(brackets, ByBracket)
    low, high = brackets.brackets
    assert high.low is not None
    assert high.low.value == 100_000_000_000
    assert (low.high_included, high.low_included) == (False, True)


def test_alternatives_become_one_condition() -> None:
    first, second = policy_of(POLICY).measures[0].when
    assert isinstance(second.test, AnyOf)
    assert (first.place.line, second.place.line) == (42, 43)


def test_limits_of_a_measure_stand_with_those_of_the_policy() -> None:
    shared, own = policy_of(POLICY).limits
    assert shared.measures == own.measures == ((NAME, "1"),)
    assert own.inside == shared.name
    assert shared.window.kind is WindowKind.CALENDAR_YEAR


def test_awards_from_elsewhere_count_where_a_ladder_or_a_group_names_them() -> None:
    text = changed("  - name: 称号\n", "  - name: 称号\n    awards: [旧发〔2016〕1号 5]\n")
    assert policy_of(text).ladders[0].awards == (("旧发〔2016〕1号", "5"),)
    text = changed("    keep: 就高\n", "    keep: 就高\n    sources: [市级, 区科委]\n")
    assert policy_of(text).groups[0].sources == ("市级", "区科委")


def test_a_group_keeps_the_order_of_its_members() -> None:
    text = changed("keep: 就高", "keep: 依次")
    (group,) = policy_of(text).groups
    assert group.keep is Keep.IN_ORDER
    assert group.members == ((NAME, "1"), (NAME, "2"))
    assert group.over_time


def test_forms_of_one_name_make_one_choice() -> None:
    choice = "    choice:\n      name: 租购\n      form: 方式\n      is: {}\n"
    text = POLICY.replace(
        "    class: 投资类\n    limits", choice.format("租") + "    class: 投资类\n    limits"
    )
    text = text.replace("    once_per", choice.format("购") + "    once_per")
    group = policy_of(text).groups[1]
    assert group.name == "租购"
    assert group.forms == (((NAME, "1"), "租"), ((NAME, "2"), "购"))
    assert group.per == ("受益人",)


def test_discretion_carries_its_effect() -> None:
    (may,) = policy_of(POLICY).measures[2].may
    assert (may.name, may.effect) == ("低于门槛", Effect.WAIVE)


def test_an_earlier_grant_names_its_measure() -> None:
    after = policy_of(POLICY).measures[2].after
    assert after is not None
    assert (after.measures, after.months) == (((NAME, "2"),), 36)
    other = changed("measures: [2]", "measures: [「示经发〔2020〕1号 8.1」]")
    after = policy_of(other).measures[2].after
    assert after is not None
    assert after.measures == (("示经发〔2020〕1号", "8.1"),)


def test_years_of_support_are_counted_from_a_day() -> None:
    text = changed(
        "    once_per",
        "    each:\n      自然年度: 1 至 5\n      from: 立项日期\n      start: 次年\n    once_per",
    )
    each = policy_of(text).measures[1].each
    assert each is not None
    assert (each.kind, each.first, each.last, each.from_next) == (YearKind.CALENDAR, 1, 5, True)


def test_every_reason_is_listed_as_a_reading_with_its_place() -> None:
    (reading,) = policy_of(POLICY).readings
    assert reading.because == "附则未写明"
    assert reading.place is not None
    assert reading.place.line == 28


def test_a_stub_needs_neither_measures_nor_a_day_of_law() -> None:
    head, _, _ = POLICY.partition("law_day")
    policy = policy_of(head + "source: 存目\n")
    assert policy.measures == ()


def test_cites_and_cycle_are_read() -> None:
    policy = policy_of(POLICY)
    assert policy.measures[1].cites == (Cite("第二条", "5e6f7a8b"),)
    assert policy.cycle is not None
    assert policy.cycle.kind is CycleKind.TERM
