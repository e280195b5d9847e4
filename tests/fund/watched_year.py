"""The small fund through its year: targets of every kind with invented values (来源 示例)."""

from collections.abc import Mapping
from datetime import date

from duixian.fund.work.book import Book
from duixian.intake.working_days import published_calendar
from duixian.rulebook.library.model import Library
from tests.fund.small_year import HEAD, read

WATCHED = (
    HEAD
    + """\
forms:
  - name: 目标表
    version: 审核
"""
)
DAY = date(2022, 6, 30)
TARGETS = """\
表,一级,指标,比较,目标值,文字,单位,主题,明细,口径,分子,分母,权重
目标表,产出数量,扶持企业,=,365,,家,专精特新,1.1,登记,,,
目标表,产出数量,应扶尽扶率,=,100%,,%,,,登记,已扶持,应扶持,
目标表,产出时效,拨付时间,前,,4 月前、10 月前,,,,登记,,,
目标表,成本,单项成本,≤,50 万元,,万元,,,账,,,
目标表,效益,环境,定性,,改善,,,,,,,
目标表,效益,满意度,≥,90%,,%,,,问卷,,,
"""
ACTUALS = "表,指标,日期,值,分子,分母,完成日,档次,得分率,来源,提供人\n"


def watched(
    library: Library, *rows: str, more: Mapping[str, str] | None = None, targets: str = TARGETS
) -> Book:
    tables = {
        "targets": targets,
        "actuals": ACTUALS + "".join(f"目标表,{row},示例,张\n" for row in rows),
        **(more or {}),
    }
    year, problems = read(library, tables, WATCHED)
    assert year is not None, [problem.sentence for problem in problems]
    return Book(year, library, published_calendar())
