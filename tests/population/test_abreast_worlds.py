"""Small worlds of measures side by side, worked out by hand; the population says the same."""

from datetime import date

from duixian.population.abreast.circles import abreast
from duixian.population.shape import Shape
from duixian.rulebook.dossier import Award, Dossier
from duixian.rulebook.policy.model import (
    Ladder,
    Measure,
    Need,
    Policy,
    Rung,
)
from tests.population.agreement import Agreement, smallest
from tests.rulebook.meaning.world import (
    ON,
    award,
    dossier,
    group,
    library,
    limit,
    measure,
    policy,
    wan,
)

UNKNOWN_CAPITAL = "100 万元 + 实缴资本"
Told = dict[str, tuple[str, int, int | None, str]]


def told(rules: Policy, firm: Dossier) -> Told:
    """Verdict, ends in 万元 and displacer of each measure, on which both agree."""
    held = library(rules)
    names = {each.name for each in rules.measures}
    assert abreast(held, Shape(ON), None) == names
    agreement = Agreement(held, [firm], ON, names)
    assert smallest(agreement) == ""
    found = {}
    for each in agreement.assessed():
        assert each.own is not None
        high = None if each.own.high is None else each.own.high // wan(1)
        by = each.displaced_by
        rival = "" if by is None else f"{by.measure} {by.key}"
        found[each.row.measure] = (each.verdict.value, each.own.low // wan(1), high, rival)
    return found


def of_firm(code: str, grant: str, **more: object) -> Measure:
    return measure(code, grant, "企业", again=True, **more)  # type: ignore[arg-type]


def waiting(code: str, most: int, **more: object) -> Measure:
    return of_firm(code, f"评审(0 元, {most} 万元)", needs=(Need("评审"),), **more)


def of_firm_award(code: str, amount: int, row_key: str, **more: object) -> Award:
    return award(code, amount, row_key, subject="企业", **more)


def test_of_a_chain_of_displacers_the_last_is_told() -> None:
    """200 and 300 are displaced by rows that are displaced in turn; 500 waits for the review."""
    rules = policy(
        of_firm("1", "200 万元"),
        of_firm("2", "300 万元"),
        of_firm("3", "500 万元"),
        of_firm("4", "100 万元"),
        waiting("5", 1000),
        groups=(group("组", ["1", "2", "3", "4", "5"]),),
    )
    found = told(rules, dossier())
    assert [found[code][3] for code in "1234"] == ["3 F", "3 F", "", "3 F"]
    assert [found[code][0] for code in "345"] == ["granted", "displaced", "pending"]


def test_the_first_of_two_awards_that_close_a_group_is_told() -> None:
    closing = group("组", ["1", "2"], over_time=True)
    rules = policy(of_firm("1", "200 万元"), of_firm("2", "1 万元"), groups=(closing,))
    past = (
        of_firm_award("2", 5, "先", decided=date(2021, 3, 1)),
        of_firm_award("2", 5, "后", decided=date(2021, 9, 1)),
    )
    found = told(rules, dossier(history=past))
    assert found["1"] == ("displaced", 0, 0, "2 先")


def test_a_group_topped_up_stays_open_to_a_source_that_is_not_there() -> None:
    more = group("组", ["1", "2"], over_time=True, top_up=True, sources=("市级",))
    rules = policy(of_firm("1", "200 万元"), of_firm("2", "1 万元"), groups=(more,))
    assert told(rules, dossier(history=()))["1"] == ("unknown", 0, 200, "")


def test_two_measures_under_one_limit_share_it() -> None:
    rules = policy(
        of_firm("1", "70 万元"), of_firm("2", "70 万元"), limits=(limit("限", "12", "100 万元"),)
    )
    assert told(rules, dossier())["2"] == ("granted", 30, 30, "")


def test_a_grant_that_only_another_row_opens_stays_granted() -> None:
    """At least 100 under a limit of 100 is 100, however large the capital is."""
    rules = policy(
        waiting("1", 60), of_firm("2", UNKNOWN_CAPITAL), limits=(limit("限", "12", "100 万元"),)
    )
    assert told(rules, dossier())["2"] == ("granted", 40, 100, "")


def test_a_grant_that_only_a_rung_of_another_row_opens_stays_granted() -> None:
    rules = policy(
        waiting("1", 60, rung=Rung("梯")),
        of_firm("2", UNKNOWN_CAPITAL, rung=Rung("梯")),
        ladders=(Ladder("梯", ("受益人",)),),
        limits=(limit("限", "2", "100 万元"),),
    )
    assert told(rules, dossier())["2"] == ("granted", 40, 100, "")


def test_what_was_missing_alone_stays_missing_when_others_leave_less() -> None:
    """Of 50 or more, 30 is left: which it is paid, but of a sum that is not known."""
    rules = policy(
        of_firm("1", "70 万元"),
        of_firm("2", "50 万元 + 实缴资本"),
        limits=(limit("限", "12", "100 万元"),),
    )
    assert told(rules, dossier())["2"] == ("unknown", 30, 30, "")


def test_a_history_that_could_change_nothing_is_not_missing() -> None:
    rules = policy(waiting("1", 50), limits=(limit("限", "1", "100 万元"),))
    assert told(rules, dossier(history=None))["1"] == ("pending", 0, 50, "")


def test_a_review_that_could_change_nothing_is_not_awaited() -> None:
    """50 to 150 under a limit of 50 is 50, whatever the review comes to."""
    rules = policy(of_firm("1", "评审(50 万元, 150 万元)"), limits=(limit("限", "1", "50 万元"),))
    assert told(rules, dossier())["1"] == ("granted", 50, 50, "")
