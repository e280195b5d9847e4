"""A small vocabulary for the tests of the language: a firm, projects, titles, leases, contracts."""

from dataclasses import replace
from fractions import Fraction

from duixian.rulebook.expression.tree import Expression
from duixian.rulebook.expression.types import MONEY_TYPE, PURE_TYPE, Day, Flag, Label, Number, Type
from duixian.rulebook.language import Scope, read_expression, read_unit
from duixian.rulebook.problems import Place, Problem
from duixian.rulebook.units import AREA, Unit, dimension
from duixian.rulebook.vocabulary.model import Fact, FactKind, Subject, Vocabulary

PLACE = Place("示例/policy.yaml", 7, 10)
LEVELS = Label(("区级", "市级", "国家级"), ordered=True)
FIELDS = Label()


def unit(name: str) -> Unit:
    found = read_unit(name)
    assert found is not None
    return found


def _fact(subject: str, name: str, kind: FactKind, type_: Type) -> Fact:
    return Fact(name, name, subject, kind, type_)


def money(subject: str, *names: str, yearly: bool = False, loss: bool = False) -> list[Fact]:
    least = None if loss else Fraction(0)
    plain = [_fact(subject, name, FactKind.MONEY, MONEY_TYPE) for name in names]
    return [replace(fact, yearly=yearly, minimum=least) for fact in plain]


def count(subject: str, counted: str, *names: str) -> list[Fact]:
    kind = Number(AREA if counted == "平方米" else dimension(counted))
    return [_fact(subject, name, FactKind.QUANTITY, kind) for name in names]


def days(subject: str, *names: str) -> list[Fact]:
    return [_fact(subject, name, FactKind.DATE, Day()) for name in names]


def words(subject: str, *names: str) -> list[Fact]:
    return [_fact(subject, name, FactKind.TEXT, Label()) for name in names]


def flags(subject: str, *names: str) -> list[Fact]:
    return [_fact(subject, name, FactKind.FLAG, Flag()) for name in names]


def references(subject: str, *names: str) -> list[Fact]:
    return [_fact(subject, name, FactKind.REFERENCE, Label()) for name in names]


def levels(subject: str, name: str, label: Label) -> Fact:
    return _fact(subject, name, FactKind.LEVEL, label)


def _subject(name: str, counted: str, facts: list[Fact]) -> Subject:
    firm = "" if name == "企业" else "企业"
    date = "" if name == "企业" else "日期"
    return Subject(name, name, "编号", date, firm, unit(counted), tuple(facts))


FIRM = [
    *words("企业", "工商注册地", "税务登记地", "领域", "或有负债", "且末县"),
    *days("企业", "成立日期", "迁入日期"),
    *money("企业", "营业收入", "研发投入", yearly=True),
    *money("企业", "利润", yearly=True, loss=True),
    *money("企业", "实缴资本", "融资额"),
    *count("企业", "人", "从业人数"),
    *flags("企业", "严重违法失信", "上市"),
    levels("企业", "资质", Label(("甲级", "乙级"))),
]
PROJECT = [
    *money("项目", "总投入", "新增设备投资", "上级资助"),
    *days("项目", "立项日期"),
    *flags("项目", "有效"),
    _fact("项目", "贷款利率", FactKind.RATE, PURE_TYPE),
    levels("项目", "类型", Label(("技术改造", "智能工厂"))),
    *references("项目", "服务商"),
]
TITLE = [
    levels("认定", "类别", Label(("专精特新", "两化融合"))),
    levels("认定", "等级", LEVELS),
    *flags("认定", "首次"),
    *days("认定", "认定日期"),
]
LEASE = [
    *money("租赁", "年租金"),
    *count("租赁", "平方米", "租赁面积"),
    *days("租赁", "起租日期"),
]
RIGHTS = [levels("知识产权", "类别", Label(("发明专利", "软著"))), *count("知识产权", "件", "件数")]
CONTRACT = [*references("合同", "服务企业"), *money("合同", "合同额"), *words("合同", "地点")]

VOCABULARY = Vocabulary(
    (Unit("标准箱", Fraction(1), dimension("标准箱")),),
    (
        _subject("企业", "家", FIRM),
        _subject("项目", "项", PROJECT),
        _subject("认定", "项", TITLE),
        _subject("租赁", "份", LEASE),
        _subject("知识产权", "件", RIGHTS),
        _subject("合同", "份", CONTRACT),
    ),
)


def scope(subject: str = "企业", **more: object) -> Scope:
    return Scope(VOCABULARY, subject, **more)  # type: ignore[arg-type]


def read(text: str, subject: str = "企业", **more: object) -> Expression:
    expression, problems = read_expression(text, PLACE, scope(subject, **more))
    assert expression is not None, [problem.sentence for problem in problems]
    assert problems == ()
    return expression


def refused(text: str, subject: str = "企业", **more: object) -> tuple[Problem, ...]:
    expression, problems = read_expression(text, PLACE, scope(subject, **more))
    assert expression is None
    assert problems
    return problems
