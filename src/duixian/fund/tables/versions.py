"""What no old paper had and its reviewers asked for: need by year of project, and what changed."""

from duixian.fund.figure import total
from duixian.fund.model.lines import Origin
from duixian.fund.tables.table import EMPTY, Cell, Column, Row, Table, number, words
from duixian.fund.wording import in_wan
from duixian.fund.work.budget import Budget, ItemFigures
from duixian.fund.work.differences import differences


def needs_by_origin(budget: Budget) -> Table:
    """The computed need of each item: this year's projects, earlier years', and not told apart."""
    rows = [_item(each) for each in budget.items]
    sums = [budget.need_of(origin) for origin in Origin]
    whole = total("需求合计", sums)
    cells = [words(""), words("合计"), *(number(e, in_wan(e.value)) for e in (*sums, whole))]
    rows.append(Row("合计", tuple(cells), is_total=True))
    columns = (
        Column("序号"),
        Column("政策项"),
        *(Column(f"{origin.value}项目", figures=True) for origin in Origin),
        Column("需求合计", figures=True),
    )
    caption = f"{budget.version.name}：当年项目与往年结转的需求"
    return Table("需求分年", caption, columns, tuple(rows), "万元")


def _item(item: ItemFigures) -> Row:
    cells: list[Cell] = [words(str(item.item.number)), words(item.item.name)]
    for origin in Origin:
        parts = [p.need for line in item.lines for p in line.parts if p.part.origin is origin]
        figure = total(f"{item.item.name}{origin.value}项目的需求", parts)
        cells.append(number(figure, in_wan(figure.value)) if parts else words(EMPTY))
    cells.append(number(item.need, in_wan(item.need.value)))
    return Row(str(item.item.number), tuple(cells))


def changes(before: Budget, after: Budget) -> Table:
    """Every item and line whose amount changed from one version to the next, with the reason."""
    rows = [
        Row(
            each.code,
            (
                words(each.code),
                words(each.name),
                number(each.before, in_wan(each.before.value)),
                number(each.after, in_wan(each.after.value)),
                number(each.change, in_wan(each.change.value)),
                words(each.reason),
            ),
        )
        for each in differences(before, after)
    ]
    columns = (
        Column("编码"),
        Column("名称"),
        Column(before.version.name, figures=True),
        Column(after.version.name, figures=True),
        Column("变动", figures=True),
        Column("理由"),
    )
    caption = f"{after.version.name}对{before.version.name}的变动"
    return Table(f"变动{after.version.name}", caption, columns, tuple(rows), "万元")
