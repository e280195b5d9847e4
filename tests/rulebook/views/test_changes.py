"""The difference between two policies."""

from duixian.rulebook.views.changes import Kind, compare
from duixian.rulebook.views.describe import Aspect
from tests.rulebook.explain.little_library import POLICY, RULES, library


def policy(rules=RULES):
    found = library(rules).policy(POLICY)
    assert found
    return found


def differences(rules):
    return {code_of(one.right or one.left): one for one in compare(policy(), policy(rules))}


def code_of(measure):
    assert measure
    return measure.code


def test_a_policy_does_not_differ_from_itself():
    assert {one.kind for one in compare(policy(), policy())} == {Kind.SAME}


def test_a_changed_cap_rate_and_condition_are_each_named():
    changed = (
        RULES.replace("cap: 200 万元", "cap: 300 万元")
        .replace("grant: 10% × 总投入", "grant: 12% × 总投入")
        .replace("- 上年营业收入 ≥ 800 万元", "- 上年营业收入 ≥ 1000 万元")
    )
    found = differences(changed)
    assert [change.sentence for change in found["2"].changes] == [
        "标准由「总投入的 10%」改为「总投入的 12%」",
        "上限由「每项不超过 200 万元」改为「每项不超过 300 万元」",
    ]
    (condition,) = found["1"].changes
    assert condition.aspect is Aspect.CONDITIONS
    assert (condition.before, condition.after) == (
        ("上年营业收入不低于 800 万元",),
        ("上年营业收入不低于 1,000 万元",),
    )
    assert found["3"].kind is found["4"].kind is Kind.SAME


def test_new_pins_and_articles_alone_change_nothing():
    cited_anew = policy(RULES.replace("第三条 0000000c", "第五条 0000000f"))
    assert {one.kind for one in compare(policy(), cited_anew)} == {Kind.SAME}


def test_a_renumbered_measure_is_found_by_its_title():
    found = differences(RULES.replace("- code: 4", "- code: 9.1"))
    assert found["9.1"].kind is Kind.SAME
    assert code_of(found["9.1"].left) == "4"


def test_a_measure_of_one_side_only_is_added_or_removed():
    head, _, last = RULES.rpartition("  - code: 4")
    shorter = head.replace("ladders:\n  - name: 称号梯次\n    cites: [第四条 00000004]\n", "")
    assert last
    left, right = policy(), policy(shorter)
    assert [code_of(one.left) for one in compare(left, right) if one.kind is Kind.REMOVED] == ["4"]
    assert [code_of(one.right) for one in compare(right, left) if one.kind is Kind.ADDED] == ["4"]


def test_unlike_measures_are_not_paired_even_under_one_code():
    other = policy(RULES.replace("title: 称号奖励", "title: 灯会补助"))
    kinds = [one.kind for one in compare(policy(), other)]
    assert sorted(kinds) == sorted([Kind.SAME] * 3 + [Kind.ADDED, Kind.REMOVED])
