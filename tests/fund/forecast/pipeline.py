"""A year with a pipeline small enough to work out by hand."""

from duixian.fund.work.book import Book
from duixian.rulebook.library.model import Library
from tests.fund import small_year

HEAD = small_year.HEAD.replace(
    "  3号: 闵经委规发〔2021〕3号\n",
    "  3号: 闵经委规发〔2021〕3号\n  5号: 闵府规发〔2020〕5号\n  7号: 闵经委规发〔2021〕7号\n",
).replace("approved:\n", "approved:\n  - year: 2022\n    sum: 300 万元\n    source: 批复\n")
STAGES = """\
阶段,通过率,来源
储备,30%,往年
评审,80%,往年
"""
COLUMNS = "编号,企业,编码,措施,阶段,数量,基数,最低,最高,应付,事项日,登记日,来源\n"
POOL = "甲,,1.1,3号 1.1,储备,10,,,,2022-11-30,,,名单\n"
REBUILT = (
    "乙,企业乙,2.1,5号 7.1,评审,,新增设备投资=3000 万元,,,立项 2022-06-30、验收 2023-05-31,,,申报\n"
)
PRODUCT = "丙,企业乙,2.1,5号 6,评审,,总投资=2000 万元,,,2022-09-30,,,申报\n"
NO_NEEDS = "版本,编码,立项,数量,单价\n"
AWARDS = """\
编号,编码,事项日,决定日,应付日,金额（万元）,支付日
旧,2.1,2020-05-01,2020-06-01,2022-03-31,40,
欠,2.1,2020-05-01,2020-06-01,2021-11-30,7,2022-01-20
清,2.1,2020-05-01,2020-06-01,2022-03-31,9,2021-12-20
新,2.1,2022-02-01,2022-05-01,2022-08-31,20,
"""


def pipeline(library: Library, *rows: str, **tables: str) -> Book:
    """The small year with these candidates and without worked-out needs, and tables of its own."""
    own = {"stages": STAGES, "candidates": COLUMNS + "".join(rows), "needs": NO_NEEDS}
    return small_year.book(library, {**own, **tables}, HEAD)


def problems_of(library: Library, *rows: str, stages: str = STAGES) -> list[str]:
    """Everything wrong with these candidates, each as place and sentence."""
    tables = {"stages": stages, "candidates": COLUMNS + "".join(rows)}
    _, problems = small_year.read(library, tables, HEAD)
    return [problem.sentence for problem in problems]
