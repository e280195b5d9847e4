"""A small library of made-up policies, and firms assessed under it."""

from dataclasses import replace
from datetime import date

from duixian.rulebook.assessment import Assessment, Entitlement
from duixian.rulebook.dossier import Award, Dossier, Firm, Outcome, ReviewRow, Row, Value
from duixian.rulebook.library.model import Library
from duixian.rulebook.library.reading import read_library
from duixian.rulebook.meaning import assess

ON = date(2022, 6, 30)
FIRM = "91310112MA1GTEST0X"
POLICY = "示政发〔2021〕1号"

FACTS = """\
subjects:
  企业:
    code: enterprise
    key: 统一社会信用代码
    counted_in: 家
    facts:
      统一社会信用代码: {code: uscc, kind: 编号, required: 是}
      工商注册地: {code: district, kind: 等级, levels: [示范区、邻区], source: 营业执照}
      成立日期: {code: founded_on, kind: 日期, source: 营业执照}
      营业收入: {code: revenue, kind: 金额, unit: 万元, yearly: 是, source: 审计报告}
      从业人数: {code: employees, kind: 数量, unit: 人, source: 社保缴纳记录}
      严重违法失信: {code: dishonest, kind: 是否, source: 信用平台}
  项目:
    code: project
    key: 项目编号
    date: 开工日期
    firm: 企业
    counted_in: 项
    facts:
      项目编号: {code: number, kind: 编号, required: 是}
      开工日期: {code: started_on, kind: 日期, required: 是}
      企业: {code: firm, kind: 引用, required: 是}
      总投入: {code: investment, kind: 金额, unit: 万元, source: 专项审计}
      类型: {code: form, kind: 等级, levels: [技改、智能]}
  认定:
    code: title
    key: 认定编号
    date: 认定日期
    firm: 企业
    counted_in: 项
    facts:
      认定编号: {code: number, kind: 编号, required: 是}
      认定日期: {code: granted_on, kind: 日期, required: 是}
      企业: {code: firm, kind: 引用, required: 是}
      等级: {code: level, kind: 等级, levels: [区级、市级、国家级], ordered: 是, source: 认定文件}
      称号: {code: name, kind: 文本, source: 认定文件}
"""

RULES = f"""\
policy: {POLICY}
title: 示范区企业扶持意见
region: 310112
in_force:
  from: 2021-01-01
  to: 2025-12-31
law_day: 事项日
shares:
  区: 80%
  镇: 20%
scope:
  - if: 工商注册地 = 示范区
    title: 注册在本区
    cites: [附则 00000001]
ladders:
  - name: 称号梯次
    cites: [第四条 00000004]
exclusive:
  - name: 一个项目一项
    among:
      class: 投资类
    per: [受益人, 项目编号]
    window: 累计
    keep: 就高
    cites: [附则 00000002]
measures:
  - code: 1
    title: 成长奖励
    category: 支持成长
    office: 企业科
    compared: ★新增
    cites: [第一条 0000000a]
    for: 企业
    when:
      - 上年营业收入 ≥ 800 万元
      - if: 满(成立日期, 2 年)
        title: 成立满二年
        cites: [第二条 0000000b]
    may:
      - name: 人数豁免
        waive: 从业人数 ≥ 30 人
        because: 原文写的是原则上
    grant: 5 万元
    once_per: [受益人]
  - code: 2
    title: 技改补贴
    category: 支持投入
    office: 投资科
    cites: [第三条 0000000c]
    for: 项目
    when:
      - 类型 = 技改 或 类型 = 智能
    needs: [专家评审]
    grant: 10% × 总投入
    cap: 200 万元
    class: 投资类
    paid:
      立项: 50%
      验收: 50%
  - code: 3
    title: 智能投入补贴
    category: 支持投入
    cites: [第三条 0000000d]
    for: 项目
    when: 类型 = 智能
    grant: 15% × 总投入
    class: 投资类
  - code: 4
    title: 称号奖励
    category: 支持成长
    cites: [第四条 0000000e]
    for: 认定
    when: 称号 属于 [智能工厂、智能车间、等]
    grant:
      by: 等级
      区级: 10 万元
      市级: 20 万元
      国家级: 50 万元
    ladder: 称号梯次
"""


def library(*rules: str) -> Library:
    """The library of these policies, of the one above where none is given."""
    texts = {f"{i}/policy.yaml": text for i, text in enumerate(rules or (RULES,))}
    names = ", ".join(file.split("/")[0] for file in texts)
    texts |= {"facts.yaml": FACTS, "library.yaml": f"policies: [{names}]\n"}
    found, problems = read_library(texts)
    assert found is not None, [problem.sentence for problem in problems]
    return found


LIBRARY = library()
GOOD = {
    "工商注册地": "示范区",
    "成立日期": date(2015, 3, 1),
    "从业人数": 50,
    "严重违法失信": False,
}


def dossier(
    rows: tuple[Row, ...] = (),
    revenue: int | None = 900_000_000,
    history: tuple[Award, ...] | None = (),
    reviews: tuple[ReviewRow, ...] = (),
    **changes: object,
) -> Dossier:
    """A good firm with these rows; a change of a fact to None takes it away. Revenue in fen."""
    known = {name: value for name, value in {**GOOD, **changes}.items() if value is not None}
    yearly = {} if revenue is None else {("营业收入", 2021): revenue}
    subjects = ("项目", "认定")
    tables = {name: tuple(row for row in rows if row.subject == name) for name in subjects}
    firm = Firm(FIRM, known, yearly)  # type: ignore[arg-type]
    return Dossier(firm, tables=tables, history=history, reviews=reviews)


def project(key: str, form: str, investment: int | None = 1_000_000_000) -> Row:
    """A project begun in 2022; investment in fen."""
    values: dict[str, Value] = {
        "项目编号": key,
        "开工日期": date(2022, 1, 5),
        "企业": FIRM,
        "类型": form,
    }
    if investment is not None:
        values["总投入"] = investment
    return Row("项目", key, FIRM, values)


def title(key: str, level: str | None, name: str = "智能工厂", day: int = 1) -> Row:
    """A title of 2022."""
    values: dict[str, Value] = {
        "认定编号": key,
        "认定日期": date(2022, 2, day),
        "企业": FIRM,
        "称号": name,
    }
    if level is not None:
        values["等级"] = level
    return Row("认定", key, FIRM, values)


def passed(key: str) -> ReviewRow:
    """The review of a project under measure 2."""
    return ReviewRow(POLICY, "2", key, "专家评审", Outcome.PASSED, date(2022, 5, 1))


def award(measure: str, key: str, fen: int, subject: str = "认定") -> Award:
    """A past award to the firm."""
    return Award(POLICY, measure, FIRM, subject, key, date(2021, 5, 1), date(2021, 9, 1), fen)


def assessed(*rows: Row, code: str = FIRM, **known: object) -> Assessment:
    """The firm with these rows on the day of all tests."""
    found = assess(LIBRARY, dossier(rows, **known), ON)  # type: ignore[arg-type]
    return replace(found, firm=code)


def one(assessment: Assessment, measure: str, key: str = "") -> Entitlement:
    """The entitlement of that measure and row."""
    found = [e for e in assessment.entitlements if e.row.measure == measure]
    return next(e for e in found if not key or e.row.key == key)
