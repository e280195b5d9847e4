"""A small vocabulary and a policy of every kind of piece, to be broken a line at a time."""

from duixian.rulebook.library.reading import read_library
from duixian.rulebook.policy.model import Policy
from duixian.rulebook.policy.reading import read_policy
from duixian.rulebook.problems import Problem, Severity
from duixian.rulebook.vocabulary.model import Vocabulary

FACTS = """\
subjects:
  企业:
    code: enterprise
    key: 统一社会信用代码
    counted_in: 家
    facts:
      统一社会信用代码: {code: code, kind: 编号, required: 是}
      工商注册地: {code: district, kind: 等级, levels: [闵行区、市外]}
      迁入日期: {code: moved_in, kind: 日期}
      营业收入: {code: revenue, kind: 金额, unit: 万元, yearly: 是}
  项目:
    code: project
    key: 编号
    date: 立项日期
    firm: 企业
    counted_in: 项
    facts:
      编号: {code: key, kind: 编号, required: 是}
      立项日期: {code: day, kind: 日期, required: 是}
      企业: {code: firm, kind: 引用, required: 是}
      服务商: {code: provider, kind: 引用}
      项目编号: {code: number, kind: 编号, required: 是}
      类型: {code: kind, kind: 等级, levels: [技术改造、智能工厂]}
      方式: {code: form, kind: 等级, levels: [租、购]}
      等级: {code: level, kind: 等级, levels: [区级、市级、国家级], ordered: 是}
      首次: {code: first, kind: 是否}
      总投入: {code: total, kind: 金额, unit: 万元, staged: 是}
      产值: {code: output, kind: 金额, unit: 万元}
"""

POLICY = """\
policy: 示经发〔2024〕1号
title: 示范措施
region: 310112
in_force:
  from: 2024-01-01
  to: 2026-12-31
law_day: 事项日
scope:
  - if: 工商注册地 = 闵行区
    title: 注册地
    cites: [第九条 0a1b2c3d]
ladders:
  - name: 称号
    since: 受益人.迁入日期
limits:
  - name: 年度总额
    class: 投资类
    sum: 3000 万元
    per: [受益人]
    window: 自然年度
exclusive:
  - name: 同一项目
    among:
      - 1
      - 2
    per: [项目编号]
    keep: 就高
    because: 附则未写明
cycle:
  of: 有效期
shares:
  区: 80%
  镇: 20%
measures:
  - code: 1
    title: 技术改造补贴
    cites: [第一条 4e5f6a7b]
    for: 项目
    let:
      基数: 较小(总投入, 1 亿元)
    when:
      - 类型 = 技术改造
      - any:
          - 总投入 ≥ 200 万元
          - 首次
    needs: [专家评审]
    grant: 10% × 基数
    cap: 2000 万元
    class: 投资类
    limits:
      - sum: 2000 万元
        per: [受益人]
        window: 自然年度
        inside: 年度总额
    paid:
      立项: 50%
      验收: 50%
  - code: 2
    title: 智能工厂奖励
    cites: [第二条 5e6f7a8b]
    for: 项目
    when: 类型 = 智能工厂
    grant:
      by: 等级
      区级: 20 万元
      市级: 50 万元
      国家级: 100 万元
    cap: 100 万元
    ladder: 称号
    once_per: [受益人]
  - code: 3
    title: 产值奖励
    cites: [第三条 6e7f8a9b]
    for: 项目
    may:
      - name: 低于门槛
        waive: 产值 ≥ 1 亿元
    after:
      measures: [2]
      within: 3 年
    grant:
      by: 产值
      不满 10 亿元: 5 万元
      10 亿元以上: 10 万元
"""


def vocabulary() -> Vocabulary:
    found, problems = read_library({"facts.yaml": FACTS})
    assert found is not None, [problem.sentence for problem in problems]
    return found.vocabulary


VOCABULARY = vocabulary()


def read(text: str) -> tuple[Policy | None, tuple[Problem, ...]]:
    return read_policy(text, "policy.yaml", VOCABULARY)


def changed(old: str, new: str) -> str:
    """The example with one piece written otherwise."""
    assert POLICY.count(old) == 1, f"{POLICY.count(old)} × {old}"
    return POLICY.replace(old, new)


def errors(text: str) -> list[tuple[str, int, int]]:
    """Code, line and column of every error."""
    return [
        (problem.code, problem.place.line, problem.place.column)
        for problem in read(text)[1]
        if problem.severity is Severity.ERROR
    ]
