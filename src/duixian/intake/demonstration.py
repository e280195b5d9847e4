"""The demonstration workbook: invented firms, described in duixian/demo/firms.yaml.

The rows go into an ordinary workbook, which people can open and the program reads like any other.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from importlib.resources import files
from typing import Any

import yaml
from stdnum.cn.uscc import calc_check_digit

from duixian.intake.workbook import records as sheets
from duixian.intake.workbook.layout import FIRM, YEAR, YEARLY
from duixian.intake.workbook.template import Entry
from duixian.rulebook.vocabulary.model import FactKind, Subject, Vocabulary

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
NUMBER = re.compile(r"-?\d+(\.\d+)?")
AWARD_KEYS = frozenset({"措施", "对象", "对象编号", "事项日期", "决定日期", "金额"})
REVIEWER = "示例审批人"
REASON = "示例：经会议集体研究"
NOWHERE = "91000000"
"""Registered with an authority of region 000000, which does not exist."""

Rows = dict[str, list[dict[str, Entry]]]


def demonstration(vocabulary: Vocabulary) -> Rows:
    """All rows of the demonstration by sheet; sheets without rows are there, and empty."""
    text = (files("duixian") / "demo" / "firms.yaml").read_text(encoding="utf-8")
    # BaseLoader leaves every scalar a text: no number becomes a float on the way.
    data = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - makes texts, lists and mappings only
    writer = _Writer(vocabulary, data["policies"], data["firms"])
    writer.add_lists(data["lists"], data["sources"])
    for firm in data["firms"]:
        writer.add_firm(firm, data["bases"][firm["base"]])
    return writer.rows


def code_of(number: int) -> str:
    """The code of the invented firm of that number."""
    body = f"{NOWHERE}{number:09d}"
    return body + calc_check_digit(body)


@dataclass
class _Writer:
    vocabulary: Vocabulary
    policies: Mapping[str, str]
    firms: Sequence[Mapping[str, Any]]
    rows: Rows = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.codes = {firm["name"]: code_of(number) for number, firm in enumerate(self.firms, 1)}

    def add(self, sheet: str, **values: Entry) -> None:
        self.rows.setdefault(sheet, []).append(values)

    def add_lists(self, lists: Mapping[str, str], sources: Sequence[str]) -> None:
        for name, day in lists.items():
            self.add(sheets.LIST_SOURCES, 名单名称=name, 读取日期=date.fromisoformat(day))
        for source in sources:
            self.add(sheets.AWARD_SOURCES, 来源=source)

    def add_firm(self, firm: Mapping[str, Any], base: Mapping[str, Any]) -> None:
        code = self.codes[firm["name"]]
        facts = base["facts"] | firm.get("facts", {})
        self.add(FIRM, 统一社会信用代码=code, 名称=firm["name"], **self.entries(FIRM, facts))
        own_years = firm.get("years", {})
        for year, figures in base["years"].items():
            known = self.entries(FIRM, figures | own_years.get(year, {}))
            self.add(YEARLY, 统一社会信用代码=code, **{YEAR: year}, **known)
        for name, day in firm.get("listed", {}).items():
            listed = {"名单名称": name, "企业": code, "列入日期": date.fromisoformat(day)}
            self.add(sheets.LISTINGS, **listed)
        for number, row in enumerate(firm.get("rows", ()), 1):
            self.add_row(code, number, row)
        self.add_reviews(code, firm.get("reviews", ()))
        for decision in firm.get("decisions", ()):
            self.add_decision(code, decision)
        for award in firm.get("awards", ()):
            self.add_award(code, award)

    def add_row(self, code: str, number: int, row: Mapping[str, Any]) -> None:
        name = row["对象"]
        subject = self.subject(name)
        key = f"示例{list(self.codes.values()).index(code) + 1:02d}-{number}"
        values = {k: v for k, v in row.items() if k not in {"对象", "reviews"}}
        identity: dict[str, Entry] = {subject.key: key, subject.firm: code}
        if subject.fact("项目编号"):
            identity["项目编号"] = key
        self.add(name, **identity, **self.entries(name, values))
        self.add_reviews(key, row.get("reviews", ()))

    def add_reviews(self, key: str, reviews: Sequence[str]) -> None:
        """Each written `5号 6 综合评审 通过 2021-09-01`, and what it set behind it."""
        for review in reviews:
            policy, measure, kind, outcome, day, *settled = review.split()
            values: dict[str, Entry] = {
                "政策文号": self.policies[policy],
                "措施": measure,
                "对象编号": key,
                "评审类别": kind,
                "结果": outcome,
                "评审日期": date.fromisoformat(day),
            }
            self.add(sheets.REVIEWS, **values, **dict(_settled(settled)))

    def add_decision(self, code: str, decision: str) -> None:
        """Written `3号 1.1 增长率例外 是 2022-03-01`."""
        policy, measure, name, applies, day = decision.split()
        values: dict[str, Entry] = {
            "企业": code,
            "政策文号": self.policies[policy],
            "措施": measure,
            "条件名称": name,
            "是否适用": applies,
            "决定人": REVIEWER,
            "理由": REASON,
            "决定日期": date.fromisoformat(day),
        }
        self.add(sheets.DECISIONS, **values)

    def add_award(self, code: str, award: Mapping[str, str]) -> None:
        policy, measure = award["措施"].split()
        row = self.rows.get(award["对象"], [{}])[-1]
        key = str(row.get("编号", "")) if award["对象编号"] == "本年认定" else award["对象编号"]
        values: dict[str, Entry] = {
            "政策文号": self.policies[policy],
            "措施": measure,
            "受益人": code,
            "对象": award["对象"],
            "对象编号": key,
            "事项日期": date.fromisoformat(award["事项日期"]),
            "决定日期": date.fromisoformat(award["决定日期"]),
            "金额": Decimal(award["金额"]),
            "来源": "本区",
        }
        beside = {name: _entry(text) for name, text in award.items() if name not in AWARD_KEYS}
        self.add(sheets.AWARDS, **values, **beside)

    def entries(self, subject: str, values: Mapping[str, str]) -> dict[str, Entry]:
        """The texts of the description as cells of the subject's columns."""
        found: dict[str, Entry] = {}
        for name, text in values.items():
            fact = self.subject(subject).fact(name)
            if fact is None:
                raise KeyError(f"{subject}.{name}")
            label = f"{name}·申报" if fact.staged else name
            found[label] = self.codes[text] if fact.kind is FactKind.REFERENCE else _entry(text)
        return found

    def subject(self, name: str) -> Subject:
        subject = self.vocabulary.subject(name)
        if subject is None:
            raise KeyError(name)
        return subject


def _entry(text: str) -> Entry:
    if DAY.fullmatch(text):
        return date.fromisoformat(text)
    return Decimal(text) if NUMBER.fullmatch(text) else text


def _settled(texts: Sequence[str]) -> Iterator[tuple[str, Entry]]:
    for text in texts:
        if text.endswith("%"):
            yield "核定比例", text
        else:
            yield "核定金额", Decimal(text.removesuffix("万元")) * 10_000
