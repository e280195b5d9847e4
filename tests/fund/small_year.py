"""A fund small enough to work out by hand: two items, one with a standard, one estimated."""

from collections.abc import Mapping

from duixian.fund.model.year import Year
from duixian.fund.reading.grid import Grid
from duixian.fund.reading.year import read_year
from duixian.fund.ties.checking import check_year
from duixian.fund.ties.finding import Finding
from duixian.fund.work.book import Book
from duixian.rulebook.library.model import Library
from duixian.rulebook.problems import Place, Problem

HEAD = """\
fund: 小资金
unit: 区经委
department: 区经委
level: 区级
region: 310112
year: 2022
policies:
  3号: 闵经委规发〔2021〕3号
approved:
  - year: 2021
    sum: 100 万元
    source: 批复
items:
  - number: 1
    name: 称号
    office: 科室
  - number: 2
    name: 项目
    office: 科室
versions:
  - name: 申报
    day: 2021-09-01
    by: 区经委
    round: 1 万元
  - name: 审核
    day: 2021-10-01
    by: 专家组
    round: 1 万元
"""
TABLES = {
    "drivers": """\
名称,值,类别,来源,提供人,日期,依据
区级标准,标准 3号 1.1,政策标准,政策库,,,
企业数,10 家,名单,名单,科室,2021-09-01,
均额,33.333 万元/项,估计,往年,科室,2021-09-01,
项目数,3 项,估计,往年,科室,2021-09-01,
""",
    "lines": """\
编码,政策项,名称,措施,承担
1.1,1,区级称号,3号 1.1,区镇
2.1,2,项目补贴,3号 2.2,区镇
""",
    "needs": """\
版本,编码,立项,数量,单价,比例
申报,1.1,当年,企业数,区级标准,
申报,2.1,往年,项目数,均额,50%
审核,1.1,当年,企业数,区级标准,
审核,2.1,往年,项目数,均额,50%
""",
}


def grid(name: str, text: str) -> Grid:
    rows = [line.split(",") for line in text.splitlines()]
    return Grid(
        name,
        tuple(rows[0]),
        list(enumerate(rows[1:], 2)),
        lambda row, column: Place(f"{name}.csv", row, column),
    )


def read(
    library: Library, tables: Mapping[str, str] | None = None, head: str = HEAD
) -> tuple[Year | None, tuple[Problem, ...]]:
    texts = {**TABLES, **(tables or {})}
    grids = {name: grid(name, text) for name, text in texts.items()}
    return read_year(head, "year.yaml", grids, library)


def book(library: Library, tables: Mapping[str, str] | None = None, head: str = HEAD) -> Book:
    year, problems = read(library, tables, head)
    assert year is not None, [problem.sentence for problem in problems]
    return Book(year, library)


def findings(made: Book, check: str) -> list[Finding]:
    return [each for each in check_year(made) if each.check == check]


def more(name: str, *rows: str) -> dict[str, str]:
    """The table of that name with further rows."""
    return {name: TABLES.get(name, "") + "".join(f"{row}\n" for row in rows)}
