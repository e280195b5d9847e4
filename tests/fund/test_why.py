"""From a printed figure to what it is made of."""

import pytest

from duixian.fund.tables.registry import tables
from duixian.fund.why import Answer, NoSuch, find
from duixian.fund.wording import lines_of
from duixian.fund.work.book import Book


def told(book: Book, table: str, row: str, column: str) -> str:
    found = find(book, table, row, column)
    assert isinstance(found, Answer), found
    assert found.cell.figure is not None
    return "\n".join(line for _, line in lines_of(found.cell.figure))


def test_a_reviewed_sum_leads_to_the_list_the_rate_and_the_standard(minhang: Book) -> None:
    text = told(minhang, "7b", "1.2", "金额")
    for piece in (
        "110.7 家",
        "市级申报企业 = 123 家",
        "市级通过率 = 90%",
        "3号 1.2",
        "requests.csv",
    ):
        assert piece in text


def test_a_rounded_sum_shows_what_was_left(minhang: Book) -> None:
    assert "取整的尾差 = 0.46 万元" in told(minhang, "表7详表", "3.1", "金额")


def test_an_execution_rate_leads_to_every_item(minhang: Book) -> None:
    text = told(minhang, "表 4", "2021", "执行率")
    assert "2,257.58 万元" in text
    assert "spending.csv" in text


@pytest.mark.parametrize("name", ["3", "表 3", "附件1 B", "附件1B", "4-3", "7", "7a", "评分表"])
def test_tables_are_found_by_the_names_people_write(name: str, minhang: Book) -> None:
    found = find(minhang, name, "合计" if "评分" not in name else "总计", "单价")
    assert isinstance(found, Answer) or "列" in found.what


def test_what_is_not_there_is_answered_with_what_is(minhang: Book) -> None:
    for asked in (("表99", "1", "金额"), ("表3", "99", "金额"), ("表3", "1.1", "颜色")):
        found = find(minhang, *asked)
        assert isinstance(found, NoSuch)
        assert found.known


def test_every_column_of_figures_in_every_table_can_be_asked_about(
    minhang: Book, jiading: Book
) -> None:
    silent = []
    for book in (minhang, jiading):
        for name, make in tables(book).items():
            table = make()
            for row in table.rows:
                for column, cell in zip(table.columns, row.cells, strict=True):
                    is_number = column.figures and any(c.isdigit() for c in cell.text)
                    if is_number and "月前" not in cell.text and cell.figure is None:
                        silent.append((name, row.name, column.name))
    assert not silent


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("2021 实际支出", "2021 年度 1-8 月实际支出"),
        ("2019 实际支出", "2019 年度 实际支出"),
        ("2018 实际支出", None),
        ("实际支出", None),  # of which year?
    ],
)
def test_a_column_of_another_year_is_never_the_answer(
    asked: str, name: str | None, minhang: Book
) -> None:
    found = find(minhang, "表5", "合计", asked)
    assert (None if isinstance(found, NoSuch) else found.column) == name


@pytest.mark.parametrize(
    ("table", "row", "column", "thing"),
    [
        ("附件1D明细", "1", "涉及政策项 数量", "小巨人"),
        ("政策项", "1", "政策条数", "小巨人"),
        ("基本数", "责任科室", "数量", "军民融合科"),
        ("基本数", "三级明细", "数量", "9.2"),
        ("基本数", "政策文件", "数量", "闵府规发〔2020〕5号"),
    ],
)
def test_what_is_counted_is_told_one_by_one(
    table: str, row: str, column: str, thing: str, minhang: Book
) -> None:
    found = find(minhang, table, row, column)
    assert isinstance(found, Answer)
    assert found.cell.figure is not None
    assert len(found.cell.figure.parts) == int(found.cell.text)
    assert thing in told(minhang, table, row, column)


def test_a_date_tells_its_last_days_and_where_it_stands(minhang: Book) -> None:
    found = find(minhang, "表6", "新增受理审批时间", "目标值")
    assert isinstance(found, Answer)
    assert found.cell.figure is None
    assert "2022-03-31、2022-09-30" in found.cell.origin
    assert "targets.csv" in found.cell.origin


def test_a_line_printed_with_its_item_is_sent_to_that_row(minhang: Book) -> None:
    found = find(minhang, "7b", "7.1", "金额")
    assert isinstance(found, NoSuch)
    assert "第 7 行" in found.instead
    other = find(minhang, "7b", "1.9", "金额")
    assert isinstance(other, NoSuch)
    assert not other.instead
