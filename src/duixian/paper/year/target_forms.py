"""Target forms: 项目绩效目标表 in the manner of a project, 财政政策绩效目标申报表 of a policy."""

from collections.abc import Iterator

from duixian.fund.model.targets import Form
from duixian.fund.narrative import written
from duixian.fund.tables.registry import tables
from duixian.fund.wording import in_wan
from duixian.fund.work.book import Book
from duixian.paper.official.blocks import Block, Look, Paragraph, Title
from duixian.paper.official.grid import Align, Grid, GridCell, GridRow, label, value
from duixian.paper.year.narrative import OPEN
from duixian.paper.year.paper import Paper, apart
from duixian.paper.year.tables import grid_of

POLICY_FORM = "财政政策绩效目标申报表"
_TEXTS = (
    ("政策概况", "政策概况"),
    ("立项依据", "立项依据"),
    ("政策设立的必要性", "政策设立的必要性"),
    ("保证政策实施的制度、措施", "保证政策实施的制度、措施"),
)
_WIDE = 4
_WEIGHTS = (22, 26, 52, 30)


def project_forms(book: Book) -> tuple[Block, ...]:
    """A form for each target table of the year that is not the official one."""
    return apart(_project_form(book, form) for form in book.year.forms if not form.official)


def _project_form(book: Book, form: Form) -> Iterator[Block]:
    fund = book.year.fund
    yield Title("项目绩效目标表", (f"（{fund.year} 年度，{form.name}）",))
    budget = book.budget(form.version) or book.asked
    money = "" if budget is None else f"{in_wan(budget.total.value)} 万元（{budget.version.name}）"
    head = [
        _pair("项目名称", fund.name),
        _pair("项目单位", fund.unit),
        _pair("主管部门", fund.department),
        _pair("年度预算", money),
        _pair("总目标", _text(book, "总目标")),
        _pair("年度目标", _text(book, "年度目标")),
    ]
    table = grid_of(tables(book)[form.name](), merged=1)
    yield Grid(_WIDE, (*head, *table.rows), weights=(16, 34, 24, 56))


def policy_form(book: Book) -> tuple[Block, ...]:
    """The form of the finance department, for each official target table."""
    return apart(_policy_form(book, form) for form in book.year.forms if form.official)


def _policy_form(book: Book, form: Form) -> Iterator[Block]:
    fund = book.year.fund
    yield Title(POLICY_FORM, (f"（{fund.year} 年度）",))
    yield Paragraph(f"预算主管部门：{fund.department}（汇总）", Look.PLAIN)
    head = [
        _pair("政策名称", fund.name),
        _pair("资金用途", fund.purpose or OPEN.text),
        _pair("政策日期", term(book)),
        *(_pair(name, _text(book, heading)) for name, heading in _TEXTS),
        (label("政策目标", down=2), label("总目标"), value(_text(book, "总目标"), across=2)),
        (label("年度目标"), value(_text(book, "年度目标"), across=2)),
    ]
    rows = grid_of(tables(book)[form.name](), merged=2).rows
    yield Grid(_WIDE, (*head, *_money(book), *rows), weights=_WEIGHTS)


def term(book: Book) -> str:
    """The term of the policy as months: 2023-08至2025-12."""
    if book.year.fund.in_force is None:
        return OPEN.text
    return "至".join(f"{day:%Y-%m}" for day in book.year.fund.in_force)


def _money(book: Book) -> Iterator[GridRow]:
    made = tables(book).get("资金构成")
    rows = made().rows if made is not None else ()
    heads = label("子项目名称", across=2), label("预算金额（元）")
    yield (label("当年投入资金构成", down=len(rows) + 1), *heads)
    for row in rows:
        name, amount = row.cells
        yield value(name.text, across=2), GridCell(amount.text, align=Align.RIGHT)


def _pair(name: str, text: str) -> GridRow:
    return label(name), value(text, across=_WIDE - 1)


def _text(book: Book, heading: str) -> str:
    return "\n".join(written(book, heading, POLICY_FORM)) or OPEN.text


PROJECT_FORMS = Paper("项目绩效目标表", project_forms, needs="目标表（forms 和 targets）")
POLICY_FORMS = Paper(POLICY_FORM, policy_form, needs="财政申报表格式的目标表（official: 是）")
