"""The official texts the project starts from, read whole.

The figures were taken from the texts by hand, article by article; no sentence of them stands here.
"""

import re
from fractions import Fraction
from pathlib import Path

import pytest

from duixian.paper.addresses import parse_address
from duixian.paper.clauses import Clause, clauses
from duixian.paper.coverage import Claim, coverage
from duixian.paper.documents import find
from duixian.paper.files import read_text
from duixian.paper.money import covered_amounts, is_money_clause
from duixian.paper.verify import Citation, verify

ADVANCED = ("000", "推进先进制造业高质量发展 产业政策意见", "闵府规发〔2020〕5号")
SMALL_GIANTS = ("000", "支持“专精特新”中小企业 专项扶持意见", "闵经委规发〔2021〕3号")
DIGITAL = ("000", "智能制造与工业互联网 数字化转型的政策意见", "闵经委规发〔2021〕7号")
DIGITAL_ALONE = ("002", *DIGITAL[1:])
QINGPU = ("003", "企业智能化改造和智能工厂建设 实施细则", "青经发〔2022〕19号")
STANDARDS = ("000", "政策标准梳理", "")
TARGETS = ("004", "财政政策绩效目标申报表", "")

SAID = {
    ADVANCED: {
        "一（二）": "100万元",
        "一（三）": "50万元",
        "一（四）": "2年 3年 50% 2000平方米 100万元 10% 300万元",
        "一（五）": "5万元 5万元 10万元",
        "二（六）": "10% 1000万元",
        "二（七）": "10% 2000万元 10% 2000万元",
        "二（八）": "500万元 250万元 50万元 500万元",
        "三（九）": "1:0.5 200万元 1:0.5 100万元",
        "三（十）": "1:0.5 100万元 50万元",
        "三（十一）": "1:1 300万元 10% 30% 300万元 2年 100% 3年 50% 500平方米 300万元 100万元",
        "三（十二）": "2年 100% 3年 50% 300平方米 100万元 50万元 5% 100万元 1:0.5 100万元",
        "四（十三）": "20% 500万元",
        "四（十四）": "150万元 3年 50% 300平方米 50万元",
        "四（十五）": "50% 100万元 150万元",
    },
    SMALL_GIANTS: {
        "一（一）": "5万元 2年",
        "一（二）": "20万元 2年 5万元",
        "一（三）": "50万元",
        "二": "35万元 60万元",
        "四（一）": "2年",
        "四（一）1": "800万元 1年 15% 2年 10%",
        "四（一）2": "3% 2年",
        "五3": "8:2",
    },
    DIGITAL: {
        "一第一条": "5000万元 2年 10% 1000万元",
        "一第二条": "500万元 2000万元 2年 100% 3年 50% 300万元",
        "二第三条": "10% 2000万元 100万元 150万元",
        "二第四条": "20万元 30万元 40万元 50万元 50万元",
        "二第五条": "500元 100万元",
        "二第六条": "20% 200万元 100万元 150万元",
        "三第七条": "50万元 3年 50万元 50万元",
        "三第八条": "4万元 8万元",
    },
    QINGPU: {
        "第五条（一）": "2万元 10万元",
        "第五条（二）": "50万元 20万元 10万元 100万元 200万元 500万元 1次",
        "第七条": "3年",
    },
    TARGETS: {
        "立项依据 2": "200家 40家",
        "立项依据 4": "80% 90% 100%",
        "政策设立的必要性": "1000000000000元",
        "政策目标 总目标": "100家 30家",
        "政策目标 年度目标": "100家 1亿元 30家",
        "成本指标 经济成本指标 区级智能工厂": "50万元",
        "成本指标 经济成本指标 市智能工厂评估诊断机构与数字化转型服务商": "50万元",
        "成本指标 经济成本指标 市示范性智能工厂": "100万元",
        "产出指标 数量指标 覆盖企业数量": "60家",
        "满意度指标 服务对象满意度指标 立项企业满意度": "85%",
    },
}
SAID[DIGITAL_ALONE] = SAID[DIGITAL]

STANDARD_ROWS = {
    "第1行": "800万元 1年 15% 2年 10% 5万元 8:2",
    "第2行": "5万元 20万元 20万元 8:2",
    "第3行": "2年 1次 3年 5万元 8:2",
    "第4行": "50万元 8:2",
    "第5行": "35万元 8:2",
    "第6行": "60万元 8:2",
    "第7行": "1亿元 2000万元 3年 2年 50% 2000万元 100万元 50万元 50% 10%",
    "第9行": "20% 1000万元 20万元 50万元",
    "第11行": "200万元 10% 50%",
    "第12行": "2年 100% 3年 50% 300平方米 100万元 50万元 5% 100万元 1:0.5 100万元",
    "第13行": "4万元 8万元",
}
FACTORS = {
    "元": ("元", Fraction(1)),
    "万元": ("元", Fraction(10_000)),
    "亿元": ("元", Fraction(100_000_000)),
    "%": ("率", Fraction(1, 100)),
}


def by_hand(figures: str) -> list[tuple[str, Fraction]]:
    read = []
    for figure in figures.split():
        if ":" in figure:
            first, second = figure.split(":")
            read.append(("比", Fraction(first) / Fraction(second)))
        else:
            digits, unit = re.fullmatch(r"([\d.]+)(\D+)", figure).groups()  # type: ignore[union-attr]
            kind, factor = FACTORS.get(unit, (unit, Fraction(1)))
            read.append((kind, Fraction(digits) * factor))
    return read


def body(seeds: Path, source: tuple[str, str, str]) -> str:
    file, title, number = source
    found = find(read_text(next(seeds.glob(f"{file}_*.txt"))), title, number)
    assert found is not None
    return found.text


def said(
    found: tuple[Clause, ...], depth: int | None = None
) -> dict[str, list[tuple[str, Fraction]]]:
    places: dict[str, list[tuple[str, Fraction]]] = {}
    for clause in found:
        place = str(type(clause.address)(clause.address.parts[:depth]))
        values = [(a.kind, a.value) for a in covered_amounts(clause)]
        if values:
            places.setdefault(place, []).extend(values)
    return places


@pytest.mark.parametrize("source", SAID, ids=lambda source: f"{source[0]} {source[2]}")
def test_every_figure_of_every_article_is_read_where_it_stands(
    seeds: Path, source: tuple[str, str, str]
) -> None:
    expected = {place: by_hand(figures) for place, figures in SAID[source].items()}
    assert said(clauses(body(seeds, source))) == expected


def test_every_figure_of_the_table_of_standards_is_read_in_its_row(seeds: Path) -> None:
    expected = {row: by_hand(figures) for row, figures in STANDARD_ROWS.items()}
    assert said(clauses(body(seeds, STANDARDS)), depth=1) == expected


def test_the_two_prints_of_one_policy_give_the_same_pins_to_all_money_clauses(seeds: Path) -> None:
    def money(source: tuple[str, str, str]) -> list[tuple[str, str]]:
        found = clauses(body(seeds, source))
        return [(str(c.address), c.pin) for c in found if is_money_clause(c)]

    assert money(DIGITAL) == money(DIGITAL_ALONE)
    assert len(money(DIGITAL)) == 16


@pytest.mark.parametrize(
    ("source", "articles"),
    [
        (
            ADVANCED,
            [*"一二三四", "五附则", *(f"（{n}）" for n in ["一", "七", "八", "十二", "十六"])],
        ),
        (SMALL_GIANTS, ["一（三）", "四（一）2", "四（五）", "五5"]),
        (DIGITAL, [*(f"第{n}条" for n in "一二三四五六七八"), "附则"]),
        (DIGITAL_ALONE, [*(f"第{n}条" for n in "一二三四五六七八"), "附则"]),
        (
            QINGPU,
            [*(f"第{n}条" for n in "一二三四五六七八九"), "第六条（一）2（2）", "第六条（二）"],
        ),
        (STANDARDS, ["第1行", "第14行", "第11行申请条件（六）", "第12行扶持标准（4）"]),
        (TARGETS, ["区级智能工厂", "成本指标 经济成本指标"]),
    ],
    ids=["5号", "3号", "7号", "7号 alone", "19号", "4-2", "targets"],
)
def test_articles_can_be_cited_in_every_style(
    seeds: Path, source: tuple[str, str, str], articles: list[str]
) -> None:
    found = clauses(body(seeds, source))
    for article in articles:
        address = parse_address(article)
        assert address is not None
        assert any(address.skipped(clause.address) is not None for clause in found), article


def test_documents_in_one_report_do_not_run_into_each_other(seeds: Path) -> None:
    *_, last = clauses(body(seeds, ADVANCED))
    assert str(last.place) == "五附则"
    assert "2023年6月14日" in last.text
    *_, last = clauses(body(seeds, SMALL_GIANTS))
    assert str(last.place) == "五5"
    *_, last = clauses(body(seeds, DIGITAL))
    assert str(last.place) == "四附则"
    *_, last = clauses(body(seeds, STANDARDS))
    assert str(last.place) == "第14行资金来源"


def test_a_document_that_the_report_only_mentions_is_not_found_in_it(seeds: Path) -> None:
    report = read_text(next(seeds.glob("000_*.txt")))
    assert find(report, "加快推进先进制造业发展 若干政策意见", "闵府发〔2016〕65号") is None
    assert find(read_text(next(seeds.glob("003_*.txt"))), *DIGITAL[1:]) is None


@pytest.mark.parametrize(
    "source", [*SAID, STANDARDS], ids=lambda source: f"{source[0]} {source[2]}"
)
def test_every_clause_cited_as_listed_is_found_and_claims_of_all_its_amounts_cover_it(
    seeds: Path, source: tuple[str, str, str]
) -> None:
    text = body(seeds, source)
    found = clauses(text)
    assert all(f.ok for f in verify(text, [Citation(str(c.place), c.pin, "") for c in found]))
    claims = [Claim(c.pin, frozenset({c.pin}), frozenset(c.amounts)) for c in found]
    assert coverage(text, claims).share == 1
    assert coverage(text, claims[:0]).share == 0
