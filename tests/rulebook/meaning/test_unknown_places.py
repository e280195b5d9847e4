"""What is not known of a row is not zero and not no: its cycle, and the firm that it would name."""

from duixian.rulebook.assessment import Verdict
from duixian.rulebook.policy.model import Cycle, CycleKind, Payee, Window, WindowKind
from tests.rulebook.meaning.world import (
    ON,
    dossier,
    expression,
    limit,
    measure,
    missing,
    only,
    policy,
    result,
    row,
    sums,
)


def test_a_row_of_an_unknown_cycle_does_not_share_the_cycle_that_is_numbered_zero() -> None:
    one = limit("限", ["1"], "3 元", window=Window(WindowKind.CYCLE))
    cycle = Cycle(CycleKind.FACT, expression("件数 ÷ 1 件"))
    rules = policy(measure("1", "2 元"), limits=(one,), cycle=cycle)
    found = sums(result(rules, dossier(row("a", 件数=0), row("b"))))
    assert found == {"1 a": (200, 200), "1 b": (200, 200)}


def test_whether_a_firm_nobody_names_is_listed_is_not_known() -> None:
    rules = policy(measure("1", when=["列入(名单甲, 企业)"], payee=Payee("服务商")))
    found = only(rules, dossier(tables={}, lists={"名单甲": ON}))
    assert found.verdict is Verdict.UNKNOWN
    assert missing(found) == ["项目"]
