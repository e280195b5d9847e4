"""Every form of the language over random rows: the columns come to what `assess` comes to."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from random import Random

import pytest

from duixian.rulebook.dossier import Dossier, Firm, Row, Scalar, Value
from duixian.rulebook.expression.tree import Bracket, BracketMode, ByBracket, Expression, Quantity
from duixian.rulebook.library.model import Catalogue, Library, Series
from duixian.rulebook.policy.model import Measure, Rounding, RoundingMode, Uplift
from duixian.rulebook.units import MONEY, Unit
from tests.population.agreement import Agreement, smallest
from tests.population.renaming import renamed
from tests.rulebook.meaning.world import (
    ON,
    VOCABULARY,
    condition,
    dossier,
    expression,
    measure,
    policy,
    row,
)

GRANTS = (
    "投入 ÷ 3",
    "投入 × (投入 ÷ 金额)",
    "投入 − 金额",
    "金额 − 投入 ÷ 3 + 1 元",
    "较小(投入, 金额, 1 元)",
    "较大(投入, 金额 ÷ 7)",
    "若(首次, 投入, 金额)",
    "若(投入 ÷ 金额 ≥ 50%, 投入, 1 元)",
    "每满(3 件, 件数) × 1 元",
    "10% × (上年营业收入 − 最大(此前3年营业收入))",
    "平均(近3年营业收入)",
    "合计(近3年营业收入) ÷ 7",
    "最小(近3年营业收入)",
    "(上年利润 − 前年利润) × 50%",
    "上年利润 × (件数 ÷ 3 件)",
    "增长率(营业收入) × 投入",
    "投入 × (上年利润 ÷ 前年利润)",
    "合计(租赁.投入, 首次)",
    "合计(租赁.投入, 等级 ≥ 本行.等级)",
    "计数(租赁) ÷ 1 份 × 1 元",
    "100 元 − 已奖补(1)",
    "月数(迁入日期, 事项日期) ÷ 1 月 × 1 元",
    "天数(成立日期, 事项日期) ÷ 1 天 × 1 元",
    "年数(迁入日期, 评估日) ÷ 1 月 × 1 元",
    "自然年度 × 1 元",
    "投入 × 公布值(利率, 事项日期)",
    "核定投入",
    "最大(租赁.投入, 首次)",
    "最小(租赁.投入, 首次)",
    "最大(租赁.投入 − 租赁.金额, 等级 ≥ 市级)",
    "最小(租赁.投入 − 租赁.金额 ÷ 3, 等级 ≥ 市级)",
)
CONDITIONS = (
    "首次 且 类型 = 甲 且 投入 ≥ 2 元",
    "首次 或 类型 = 甲",
    "非 首次",
    "首次 且 (投入 ≥ 5 元 或 投入 ≥ 9 元) 且 非 外包",
    "等级 ≥ 市级",
    "等级 ≠ 国家级",
    "类型 属于 [甲、乙]",
    "类型 属于 [甲、等]",
    "类型 属于 目录(领域目录)",
    "若(类型 = 甲, 1 元, 3 元) ≤ 2 元",
    "有(租赁, 首次)",
    "有(租赁, 类型 = 本行.类型)",
    "非 有(租赁, 首次 且 投入 ≥ 1 元)",
    "计数(租赁, 首次) ≥ 2 份",
    "合计(租赁.投入) = 3 元",
    "投入 = 金额",
    "投入 ≠ 金额",
    "投入 ÷ 金额 > 金额 ÷ 投入",
    "上年利润 < 0 元",
    "满(迁入日期, 1 年)",
    "满(成立日期, 18 月, 事项日期)",
    "迁入日期 ≤ 事项日期",
    "年份(迁入日期) = 2021",
    "企业.领域 = 类型",
    "种类数(租赁.类型) ≥ 2 种",
    "种类数(租赁.类型, 首次) = 1 种",
    "种类数(租赁.投入, 等级 ≥ 市级) ≤ 1 种",
    "种类数(租赁.首次) ≥ 2 种",
    "最大(租赁.投入, 类型 = 本行.类型) ≥ 2 元",
)
_WORDS = ("甲", "乙", "丙")
_SUMS = (1, 2, 99, 100, 101, 200, 300, 301)
_DAYS = tuple(date(2020, 1, 31) + timedelta(days=step) for step in (0, 29, 366, 395, 517, 700))


def brackets(mode: BracketMode) -> Expression:
    """Below 1 元, from 1 to below 2 元, from 2 元."""
    unit = Unit("元", Fraction(100), MONEY)
    low, high = (Quantity(Fraction(fen), MONEY, unit, f"{fen} 分") for fen in (100, 200))
    rates = [expression(text) for text in ("10%", "20%", "5%")]
    sums = [expression(text) for text in ("1 元", "投入", "金额")]
    values = rates if mode is BracketMode.PROGRESSIVE else sums
    bounds = ((None, low), (low, high), (high, None))
    parts = tuple(
        Bracket(start, True, end, False, value)  # noqa: FBT003
        for (start, end), value in zip(bounds, values, strict=True)
    )
    return ByBracket(expression("投入"), parts, mode)


def the_measures() -> list[Measure]:
    found = [measure(f"额{place}", text) for place, text in enumerate(GRANTS)]
    found += [measure(f"条{place}", when=[text]) for place, text in enumerate(CONDITIONS)]
    found += [measure(f"档{mode.name}", brackets(mode)) for mode in BracketMode]
    tests = [condition("首次"), condition("等级 ≥ 市级")]
    rate, base = expression("20%"), expression("金额")
    uplifts = (Uplift(tests[0], rate), Uplift(tests[1], rate, base))
    found.append(measure("上浮", "投入", uplifts=uplifts))
    bottom, caps = expression("1.5 元"), (expression("2 元"), base)
    found.append(measure("封顶", "投入 ÷ 3", floor=bottom, caps=caps))
    return found


def the_library(rounding: Rounding) -> Library:
    rules = policy(*the_measures(), rounding=rounding)
    catalogue = Catalogue("领域目录", "", ((date(2021, 1, 1), ("甲",)), (ON, ("乙",))))
    unit = Unit("%", Fraction(1, 100), expression("10%").dimension)  # type: ignore[union-attr]
    rates = ((date(2020, 6, 1), Fraction(1, 7)), (date(2022, 1, 2), Fraction(1, 3)))
    series = Series("利率", unit, "", rates)
    return Library(VOCABULARY, (rules,), (catalogue,), (series,))


class Chances:
    """Random rows and firms in which any fact may be missing."""

    def __init__(self, seed: int) -> None:
        self._chance = Random(seed)  # noqa: S311 — repeatable, not secret

    def _some(self, values: dict[str, tuple[Value, ...]]) -> dict[str, Value]:
        chance = self._chance
        return {k: chance.choice(v) for k, v in values.items() if chance.random() > 0.15}

    def row(self, key: str, subject: str) -> Row:
        facts: dict[str, tuple[Value, ...]] = {
            "投入": _SUMS,
            "金额": _SUMS,
            "核定投入": _SUMS,
            "件数": (Fraction(1, 2), 2, 3, 7),
            "首次": (True, False),
            "外包": (True, False),
            "类型": _WORDS,
            "等级": ("区级", "市级", "国家级"),
        }
        day = date(2022, 1, 1) + timedelta(days=self._chance.randint(0, 3))
        found = row(key, day.isoformat(), subject)
        return replace(found, values={**found.values, **self._some(facts)})

    def firm(self) -> Firm:
        facts: dict[str, tuple[Value, ...]] = {
            "领域": _WORDS,
            "迁入日期": _DAYS,
            "成立日期": _DAYS,
            "失信": (True, False),
        }
        chance = self._chance
        yearly: dict[tuple[str, int], Scalar] = {
            (name, year): chance.choice(_SUMS)
            * (1 if name == "营业收入" else chance.choice((-1, 1)))
            for name, sign in (("营业收入", 1), ("利润", -1))
            for year in range(2018, 2023)
            if chance.random() > 0.1
        }
        return Firm("F", self._some(facts), yearly)

    def dossier(self) -> Dossier:
        count = self._chance.randint
        rows = [self.row(f"p{n}", "项目") for n in range(count(1, 2))]
        rows += [self.row(f"l{n}", "租赁") for n in range(count(0, 3))]
        return replace(dossier(*rows), firm=self.firm())


TABLES: tuple[tuple[str, ...], ...] = (("项目", "租赁"), ("项目",), ("租赁",))
KINDS = [(mode, tables) for tables in TABLES for mode in RoundingMode]
ALWAYS = KINDS[:4] + KINDS[-1:]


@pytest.mark.parametrize(
    ("mode", "tables"),
    [
        *ALWAYS,
        *(pytest.param(*each, marks=pytest.mark.nightly) for each in KINDS if each not in ALWAYS),
    ],
)
def test_every_form_comes_to_the_same(mode: RoundingMode, tables: tuple[str, ...]) -> None:
    held = the_library(Rounding(1 if mode is RoundingMode.HALF_UP else 10, mode))
    chances = Chances(len(mode.value) + len(tables))
    firms = []
    for place in range(60):
        known = chances.dossier()
        seen = {name: rows for name, rows in known.tables.items() if name in tables}
        firms.append(renamed(replace(known, tables=seen), f"{place}/", held))
    measures = {each.name for each in held.policies[0].measures}
    assert smallest(Agreement(held, firms, ON, measures)) == ""
