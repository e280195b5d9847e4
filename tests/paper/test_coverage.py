from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from duixian.paper.amounts import amounts
from duixian.paper.clauses import clauses
from duixian.paper.coverage import Claim, Waiver, coverage
from duixian.paper.money import covered_amounts, is_money_clause
from duixian.paper.reading import pin

TEXT = """第一条 对新办企业给予5万元，前两年租金补贴50%。
第二条 按1:0.5配套，最高30万元；从业不少于20人。
第三条 资金按8:2分担。
第四条 本规定自2024年1月1日起施行，有效期5年。
"""
FIRST, SECOND = pin("对新办企业给予5万元，前两年租金补贴50%。"), pin("按1:0.5配套，最高30万元；")
THIRD = pin("资金按8:2分担。")


def claim(cited: str, said: str) -> Claim:
    return Claim("measure", frozenset({cited}), frozenset(amounts(said)))


def uncovered(*claims: Claim, waivers: tuple[Waiver, ...] = ()) -> list[str]:
    return [line.amount.text for line in coverage(TEXT, claims, waivers).uncovered]


def test_every_amount_of_a_money_clause_is_listed_and_nothing_is_covered_by_silence() -> None:
    assert uncovered() == ["5万元", "两年", "50%", "1:0.5", "30万元", "8:2"]
    assert coverage(TEXT, []).share == 0


def test_an_amount_is_covered_by_a_measure_that_pins_its_clause_and_says_it() -> None:
    assert uncovered(claim(FIRST, "5万元 2年 50%")) == ["1:0.5", "30万元", "8:2"]


def test_the_same_amount_in_a_measure_that_pins_another_clause_does_not_count() -> None:
    assert "5万元" in uncovered(claim(SECOND, "5万元 30万元"))


def test_a_wrong_amount_does_not_count() -> None:
    assert "5万元" in uncovered(claim(FIRST, "50万元 2年 50%"))


def test_a_ratio_may_be_said_as_rates() -> None:
    assert "1:0.5" not in uncovered(claim(SECOND, "50%"))
    assert "8:2" not in uncovered(claim(THIRD, "80% 20%"))
    assert "8:2" in uncovered(claim(THIRD, "80%"))
    assert "8:2" not in uncovered(claim(THIRD, "8:2"))


def test_a_waiver_covers_with_its_reason_what_it_names() -> None:
    waiver = Waiver(FIRST, frozenset(amounts("2年")), "由细则规定")
    report = coverage(TEXT, [], [waiver])
    assert [line.waived for line in report.amounts][:3] == [(), ("由细则规定",), ()]


def test_a_waiver_of_an_address_covers_everything_below_it() -> None:
    assert uncovered(waivers=(Waiver("第二条", None, "另文"),)) == ["5万元", "两年", "50%", "8:2"]


def test_a_waiver_that_leaves_out_nothing_is_reported() -> None:
    strayed = Waiver("第九条", None, "没有这一条")
    said_anyway = Waiver(FIRST, frozenset(amounts("5万元")), "多余")
    report = coverage(TEXT, [claim(FIRST, "5万元")], [strayed, said_anyway])
    assert report.idle_waivers == (strayed, said_anyway)


def test_a_clause_on_the_time_in_force_is_no_money_clause() -> None:
    *_, last = clauses(TEXT)
    assert last.amounts
    assert not is_money_clause(last)


def test_a_clause_on_the_time_in_force_that_also_states_a_sum_is_one() -> None:
    (clause,) = clauses("本办法自发布之日起施行，有效期2年，总额1亿元。")
    assert is_money_clause(clause)


def test_the_time_of_a_project_is_not_the_time_in_force() -> None:
    (clause,) = clauses("项目实施期不超过2年。")
    assert is_money_clause(clause)


def test_a_text_without_amounts_is_fully_covered() -> None:
    assert coverage("第一条 支持创新。", []).share == 1


LINES = [(c, a) for c in clauses(TEXT) for a in covered_amounts(c)]


@given(st.sets(st.sampled_from(range(len(LINES)))))
def test_the_share_is_exact_and_full_only_when_nothing_is_left(said: set[int]) -> None:
    claims = [Claim(str(i), frozenset({LINES[i][0].pin}), frozenset({LINES[i][1]})) for i in said]
    report = coverage(TEXT, claims)
    assert report.share == Fraction(len(said), len(LINES))
    assert (report.share == 1) == (not report.uncovered)


def test_a_clause_without_amounts_may_be_left_out_with_a_reason() -> None:
    worded, strayed = Waiver("第二条", None, "服务措施"), Waiver("第三条", None, "没有这一条")
    report = coverage("第一条 奖励5万元。\n第二条 加强服务。", [], [worded, strayed])
    assert report.idle_waivers == (strayed,)
