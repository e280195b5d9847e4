"""Every finding shows both sides and what lies between them, also where only a word is missing."""

import pytest

from duixian.fund.ties.checking import check_year
from duixian.fund.ties.finding import Finding
from duixian.fund.work.book import Book
from duixian.intake.year_folder import load_year, shipped_years, year_folder
from duixian.rulebook.library.model import Library
from tests.fund.small_year import HEAD, TABLES, read

MISSING_WORDS = {
    "drivers": TABLES["drivers"].replace("2021-09-01", ""),
    "lines": "编码,政策项,名称,措施,承担\n1.1,1,区级称号,3号 1.1,区镇\n2.1,2,项目补贴,,区镇\n",
    "clauses": "政策项,政策条,文号,条款,措施\n1,某条,3号,一,3号 1.4\n",
    "targets": (
        "表,一级,二级,指标,比较,目标值,文字,单位\n"
        "目标表,产出数量,,没有数,=,,,家\n"
        "目标表,产出数量,,没有分子,=,90%,,%\n"
        "目标表,产出指标,社会效益指标,只有词,定性,,改善,\n"
    ),
    "plan": "环节,止,责任科室\n申报,2022-06-30,科室\n",
    "problems": "编号,来源,年度,问题\n1,评审,2021,粗\n",
    "papers": "编号,名称\n预 1,底稿\n",
    "risks": "风险,应对\n见 [预 9],应对\n",
    "stated": "文件,位置,表,行,列,算式,数字\n报告,某处,表1,无,无,,5\n报告,某词,,,,企业数,若干\n",
}
FORM = HEAD.replace("  - number: 2\n", "  - number: 2\n    new: 是\n") + (
    "forms:\n  - name: 目标表\n    version: 审核\n"
    "accepted:\n  - check: 待填写\n    about: 没有的\n    because: 说明\n"
    "    by: 张\n    day: 2022-01-01\n"
)


def one_sided(found: tuple[Finding, ...]) -> list[Finding]:
    return [
        each
        for each in found
        if not all((each.left.figure, each.left.place, each.right.figure, each.right.place))
        or not each.difference
    ]


@pytest.mark.parametrize("name", shipped_years())
def test_findings_of_the_examples_have_two_sides(library: Library, name: str) -> None:
    year, _ = load_year(year_folder(name), library)
    assert year is not None
    assert one_sided(check_year(Book(year, library))) == []


def test_findings_about_missing_words_have_two_sides(library: Library) -> None:
    year, problems = read(library, MISSING_WORDS, FORM)
    assert year is not None, [problem.sentence for problem in problems]
    found = check_year(Book(year, library))
    assert len({each.check for each in found}) > 15
    assert one_sided(found) == []
