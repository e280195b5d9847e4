"""What a policy file may not say, each told with its line, its column and a code."""

import pytest

from tests.rulebook.policy.example import POLICY, changed, errors, read

WITHOUT_TAX_SCOPE = """\
    scope_without:
      - title: 税务地
        cites: [附则 0a1b2c3d]
        because: 另有规定
    once_per"""

REFUSED = [
    # amounts
    ("cap: 100 万元", "cap: 99 万元", "cap-below-grant", 68, 10),
    ("cap: 100 万元", "floor: 101 万元\n    cap: 100 万元", "cap-below-floor", 69, 10),
    ("cap: 100 万元", "cap: 0 元", "cap-zero", 68, 10),
    ("cap: 100 万元", "cap: 1 元 − 2 元", "cap-zero", 68, 10),
    ("      国家级: 100 万元\n", "", "table-incomplete", 64, 7),
    ("国家级: 100 万元", "部级: 100 万元", "unknown-level", 67, 7),
    ("国家级: 100 万元", "国家级: 100", "unit-missing", 67, 12),
    ("国家级: 100 万元", "国家级: 5 平方米", "type-mismatch", 67, 12),
    ("10 亿元以上: 10", "超过 10 亿元: 10", "bracket-gap", 84, 7),
    ("不满 10 亿元: 5", "10 亿元以下: 5", "bracket-overlap", 84, 7),
    (
        "10 亿元以上: 10 万元",
        "10 亿元以上: 10 万元\n      else: 1 元",
        "else-with-brackets",
        85,
        13,
    ),
    ("by: 等级", "by: 等级\n      mode: 累加", "mode-without-brackets", 65, 13),
    ("by: 等级", "by: 立项日期", "table-key", 64, 11),
    ("by: 等级", "by: 登记", "name-unknown", 64, 11),
    (
        "grant: 10% × 基数",
        "grant: 总投入 × (总投入 ÷ 产值) × (总投入 ÷ 产值) × (总投入 ÷ 产值)",
        "too-wide",
        47,
        12,
    ),
    # conditions
    ("总投入 ≥ 200 万元", "总投入 ≥ 200", "unit-missing", 44, 19),
    ("      - any:\n", "      - all_of:\n", "unknown-key", 43, 9),
    (
        "if: 工商注册地 = 闵行区",
        "any:\n      - 工商注册地 = 市外\n    if: 工商注册地 = 闵行区",
        "condition-kind",
        9,
        5,
    ),
    ("      - any:", "      - at_least: 3\n        of:", "condition-count", 43, 19),
    ("waive: 产值", "admit: 首次\n        waive: 产值", "discretion-kind", 76, 9),
    ("needs: [专家评审]", "needs:\n      - kind: 评审\n        failed: 首次", "need-half", 47, 9),
    # days and lengths of time
    ("to: 2026-12-31", "to: 2023-12-31", "term-backwards", 6, 7),
    ("from: 2024-01-01", "from: 2024-02-30", "wrong-form", 5, 9),
    ("within: 3 年", "within: 30 天", "no-length", 80, 15),
    (
        "    when: 类型",
        "    in_force:\n      from: 2027-01-01\n    when: 类型",
        "term-outside",
        58,
        5,
    ),
    # parts of a whole
    ("立项: 50%", "立项: 40%", "parts-not-whole", 56, 7),
    ("区: 80%", "区: 90%", "parts-not-whole", 32, 3),
    # what binds several measures
    ("    keep: 就高\n", "", "exclusive-without-order", 22, 5),
    ("    keep: 就高\n", "    keep: 最好\n", "unknown-value", 27, 11),
    ("      - 2\n    per", "      - 4\n    per", "measure-unknown", 22, 5),
    ("per: [项目编号]", "per: [服务商]", "key-not-required", 22, 5),
    ("per: [项目编号]", "per: [地块]", "key-unknown", 22, 5),
    ("per: [项目编号]", "per: [受益人, 周期]", "key-unknown", 22, 5),
    ("    per: [受益人]\n    window: 自然年度\n", "    per: [受益人]\n", "key-missing", 16, 5),
    ("    sum: 3000 万元\n", "    sum: 3000 万元\n    times: 2\n", "limit-kind", 16, 5),
    ("class: 投资类\n    sum", "class: 研发类\n    sum", "class-unknown", 17, 12),
    ("    class: 投资类\n    sum", "    sum", "limit-without-measures", 16, 5),
    ("inside: 年度总额", "inside: 总额", "limit-unknown", 51, 9),
    (
        "      - sum: 2000 万元\n        per: [受益人]",
        "      - sum: 2000 万元\n        per: [项目编号]",
        "limit-not-nested",
        51,
        9,
    ),
    (
        "    window: 自然年度\nexclusive",
        "    window: 自然年度\n    inside: 年度总额\nexclusive",
        "limit-circle",
        16,
        5,
    ),
    ("ladder: 称号", "ladder: 头衔", "ladder-unknown", 58, 5),
    ("once_per: [受益人]", "once_per: [等级]", "key-not-required", 58, 5),
    ("    once_per", "    again: 对\n    once_per", "unknown-value", 70, 12),
    # names and citations
    ("    cites: [第二条 5e6f7a8b]\n", "", "key-missing", 58, 5),
    ("[第二条 5e6f7a8b]", "[]", "value-missing", 60, 12),
    ("[第二条 5e6f7a8b]", "[第二条]", "wrong-form", 60, 13),
    ("[第二条 5e6f7a8b]", "[第二条 5e6f7a8g]", "wrong-form", 60, 13),
    ("code: 2", "code: 1", "duplicate-measure", 58, 5),
    ("    title: 智能工厂奖励\n", "", "key-missing", 58, 5),
    ("title: 智能工厂奖励", "titel: 智能工厂奖励", "unknown-key", 59, 5),
    ("law_day: 事项日\n", "", "key-missing", 1, 1),
    ("region: 310112", "region: 闵行", "wrong-form", 3, 9),
    ("    once_per", "    to: 税务局\n    once_per", "payee-unknown", 70, 9),
    ("    once_per", "    remember: [名次]\n    once_per", "fact-unknown", 58, 5),
    (
        "    once_per",
        WITHOUT_TAX_SCOPE,
        "scope-unknown",
        58,
        5,
    ),
    (
        "    once_per",
        "    uplift:\n      - when: 首次\n        points: 5%\n    once_per",
        "uplift-kind",
        71,
        9,
    ),
    (
        "grant: 10% × 基数",
        (
            "grant: 总投入 × (总投入 ÷ 产值)\n    uplift:\n      - when: 首次\n"
            "        by: 总投入 ÷ 产值"
        ),
        "too-wide",
        49,
        7,
    ),
    (
        "    once_per",
        "    each:\n      支持年度: 3 至 1\n      from: 立项日期\n    once_per",
        "each-backwards",
        71,
        13,
    ),
    ("    once_per", "    each:\n      from: 立项日期\n    once_per", "each-kind", 71, 7),
]


@pytest.mark.parametrize(("old", "new", "code", "line", "column"), REFUSED)
def test_what_a_policy_may_not_say_is_refused_where_it_stands(
    old: str, new: str, code: str, line: int, column: int
) -> None:
    found = errors(changed(old, new))
    assert (code, line, column) in found


def test_the_example_itself_is_sound() -> None:
    policy, problems = read(POLICY)
    assert policy is not None
    assert not problems


def test_all_errors_of_a_file_are_told_at_once() -> None:
    text = POLICY.replace("cap: 100 万元", "cap: 99 万元").replace("区: 80%", "区: 90%")
    text = text.replace("总投入 ≥ 200 万元", "总投人 ≥ 200").replace("title: 示范措施", "titel: 甲")
    codes = {code for code, _, _ in errors(text)}
    assert codes >= {"cap-below-grant", "parts-not-whole", "unknown-key", "key-missing"}
    assert codes & {"name-unknown", "fact-unknown"}


def test_a_refused_policy_is_not_handed_out() -> None:
    assert read(changed("cap: 100 万元", "cap: 99 万元"))[0] is None


def test_every_refusal_says_something_in_chinese() -> None:
    for old, new, *_ in REFUSED:
        for problem in read(changed(old, new))[1]:
            assert any("一" <= character <= "鿿" for character in problem.what)


def test_a_window_of_cycles_needs_a_cycle() -> None:
    text = POLICY.replace("    keep: 就高", "    window: 周期\n    keep: 就高")
    assert not errors(text)
    assert ("cycle-missing", 1, 1) in errors(text.replace("cycle:\n  of: 有效期\n", ""))
    endless = text.replace("  to: 2026-12-31\n", "")
    assert ("cycle-endless", 1, 1) in errors(endless)


def test_what_uses_a_broken_part_is_not_told_again() -> None:
    found = errors(changed("基数: 较小(总投入, 1 亿元)", "甲: 总投人 × 10%\n      基数: 甲 + 甲"))
    assert [code for code, _, _ in found] == ["name-unknown"]


def test_more_measures_than_can_be_compared_are_refused() -> None:
    head, measures = POLICY.split("measures:\n", 1)
    second = measures[measures.index("  - code: 2\n") : measures.index("  - code: 3\n")]
    many = "".join(second.replace("code: 2", f"code: {number}") for number in range(4, 503))
    assert ("too-many", 1, 1) in errors(f"{head}measures:\n{measures}{many}")
    fewer = many[: many.index("  - code: 500\n")]
    assert "too-many" not in {code for code, _, _ in errors(f"{head}measures:\n{measures}{fewer}")}
