"""Target forms, score sheets, joint opinion, standards, notes, self-evaluation, rectification."""

import re
from pathlib import Path

import pytest

from duixian.fund.work.book import Book
from duixian.paper.official.grid import Grid
from duixian.paper.official.pdf import pdf
from duixian.paper.year.budget_notes import BUDGET_NOTES
from duixian.paper.year.joint_opinion import JOINT_OPINION
from duixian.paper.year.other_reviews import OTHER_REVIEWS
from duixian.paper.year.paper import Paper, document
from duixian.paper.year.rectification import RECTIFICATION
from duixian.paper.year.score_sheets import EXPERT_SHEETS, SELF_SHEET
from duixian.paper.year.self_evaluation import SELF_EVALUATION
from duixian.paper.year.standards import STANDARDS
from duixian.paper.year.target_forms import POLICY_FORMS, PROJECT_FORMS
from duixian.rulebook.library.model import Library
from tests.fund.small_year import HEAD, book
from tests.paper.year.reading import filled_in, grids, texts
from tests.paper.year.written import needs_pdftotext, pdf_pages

SHEET = """\
sheets:
  - name: 评分表
    criteria:
      - code: A
        name: 决策
      - code: A1
        name: 立项
        parent: A
      - code: A11
        name: 依据
        marks: 100
        parent: A1
"""


def cells(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in row] for row in grid.rows]


def test_the_policy_form_has_the_fields_of_the_official_one(jiading: Book, seeds: Path) -> None:
    (form,) = grids(POLICY_FORMS.blocks(jiading))
    head = filled_in(form)
    assert list(head)[:7] == [
        "政策名称",
        "资金用途",
        "政策日期",
        "政策概况",
        "立项依据",
        "政策设立的必要性",
        "保证政策实施的制度、措施",
    ]
    official = next(seeds.glob("004*.txt")).read_text(encoding="utf-8")
    for field in ("政策名称", "资金用途", "政策日期"):
        assert f"{field}\t{head[field]}\n" in official
    assert [cell.text for cell in form.rows[7][:2]] == ["政策目标", "总目标"]
    assert form.rows[8][0].text == "年度目标"
    assert cells(form)[9:11] == [
        ["当年投入资金构成", "子项目名称", "预算金额（元）"],
        ["产业扶持类", "0.00"],
    ]
    assert cells(form)[11] == ["一级指标", "二级指标", "三级指标", "年度指标值"]
    assert len(form.rows) == 12 + 11


def test_the_prose_of_the_policy_form_says_the_figures_of_the_official_one(jiading: Book) -> None:
    said = "".join(texts(POLICY_FORMS.blocks(jiading)))
    for figure in ("100 家以上", "不少于 30 家", "30 个以上", "有 100 家", "打造 30 家"):
        assert figure in said
    for figure in ("10 个试点", "200 家示范", "30 个工业", "40 家", "50 个", "80%", "90%", "100%"):
        assert figure in said


def test_project_forms_are_one_a_target_table(minhang: Book) -> None:
    first, second = grids(PROJECT_FORMS.blocks(minhang))
    assert filled_in(first)["年度预算"] == "20,000.00 万元（申报）"
    assert (len(first.rows), len(second.rows)) == (6 + 1 + 15, 6 + 1 + 12)


def test_the_self_sheet_shares_cells_where_criteria_share_marks(minhang: Book) -> None:
    head, sheet = grids(SELF_SHEET.blocks(minhang))
    found = cells(head)
    assert ["项目得分", "项目决策（50%）", "43", "总分", "90"] in found
    assert ["项目管理（30%）", "28"] in found
    assert ["其中：", "上级资金", "0.00"] in found
    assert ["区级资金", "20,000.00"] in found
    assert len(sheet.rows) == 1 + 20 + 1
    rows = cells(sheet)
    either = next(at for at, row in enumerate(rows) if "项目风险管理（B21）" in row)
    assert rows[either][-2:] == ["10", ""]
    assert rows[either + 1] == ["项目评价结果管理（B22）", "10"]
    shared = next(at for at, row in enumerate(rows) if "经济效益（C21）" in row)
    assert rows[shared][-2:] == ["4", "3"]
    assert rows[shared + 1] == ["社会效益（C22）"]
    assert rows[-1] == ["总计", "100", "90"]


@needs_pdftotext
@pytest.mark.parametrize("paper", [SELF_SHEET, EXPERT_SHEETS], ids=lambda paper: paper.name)
def test_a_score_sheet_keeps_to_one_page(paper: Paper, minhang: Book, tmp_path: Path) -> None:
    assert len(pdf_pages(pdf(document(paper, minhang)), tmp_path)) == 1


def test_the_experts_sheet_shows_what_they_gave_and_leaves_open_what_they_did_not(
    minhang: Book,
) -> None:
    blocks = EXPERT_SHEETS.blocks(minhang)
    head, sheet = grids(blocks)
    sums = [row[-1] for row in cells(head) if row[0].startswith("项目管理")]
    assert sums == ["26.30"]
    assert ["项目得分", "项目决策（50%）", "42.70", "总分", "87.00"] in cells(head)
    assert [row[-1] for row in cells(sheet)[1:4]] == ["", "", ""]
    assert "评分人：专家组。本轮的评分只记到一级指标。" in list(texts(blocks))


def test_several_scorers_have_a_sheet_each_after_their_mean(library: Library) -> None:
    scores = "评分表,轮次,评分人,指标,得分\n评分表,专家评审,甲,A11,80\n评分表,专家评审,乙,A11,91\n"
    made = book(library, {"scores": scores}, HEAD + SHEET)
    sheets = grids(EXPERT_SHEETS.blocks(made))[1::2]
    assert [cells(sheet)[-1][-1] for sheet in sheets] == ["85.50", "80", "91"]


def test_the_joint_opinion_has_its_rows_and_every_opinion(minhang: Book) -> None:
    (form,) = grids(JOINT_OPINION.blocks(minhang))
    found = filled_in(form)
    assert list(found) == [
        "项目单位",
        "项目名称",
        "评审专家",
        "汇总得分",
        "评审综合意见",
        "项目单位签名",
        "专家组签名",
        "评审日期",
    ]
    assert found["汇总得分"] == "87 分"
    lines = found["评审综合意见"].split("\n")
    assert [line for line in lines if line[1:2] == "、" and line[0] in "一二三四"] == [
        "一、预算方面",
        "二、管理方面",
        "三、绩效目标方面",
    ]
    assert len(lines) == 1 + 3 + 4 + 2 + 3
    assert not found["专家组签名"].strip()
    assert found["评审日期"] == "2021 年 10 月 20 日"


def test_every_other_review_has_a_form_with_its_basis_its_people_and_what_it_found(
    minhang: Book,
) -> None:
    own, outside = (filled_in(form) for form in grids(OTHER_REVIEWS.blocks(minhang)))
    assert own["评价人员"] == "区经委内部评价工作小组"
    assert own["得分"] == "90 分"
    about = [line.partition("：")[0] for line in own["评价结论"].split("\n")]
    assert about == ["项目决策", "项目管理", "项目绩效"]
    assert own["评价日期"] == "2021 年 9 月 9 日"
    assert outside["评价依据"] == "2020 年对 2019 年度项目实施情况的绩效后评价"
    assert outside["评价人员"] == "受托的第三方机构"
    assert outside["得分"] == "（未填写）"
    assert [line[:2] for line in outside["发现的问题"].split("\n")] == ["1、", "2、", "3、", "4、"]


def test_the_table_of_standards_has_the_items_of_the_year_and_the_library_s_amounts(
    minhang: Book,
) -> None:
    (grid,) = grids(STANDARDS.blocks(minhang))
    rows = [row for row in cells(grid)[2:] if re.match(r"\d\. ", row[0]) and row[2].isdigit()]
    assert list(dict.fromkeys((row[0][0], row[2]) for row in rows)) == [
        (str(item), count) for item, count in zip(range(1, 10), "544441412", strict=True)
    ]
    sums = [row[-2].split("\n")[1] for row in cells(grid)[2:8]]
    assert sums == [
        "1. 5 万元",
        "1. 20 万元",
        "1. 5 万元",
        "1. 50 万元",
        "1. 评审确定的数额（最高 35 万元）",
        "1. 60 万元",
    ]
    whole = {row[0]: row[4] for row in rows if row[0][0] in "2347"}
    assert [text.split("；") for _, text in sorted(whole.items())][::3] == [
        ["优质企业扶持", "龙头企业奖励", "骨干企业奖励", "成长企业补贴"],
        ["房租扶持", "资质奖励", "合同补贴", "市级配套"],
    ]
    assert "就高" not in "".join(row[-2] for row in cells(grid))
    assert [row[-1] for row in cells(grid)[2:8]] == ["区：镇（8:2）"] * 6


def test_a_line_without_money_is_a_row_of_nothing_whose_count_nobody_knows(jiading: Book) -> None:
    (notes,) = grids(BUDGET_NOTES.blocks(jiading))
    rows = cells(notes)[1:]
    assert [row[-4:] for row in rows[:-1]] == [["0.00", "", "-", "未列资金。"]] * 3
    assert rows[-1][:2] == ["合计", "0.00"]


def test_the_notes_name_their_working_papers(minhang: Book) -> None:
    notes, papers = grids(BUDGET_NOTES.blocks(minhang))
    assert len(notes.rows) == 1 + 13 + 1
    assert [row[0].text for row in papers.rows[1:]] == [
        "[预 1-1]",
        "[预 1-2]",
        "[预 1-3]",
        "[预 6]",
        "[预 7]",
    ]
    assert all(len(row[3].text) == 16 for row in papers.rows[1:])


def test_a_self_evaluation_of_what_nobody_measured_stays_open(minhang: Book) -> None:
    head, sheet, *_ = grids(SELF_EVALUATION.blocks(minhang))
    assert ["总分", "0.00 至 100.00", "等级", "未定（差至优）"] in cells(head)
    assert ["未知", "19,000.00", "未知", "未知"] in cells(head)
    marks = [row[-4] for row in cells(sheet)[1:]]
    assert set(marks) == {"未知"}


def test_the_rectification_list_follows_every_problem(minhang: Book) -> None:
    (grid,) = grids(RECTIFICATION.blocks(minhang))
    rows = cells(grid)[1:]
    assert [row[0] for row in rows] == ["1", "2", "3", "4", "5", "6"]
    assert [row[6] for row in rows] == ["2020-06-15", *["（未填写）"] * 5]
    assert "29 条政策" in rows[4][3]
