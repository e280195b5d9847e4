"""The self-evaluation sheet, and the proposals for next year, as tables."""

from collections.abc import Callable

from duixian.fund.figure import Figure, count, total
from duixian.fund.model.performance import Deviation
from duixian.fund.model.targets import Form
from duixian.fund.performance.evaluation import Evaluation, Head, evaluate
from duixian.fund.performance.marking import Marks, TargetMarks
from duixian.fund.performance.proposals import Proposal, propose_ceilings, propose_targets
from duixian.fund.tables.monitored import measured_text
from duixian.fund.tables.table import EMPTY, Cell, Column, Row, Table, number, words
from duixian.fund.tables.targeted import value_text
from duixian.fund.wording import decimals, in_wan, rate, said
from duixian.fund.work.book import Book

UNKNOWN = "未知"


def self_evaluation(book: Book, form: Form) -> Table:
    """绩效自评表: marks where they are known, and always the least and the most they can be."""
    found = evaluate(book, form)
    rows = [row for head in found.heads for row in _head(found, head)]
    empty = words("")
    most = _number(count("总分值", [head.most for head in found.heads]))
    whole = (words("总分"), empty, empty, empty, empty, most, *_marks(found.total), empty)
    rows.append(Row("总分", whole, is_total=True))
    columns = (
        Column("一级指标"),
        Column("二级指标"),
        Column("三级指标"),
        Column("年度指标值", figures=True),
        Column("实际完成值", figures=True),
        Column("分值", figures=True),
        Column("得分", figures=True),
        Column("最低", figures=True),
        Column("最高", figures=True),
        Column("评分说明"),
    )
    notes = tuple(dict.fromkeys((f"等级：{found.grade}", *(head.note for head in found.heads))))
    caption = f"{book.year.fund.year} 年度项目支出绩效自评表（{form.name}）"
    return Table(evaluation_name(book, form), caption, columns, tuple(rows), notes=notes)


def evaluation_name(book: Book, form: Form) -> str:
    """The sheet of the first form is the sheet; those of others say whose they are."""
    first = next((each.form for each in book.year.targets), form.name)
    return "绩效自评表" if form.name == first else f"绩效自评表{form.name}"


def _head(found: Evaluation, head: Head) -> list[Row]:
    if head.targets or not found.heads.index(head):
        rows = [] if head.targets else [Row(head.code, _execution(found, head))]
    else:
        cells = (words(head.name), words("没有目标"), *[words("")] * 3, _number(head.most))
        rows = [Row(head.code, (*cells, *_marks(head.marks), words("")))]
    return rows + [Row(row.target.name, _target(head, row)) for row in head.targets]


def _execution(found: Evaluation, head: Head) -> tuple[Cell, ...]:
    budget = found.budget
    planned = words(EMPTY) if budget is None else number(budget, f"{in_wan(budget.value)} 万元")
    used = found.rate
    actual = words(UNKNOWN) if used is None else number(used, rate(used.value))
    says = "全年支出未知" if not head.marks.known else "分值 × 执行率"
    cells = words(head.name), words(""), words(""), planned, actual
    return (*cells, _number(head.most), *_marks(head.marks), words(says))


def _target(head: Head, row: TargetMarks) -> tuple[Cell, ...]:
    actual = words(row.words or UNKNOWN)
    if row.point is not None:
        actual = number(row.point.figure, measured_text(row.target, row.point.figure))
    says = "；".join(text for text in (row.ruling, *_causes(row.deviation)))
    return (
        words(head.name),
        words(row.target.levels[-1]),
        words(row.target.name),
        Cell(value_text(row.form, row.target, row.goal), row.goal),
        actual,
        _number(row.weight),
        *_marks(row.marks),
        words(says),
    )


def _causes(why: Deviation | None) -> tuple[str, ...]:
    return tuple(text for text in (why.cause, why.correction) if text) if why is not None else ()


def _marks(marks: Marks) -> tuple[Cell, Cell, Cell]:
    known = _number(marks.low) if marks.known else words(UNKNOWN)
    return known, _number(marks.low), _number(marks.high)


def _number(figure: Figure) -> Cell:
    return number(figure, decimals(figure.value, 2))


def next_targets(book: Book, form: Form) -> Table:
    """What the results say about next year's targets."""
    rows = [Row(each.name, _cells(each, said)) for each in propose_targets(evaluate(book, form))]
    columns = _columns("目标表", "指标", "本年目标", "下年建议", "理由")
    return Table("下年目标建议", "由本年结果推出的下年目标建议", columns, tuple(rows))


def next_ceilings(book: Book) -> Table:
    """What execution and unmet need say about next year's ceilings."""
    found = propose_ceilings(book)
    rows = [Row(each.subject, _cells(each, _wan)) for each in found]
    known = [each.proposed for each in found if each.proposed is not None]
    if found and len(known) == len(found):
        whole = number(sum_ := total("下年上限合计", known), _wan(sum_))
        cells = (words(""), words("合计"), words(""), whole, words(""))
        rows.append(Row("合计", cells, is_total=True))
    columns = _columns("序号", "政策项", "本年预算", "下年上限", "理由")
    return Table("下年上限建议", "由执行和需求推出的下年上限建议", columns, tuple(rows), "万元")


def _columns(*heads: str) -> tuple[Column, ...]:
    return tuple(Column(head, figures=head in heads[2:4]) for head in heads)


def _wan(figure: Figure) -> str:
    return in_wan(figure.value)


def _cells(each: Proposal, text: Callable[[Figure], str]) -> tuple[Cell, ...]:
    now, proposed = (
        words(EMPTY) if figure is None else number(figure, text(figure))
        for figure in (each.now, each.proposed)
    )
    return words(each.subject), words(each.name), now, proposed, words(each.reason)
