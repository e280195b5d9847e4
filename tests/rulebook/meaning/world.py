"""A small world for the tests of the meaning: one firm F, projects, leases, policies in words."""

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction

from duixian.rulebook.assessment import Assessment, Entitlement
from duixian.rulebook.dossier import Award, Dossier, Firm, Outcome, ReviewRow, Row, Value
from duixian.rulebook.expression.tree import Expression
from duixian.rulebook.expression.types import MONEY_TYPE, Day, Flag, Label, Number, Type
from duixian.rulebook.language import Scope, read_expression, read_unit
from duixian.rulebook.library.model import Library
from duixian.rulebook.meaning import assess
from duixian.rulebook.policy.model import (
    Cite,
    Condition,
    Group,
    Keep,
    LawDay,
    Limit,
    Measure,
    Policy,
    Term,
    Window,
    WindowKind,
)
from duixian.rulebook.problems import Place
from duixian.rulebook.units import Unit, dimension
from duixian.rulebook.vocabulary.model import Fact, FactKind, Subject, Vocabulary

P = "示发1号"
ON = date(2022, 6, 30)
START, END = date(2020, 1, 1), date(2026, 12, 31)
PLACE = Place("示例.yaml", 1, 1)
CITE = Cite("第一条", "00000000")
EVER = Window(WindowKind.EVER)
LEVELS = Label(("区级", "市级", "国家级"), ordered=True)


def wan(amount: int | str) -> int:
    """So many 万元 in fen."""
    fen = Fraction(amount) * 1_000_000
    assert fen.denominator == 1
    return fen.numerator


def _unit(name: str) -> Unit:
    found = read_unit(name)
    assert found is not None
    return found


def _facts(subject: str, kind: FactKind, of: Type, *names: str, **more: object) -> list[Fact]:
    return [Fact(name, name, subject, kind, of, **more) for name in names]  # type: ignore[arg-type]


def _firm() -> Subject:
    name = "企业"
    facts = [
        *_facts(name, FactKind.CODE, Label(), "代码"),
        *_facts(name, FactKind.TEXT, Label(), "注册地", "领域", "形式"),
        *_facts(name, FactKind.MONEY, MONEY_TYPE, "营业收入", yearly=True),
        *_facts(name, FactKind.MONEY, MONEY_TYPE, "利润", yearly=True, minimum=None),
        *_facts(name, FactKind.MONEY, MONEY_TYPE, "实缴资本"),
        *_facts(name, FactKind.QUANTITY, Number(dimension("人")), "人数"),
        *_facts(name, FactKind.DATE, Day(), "迁入日期", "成立日期"),
        *_facts(name, FactKind.FLAG, Flag(), "失信"),
    ]
    return Subject(name, "firm", "代码", "", "", _unit("家"), tuple(facts))


def _rows(name: str, counted: str) -> Subject:
    facts = [
        *_facts(name, FactKind.CODE, Label(), "编号"),
        *_facts(name, FactKind.DATE, Day(), "日期", "起租日期"),
        *_facts(name, FactKind.REFERENCE, Label(), "企业", "服务商"),
        *_facts(name, FactKind.MONEY, MONEY_TYPE, "投入", "金额"),
        *_facts(name, FactKind.MONEY, MONEY_TYPE, "核定投入", staged=True),
        *_facts(name, FactKind.TEXT, Label(), "类型", "所属项目"),
        *_facts(name, FactKind.LEVEL, LEVELS, "等级"),
        *_facts(name, FactKind.FLAG, Flag(), "首次", "外包"),
        *_facts(name, FactKind.QUANTITY, Number(dimension("件")), "件数"),
    ]
    return Subject(name, name, "编号", "日期", "企业", _unit(counted), tuple(facts))


VOCABULARY = Vocabulary((), (_firm(), _rows("项目", "项"), _rows("租赁", "份")))


def expression(text: str, subject: str = "项目", **more: object) -> Expression:
    """The expression read with the small vocabulary."""
    scope = Scope(VOCABULARY, subject, policy=P, **more)  # type: ignore[arg-type]
    found, problems = read_expression(text, PLACE, scope)
    assert found is not None, [problem.sentence for problem in problems]
    return found


def condition(text: str, subject: str = "项目", title: str = "", **more: object) -> Condition:
    """A condition in words."""
    return Condition(expression(text, subject, **more), PLACE, title)


def measure(
    code: str = "1",
    grant: str | Expression = "100 万元",
    subject: str = "项目",
    when: Iterable[str] = (),
    **more: object,
) -> Measure:
    """A measure over projects; `when` in words."""
    tests = tuple(condition(text, subject) for text in when)
    amount = expression(grant, subject, each="each" in more) if isinstance(grant, str) else grant
    return Measure(P, code, f"措施{code}", (CITE,), PLACE, subject, amount, when=tests, **more)  # type: ignore[arg-type]


def policy(*measures: Measure, **more: object) -> Policy:
    """A policy in force from 2020 to 2026, its law that of the day of the event."""
    fields: dict[str, object] = {
        "code": P,
        "title": "示范政策",
        "region": "310112",
        "place": PLACE,
        "term": Term(START, END),
        "law_day": LawDay.EVENT,
        "counts_from": START,
        "measures": measures,
    }
    return Policy(**(fields | more))  # type: ignore[arg-type]


def library(*policies: Policy) -> Library:
    """A library of these policies."""
    return Library(VOCABULARY, policies)


def limit(name: str, codes: Iterable[str], most: str = "", **more: object) -> Limit:
    """A limit for each payee over all time unless something else is said."""
    fields: dict[str, object] = {
        "name": name,
        "measures": tuple((P, code) for code in codes),
        "per": ("受益人",),
        "window": EVER,
        "amount": expression(most) if most else None,
    }
    return Limit(**(fields | more))  # type: ignore[arg-type]


def group(name: str, codes: Iterable[str], **more: object) -> Group:
    """An exclusive group for each payee over all time unless something else is said."""
    fields: dict[str, object] = {
        "name": name,
        "members": tuple((P, code) for code in codes),
        "per": ("受益人",),
        "window": EVER,
        "keep": Keep.HIGHEST,
    }
    return Group(**(fields | more))  # type: ignore[arg-type]


def row(key: str, day: str = "2022-01-01", subject: str = "项目", **values: Value) -> Row:
    """A row of F, dated in 2022 unless something else is said."""
    known: dict[str, Value] = {"编号": key, "日期": date.fromisoformat(day)}
    firm = str(values.pop("firm", "F"))
    return Row(subject, key, firm, known | values)


def award(code: str, amount: int, row_key: str = "旧", **more: object) -> Award:
    """An award to F of so many 万元, of 2021 unless something else is said."""
    fields: dict[str, object] = {
        "policy": P,
        "measure": code,
        "payee": "F",
        "subject": "项目",
        "row": row_key,
        "event": date(2021, 1, 1),
        "decided": date(2021, 6, 1),
        "amount": wan(amount),
    }
    return Award(**(fields | more))  # type: ignore[arg-type]


def review(row_key: str, outcome: Outcome = Outcome.PASSED, **more: object) -> ReviewRow:
    """A review of a row under measure 1 in March 2022."""
    fields: dict[str, object] = {
        "policy": P,
        "measure": "1",
        "row": row_key,
        "kind": "评审",
        "outcome": outcome,
        "day": date(2022, 3, 1),
    }
    return ReviewRow(**(fields | more))  # type: ignore[arg-type]


def dossier(*rows: Row, firm: Mapping[str, Value] | None = None, **more: object) -> Dossier:
    """The dossier of F with these rows; all tables there, the history empty."""
    tables = {
        name: tuple(each for each in rows if each.subject == name) for name in ("项目", "租赁")
    }
    fields: dict[str, object] = {
        "firm": Firm("F", firm or {}),
        "tables": tables,
        "history": (),
    }
    return Dossier(**(fields | more))  # type: ignore[arg-type]


def result(found: Policy | Library, known: Dossier, on: date = ON, **more: object) -> Assessment:
    """The assessment on 2022-06-30."""
    held = library(found) if isinstance(found, Policy) else found
    return assess(held, known, on, **more)  # type: ignore[arg-type]


def rows_of(assessment: Assessment) -> dict[tuple[str, str, int], Entitlement]:
    """The entitlements by measure, row and year of support."""
    return {(e.row.measure, e.row.key, e.row.support_year): e for e in assessment.entitlements}


def only(found: Policy | Library, known: Dossier, on: date = ON, **more: object) -> Entitlement:
    """The only entitlement."""
    (entitlement,) = result(found, known, on, **more).entitlements
    return entitlement


def sums(assessment: Assessment) -> dict[str, tuple[int, int | None]]:
    """What each row pays, low and high in fen, by `measure row`."""
    return {
        f"{e.row.measure} {e.row.key}": (e.own.low, e.own.high)
        for e in assessment.entitlements
        if e.own is not None
    }


def verdicts(assessment: Assessment) -> dict[str, str]:
    """The verdict of each row, by `measure row`."""
    return {f"{e.row.measure} {e.row.key}": e.verdict.value for e in assessment.entitlements}


def own(entitlement: Entitlement) -> tuple[int, int | None]:
    """What the row pays if approved: low and high in fen."""
    assert entitlement.own is not None
    return entitlement.own.low, entitlement.own.high


def exactly(fen: int) -> tuple[int, int]:
    """A sum that is known."""
    return fen, fen


def notes(entitlement: Entitlement) -> list[str]:
    """The notes of its findings."""
    return [finding.note for finding in entitlement.findings if finding.note]


def missing(entitlement: Entitlement) -> list[str]:
    """The names of what is missing."""
    return [gap.name for gap in entitlement.missing]
