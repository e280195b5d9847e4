"""Rows that pay another firm than their own: the population and `assess` agree, payee by payee."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from random import Random

import pytest

from duixian.intake.register import Records, Register
from duixian.rulebook.assessment import GapKind
from duixian.rulebook.dossier import Award, Firm, Listing, Outcome, ReviewRow, Row, Stage, Value
from duixian.rulebook.expression.tree import Expression
from duixian.rulebook.language import Scope, read_expression
from duixian.rulebook.library.model import Library
from duixian.rulebook.policy.model import (
    Condition,
    Each,
    Earlier,
    Instalment,
    Ladder,
    LawDay,
    Measure,
    Need,
    Payee,
    Rung,
    Window,
    WindowKind,
    YearKind,
)
from duixian.rulebook.vocabulary.model import Derivation, Fact, Subject, Vocabulary
from tests.population.agreement import Agreement, smallest
from tests.rulebook.meaning.world import ON, PLACE, VOCABULARY, P, group, limit, measure, policy

CONDITIONS = (
    "企业.领域 = 甲",
    "服务商.领域 = 甲",
    "受益人.领域 = 甲",
    "列入(名单甲)",
    "列入(名单甲, 服务商)",
    "列入(名单甲, 受益人)",
    "列入(名单乙, 服务商)",
    "服务商.失信",
    "非 企业.失信",
    "企业.首迁",
    "服务商.首迁",
    "受益人.首迁",
    "受益人.上年营业收入 ≥ 1 元",
    "服务商.上年营业收入 ≥ 1 元",
    "有(租赁, 首次)",
    "大额",
    "有(租赁, 大额)",
)
GRANTS = ("投入", "较小(投入, 受益人.上年营业收入)", "3 元 − 已奖补(1)", "合计(租赁.投入)")
OF_FIRMS = ("领域 = 甲", "首迁", "有(项目, 首次)", "列入(名单甲)", "非 失信 且 上年营业收入 ≥ 1 元")
OF_A_YEAR = ("上年营业收入", "合计(项目.投入)", "平均(近2年营业收入)", "已奖补(7) + 1 元")
FIRMS = ("甲司", "乙司", "丙司", "丁司")
SUMS = (99, 100, 101, 200, 300)


def rule(held: Vocabulary, text: str, subject: str, since: date = date(2020, 1, 1)) -> Derivation:
    return Derivation(since, read(held, text, subject), "")


def read(held: Vocabulary, text: str, subject: str = "项目", **more: bool) -> Expression:
    scope = Scope(held, subject, policy=P, **more)  # type: ignore[arg-type]
    found, problems = read_expression(text, PLACE, scope)
    assert found is not None, [problem.sentence for problem in problems]
    return found


def with_facts(subject: Subject, *facts: Fact) -> Subject:
    names = {fact.name for fact in facts}
    kept = [fact for fact in subject.facts if fact.name not in names]
    return replace(subject, facts=(*kept, *facts))


def the_vocabulary() -> Vocabulary:
    """Computed facts of firms (from lists, from rows) and of rows."""
    firm, project, lease = VOCABULARY.subjects
    flag = firm.fact("失信")
    assert flag is not None
    listed = (rule(VOCABULARY, "列入(名单甲)", "企业"),)
    early = rule(VOCABULARY, "迁入日期 ≥ 2021-01-01", "企业")
    late = rule(VOCABULARY, "有(租赁, 首次)", "企业", date(2021, 6, 1))
    moved = replace(flag, name="首迁", code="first_moved", derived=(early, late))
    firm = with_facts(firm, replace(flag, derived=listed), moved)
    rows = []
    for subject in (project, lease):
        large = rule(VOCABULARY, "投入 ≥ 2 元", subject.name)
        fact = replace(flag, name="大额", code="is_large", subject=subject.name, derived=(large,))
        rows.append(with_facts(subject, fact))
    return replace(VOCABULARY, subjects=(firm, *rows))


HELD = the_vocabulary()


def condition(text: str, *, of_payee: bool = False) -> Condition:
    return Condition(read(HELD, text, payee_scope=of_payee), PLACE, text)


PAYEES = (
    Payee(),
    Payee("服务商"),
    Payee("企业", condition("服务商.注册地 = 闵行区 且 服务商.领域 = 甲"), "服务商"),
    Payee("服务商", condition("首次"), "企业"),
)


def the_measures(chance: Random) -> Iterable[Measure]:
    for number in range(1, 7):
        each = chance.choice((None, None, Each(YearKind.SUPPORT, 1, 2, read(HELD, "起租日期"))))
        after = chance.choice((None, None, None, Earlier(((P, "1"), (P, "2")), 12)))
        found = measure(
            str(number),
            read(HELD, chance.choice(GRANTS)),
            payee=chance.choice(PAYEES),
            after=after,
            again=chance.random() < 0.2,
            rung=Rung("梯") if number == 1 else None,
            needs=(Need("评审"),) if number == 2 else (),
        )
        tests = tuple(condition(text) for text in chance.sample(CONDITIONS, 2))
        yield replace(found, when=tests, each=each)
    yield from of_firms(chance)


def of_firms(chance: Random) -> Iterable[Measure]:
    """Measures of firms themselves: once, by the year, after another grant."""
    moved, test = read(HELD, "迁入日期", "企业"), read(HELD, chance.choice(OF_FIRMS), "企业")
    each = Each(chance.choice(tuple(YearKind)), 1, 3, moved, from_next=chance.random() < 0.5)
    after = Earlier(((P, "1"), (P, "8")), chance.choice((None, 6, 24)))
    for number, more in (("7", {"each": each}), ("8", {}), ("9", {"after": after})):
        grant = read(HELD, chance.choice(OF_A_YEAR), "企业", each="each" in more)
        found = measure(number, grant, "企业", needs=(Need("评审"),) if number == "8" else ())
        yield replace(found, when=(Condition(test, PLACE),), **more)


def the_library(chance: Random) -> Library:
    window = Window(chance.choice((WindowKind.EVER, WindowKind.CALENDAR_YEAR)))
    rules = policy(
        *the_measures(chance),
        law_day=chance.choice(tuple(LawDay)),
        scope=(condition("领域 ≠ 丙", of_payee=True), condition("非 失信", of_payee=True)),
        ladders=(Ladder("梯", ("受益人",)),),
        limits=(limit("限", ("1", "2", "3"), "4 元", window=window),),
        groups=(group("组", ("3", "4", "5", "7"), per=("受益人",)),),
        paid=tuple(Instalment(f"第{place}年", Fraction(1, 3)) for place in (1, 2, 3)),
    )
    return Library(HELD, (rules,))


class Chances:
    """Random firms, rows that name them, awards; anything may be missing."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)  # noqa: S311 — repeatable, not secret

    def some(self, values: dict[str, tuple[Value, ...]]) -> dict[str, Value]:
        chance = self.chance
        return {k: chance.choice(v) for k, v in values.items() if chance.random() > 0.15}

    def firm(self, code: str) -> Firm:
        days = tuple(date(2020, 12, 1) + timedelta(days=step) for step in (0, 31, 300))
        facts: dict[str, tuple[Value, ...]] = {
            "注册地": ("闵行区", "青浦区"),
            "领域": ("甲", "乙", "丙"),
            "迁入日期": days,
        }
        years = {
            ("营业收入", year): self.chance.choice(SUMS)
            for year in range(2019, 2023)
            if self.chance.random() > 0.2
        }
        return Firm(code, self.some(facts), years)

    def row(self, key: str, subject: str) -> Row:
        day = date(2022, 1, 1) + timedelta(days=self.chance.randint(0, 3))
        facts: dict[str, tuple[Value, ...]] = {
            "服务商": (*FIRMS, "不在册"),
            "投入": SUMS,
            "首次": (True, False),
            "起租日期": (date(2020, 9, 1), date(2021, 6, 30), date(2022, 5, 1)),
        }
        firm = self.chance.choice((*FIRMS, "外区企业"))
        known: dict[str, Value] = {"编号": key, "日期": day, "企业": firm}
        return Row(subject, key, firm, known | self.some(facts))

    def award(self, key: str) -> Award:
        chance = self.chance
        code, payee = chance.choice("123456789"), chance.choice(FIRMS)
        subject = "企业" if code in "789" else "项目"
        row = chance.choice(("", payee)) if code in "789" else key
        day = date(2021, 5, 1) + timedelta(days=chance.choice((0, 100, 245, 300, 400)))
        year = chance.choice((None, None, 0, 1, 2))
        amount, recovered = chance.choice(SUMS), chance.choice((0, 0, 50, 300))
        decided = day + timedelta(days=chance.randint(0, 60))
        return Award(P, code, payee, subject, row, day, decided, amount, recovered, year)

    def records(self) -> Records:
        chance = self.chance
        projects = tuple(self.row(f"p{n}", "项目") for n in range(chance.randint(0, 6)))
        leases = tuple(self.row(f"l{n}", "租赁") for n in range(chance.randint(0, 5)))
        keys = [row.key for row in projects] + ["旧"]
        reviewed = [row.key for row in projects if chance.random() > 0.3]
        day = date(2022, 3, 1)
        return Records(
            {code: self.firm(code) for code in FIRMS if code == "甲司" or chance.random() > 0.2},
            {"项目": projects, "租赁": leases},
            {"项目": ("企业", "服务商"), "租赁": ("企业", "服务商"), "企业": ()},
            tuple(self.award(chance.choice(keys)) for _ in range(chance.randint(0, 5))),
            reviews=tuple(
                ReviewRow(P, "2", key, "评审", chance.choice(tuple(Outcome)), day)
                for key in reviewed
            ),
            lists={"名单甲": ON},
            listings=tuple(Listing("名单甲", code, day) for code in FIRMS if chance.random() > 0.6),
        )


def agreement(seed: int) -> Agreement:
    chances = Chances(seed)
    held = the_library(chances.chance)
    records = chances.records()
    absent = chances.chance.choice(("", "", "", "项目", "租赁"))
    tables = {name: rows for name, rows in records.tables.items() if name != absent}
    register = Register(replace(records, tables=tables))
    dossiers = [register.dossier(code) for code in register.codes]
    stage = chances.chance.choice((Stage.DECLARED, Stage.ACCEPTED))
    return Agreement(held, dossiers, ON, {each.name for each in held.policies[0].measures}, stage)


@pytest.mark.parametrize("seed", [*range(7), 27, 42])
def test_every_payee_comes_out_as_assessed(seed: int) -> None:
    assert smallest(agreement(seed)) == ""


@pytest.mark.nightly
@pytest.mark.parametrize("seed", range(7, 400))
def test_more_payees_come_out_as_assessed(seed: int) -> None:
    assert smallest(agreement(seed)) == ""


def test_the_random_rows_are_paid_to_others_and_to_nobody_yet() -> None:
    found = [each for seed in range(10) for each in agreement(seed).assessed()]
    assert any(gap.kind is GapKind.PAYEE for each in found for gap in each.missing)
    assert {each.payee for each in found} == set(FIRMS)
