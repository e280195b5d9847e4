"""The project description: its seven headings, its tables, what was found and answered."""

from duixian.fund.work.book import Book
from duixian.paper.official.blocks import Signature
from duixian.paper.year.project_description import PROJECT_DESCRIPTION, description
from duixian.rulebook.library.model import Library
from tests.fund.small_year import HEAD, book
from tests.paper.year.reading import grids, headings, texts

FORM = "forms:\n  - name: 目标\n    version: 申报\n"


def test_the_headings_stand_in_the_official_order(minhang: Book) -> None:
    blocks = PROJECT_DESCRIPTION.blocks(minhang)
    assert headings(blocks, 1) == [
        "项目概况",
        "项目绩效目标设定情况",
        "项目投入情况",
        "项目计划活动",
        "保证项目实施的制度、措施",
        "项目整改情况",
        "风险因素分析",
    ]
    assert headings(blocks, 3)[:7] == [
        "项目背景",
        "依据充分性",
        "项目必要性和重要性",
        "项目的可行性",
        "项目的总体目标",
        "项目的具体目标",
        "阶段性工作目标",
    ]
    assert headings(blocks, 3)[7:] == [
        "项目总投入和构成情况",
        "经常性项目执行情况",
        "资金来源情况",
        "成本管理情况",
        "设备配置标准情况",
        "项目活动内容",
        "实施范围和对象",
        "项目实施计划",
        "提出的问题",
        "改进情况",
    ]


def test_its_tables_are_a_to_d_and_d_with_clauses_when_it_stands_alone(minhang: Book) -> None:
    alone = [grid.caption for grid in grids(PROJECT_DESCRIPTION.blocks(minhang))]
    assert alone == [
        "项目的具体目标",
        "项目总投入和构成情况",
        "2019-2021 各年度预算及支出情况（金额单位：万元）",
        "2019-2021 各年度预算支出明细情况（金额单位：万元）",
    ]
    annexed = grids(tuple(description(minhang, "附件1D")))
    assert annexed[-1].caption == "2019-2021 各年度预算支出比较（金额单位：万元）"
    assert [len(grid.rows) - grid.head for grid in annexed] == [12, 14, 3, 10]


def test_the_plan_is_told_by_its_last_days_and_the_paper_is_signed(minhang: Book) -> None:
    blocks = PROJECT_DESCRIPTION.blocks(minhang)
    said = list(texts(blocks))
    first = said.index("6 月底前，完成新增项目申报与审核（第一批）；")
    assert said[first + 2] == "11 月底前，完成年度扶持资金下拨。"
    signed = [block for block in blocks if isinstance(block, Signature)]
    assert signed[-1].lines == (("填报单位", "闵行区经济委员会"), ("日期", "2021 年 9 月 9 日"))


def test_the_four_findings_are_answered_one_by_one_with_their_figures(minhang: Book) -> None:
    said = list(texts(PROJECT_DESCRIPTION.blocks(minhang)))
    asked, answered = said.index("提出的问题"), said.index("改进情况")
    assert answered - asked == 5
    assert "超过预算 10,000 万元" in said[asked + 4]
    assert said[answered + 1].startswith("（1）修订产业政策。")


def test_none_is_printed_where_somebody_said_so_and_else_it_is_open(
    minhang: Book, library: Library
) -> None:
    said = list(texts(PROJECT_DESCRIPTION.blocks(minhang)))
    assert said[said.index("风险因素分析") + 1] == "无"
    unsaid = list(texts(PROJECT_DESCRIPTION.blocks(book(library, head=HEAD + FORM))))
    assert unsaid[unsaid.index("风险因素分析") + 1] == "（未填写）"
    assert "无" not in unsaid


def test_risks_that_are_named_are_a_table(library: Library) -> None:
    risks = {"risks": "风险,应对,责任人\n报得多,按序,科室\n"}
    blocks = PROJECT_DESCRIPTION.blocks(book(library, risks, HEAD + FORM))
    assert [cell.text for cell in grids(blocks)[-1].rows[1]] == ["1", "报得多", "按序", "科室"]
