"""闵行 2022 with one figure broken at a time: the tie that names it, both sides, a way out."""

from pathlib import Path
from shutil import copytree

import pytest

from duixian.fund.ties.checking import check_year
from duixian.fund.ties.finding import Finding
from duixian.fund.work.book import Book
from duixian.intake.year_folder import load_year, year_folder
from duixian.rulebook.library.model import Library
from duixian.rulebook.problems import Severity

Key = tuple[str, ...]
Broken = tuple[str, str, str]
"""A file, what stands in it, and what stands there instead; "" at the end of the file."""

ITEM_2 = "  - number: 2\n    name: 鼓励优质项目引进和企业成长壮大\n"
DISTRICT_TITLE = "区级专精特新标准,标准 3号 1.1,政策标准,政策库,,,"
TITLE_OF_FOUR = "区级专精特新标准,4 万元/家,估计,往年,企业服务科,2021-09-09,"
AGENCY = "服务机构上限,上限 3号 2.1,政策标准,政策库,,,"
AGENCY_OF_FORTY = "服务机构上限,40 万元/家,估计,往年,企业服务科,2021-09-09,"
LINE = "1.1,1,区级“专精特新”中小企业,当年申请当年扶持,3号 1.1,"
UNSAID = (
    "申报说明和审核详表只列创新产品、信息化智能化和研发机构，"
    "合计就是本政策项的全部资金；为何不列没有说明"
)
NO_EVENTS = "5号 15,"
AWARDS = (
    "编号,编码,事项日,决定日,应付日,金额（万元）\nA1,5.1,2021-03-01,2021-06-01,2022-06-01,2000\n"
)

# what is broken; the tie; the figure entered and the one it should be, by hand from the report
WALK: dict[str, tuple[Broken, str, str, str]] = {
    "a sum down": (("stated.csv", '"20,000"', '"20,001"'), "文件所列数字", "20,001", "20,000.00"),
    "a sum across": (("year.yaml", "区级: 100", "区级: 90"), "资金来源合计", "90%", "100%"),
    # two carriers at 125 万元 are 250
    "a product": (
        ("requests.csv", "", "审核,5,5.1,总额,,260 万元,,多列,专家组\n"),
        "数量乘单价",
        "260 万元",
        "250 万元",
    ),
    "a price that is not the standard": (
        ("drivers.csv", DISTRICT_TITLE, TITLE_OF_FOUR),
        "单价与政策标准",
        "4 万元",
        "5 万元",
    ),
    "a price above the cap": (
        ("drivers.csv", AGENCY, AGENCY_OF_FORTY),
        "单价与政策标准",
        "40 万元",
        "35 万元",
    ),
    "a target and the quantity": (
        ("targets.csv", "扶持技术改造企业或项目数,=,,", "扶持技术改造企业或项目数,=,30,"),
        "目标与数量",
        "30",
        "25",
    ),
    "more than the pool": (
        ("needs.csv", "审核,1.3,,往年,小巨人待拨企业,", "审核,1.3,,往年,小巨人待拨企业 + 5 家,"),
        "数量与储备",
        "35 家",
        "30 家",
    ),
    "a number without a source": (
        ("needs.csv", "审核,1.3,,往年,小巨人待拨企业,", "审核,1.3,,往年,小巨人待拨企业 + 5 家,"),
        "没有来源的数",
        "5 家",
        "未写",
    ),
    "a line without measure": (
        ("lines.csv", NO_EVENTS, ","),
        "明细没有措施",
        "产业行业重大活动事后扶持",
        "未写",
    ),
    "a measure without line": (
        ("lines.csv", NO_EVENTS, ","),
        "措施没有明细",
        "产业行业重大活动补贴",
        "未写",
    ),
    "an old item called new": (
        ("year.yaml", ITEM_2, ITEM_2 + "    new: 是\n"),
        "称为新增而有历史",
        "新增",
        "900 万元",
    ),
    "a new item without goal": (
        ("year.yaml", ITEM_2, ITEM_2 + "    new: 是\n"),
        "新增项资料",
        "目标、实施范围",
        "未写",
    ),
    # 1,200 of the 15,000 万元 belong to items called new: 12,845 is 14.37 % less than 15,000
    "growth on unlike bases": (
        ("year.yaml", ITEM_2, ITEM_2 + "    new: 是\n"),
        "增幅口径不一",
        "-14.37%",
        "-6.92%",
    ),
    "an item above its budget": (
        ("spending.csv", "2019,2,1,12,243.90", "2019,2,1,12,343.90"),
        "政策项超预算",
        "343.9 万元",
        "300 万元",
    ),
    # 9,979.08 + 100
    "a year above its reply": (
        ("spending.csv", "2019,2,1,12,243.90", "2019,2,1,12,343.90"),
        "超过批复总额",
        "10,079.08 万元",
        "10,000 万元",
    ),
    "a rate": (
        ("stated.csv", "", "评审报告,表4 2019 执行率,表4,2019 年,预算执行率,,98.79%\n"),
        "文件所列数字",
        "98.79%",
        "99.79%",
    ),
    "a growth": (
        ("stated.csv", "", "评审报告,表2 增幅,表2,合计,较上年度增/减幅,,+25%\n"),
        "文件所列数字",
        "+25%",
        "+33.33%",
    ),
    "a plan later than promised": (
        ("plan.csv", "2022-11-30", "2022-12-31"),
        "计划与时效目标",
        "2022-12-31",
        "11 月前",
    ),
    "a plan past its policy": (
        ("plan.csv", "2022-11-30", "2023-07-31"),
        "计划与政策期限",
        "2023-07-31",
        "2023-06-14",
    ),
    "a policy that ends in the year": (
        ("year.yaml", "year: 2022\npolicies", "year: 2023\npolicies"),
        "政策有效期",
        "2023-06-14",
        "2023-12-31",
    ),
    "what earlier years owe": (
        ("awards.csv", "", AWARDS),
        "往年承诺与明细",
        "2,000 万元",
        "250 万元",
    ),
    "a change without reason": (
        ("year.yaml", "      - item: 6\n        because: 三级细化调减\n", ""),
        "版本之间",
        "4,000 万元",
        "3,740 万元",
    ),
    "a reason without change": (
        ("year.yaml", "    reasons:\n", "    reasons:\n      - item: 2\n        because: 核减\n"),
        "版本之间",
        "1,000 万元",
        "1,000 万元",
    ),
    "a target nothing measures": (
        ("targets.csv", "1.1、1.2、1.3,发放名单计数", ","),
        "目标没有口径",
        "支持专精特新化发展企业或项目数",
        "未写",
    ),
    "a target without number": (
        ("targets.csv", "表6,效益,政策对象满意度,=,满意度目标", "表6,效益,政策对象满意度,=,"),
        "目标没有数值",
        "政策对象满意度",
        "未写",
    ),
    "a rate without its two numbers": (
        ("targets.csv", ",经评审应扶持的企业和项目", ","),
        "比率没有分子分母",
        "应扶尽扶率",
        "实际扶持 ÷ 应扶持",
    ),
    # 70 % and 80 % of 670 万元
    "shares unlike the policy's": (
        ("lines.csv", f"无资金原因\n{LINE}", f"无资金原因,承担\n{LINE},区 70%、镇 30%"),
        "区镇承担比例",
        "469 万元",
        "536 万元",
    ),
    "two papers of a year": (
        (
            "targets.csv",
            "附件1,效益,政策对象满意度,=,满意度目标",
            "附件1,效益,政策对象满意度,=,95%",
        ),
        "两份文件不一致",
        "90%",
        "95%",
    ),
    "a clause never used": (
        ("clauses.csv", "7号 3.2,申报说明和审核详表都没有安排资金；为何不列没有说明", "7号 3.2,"),
        "从未使用的条款",
        "智能工厂培育",
        "0",
    ),
    "a name without money": (
        ("lines.csv", f"7号 3.2,{UNSAID}", "7号 3.2,"),
        "列名而无资金",
        "智能工厂培育",
        "0",
    ),
    "a caption with the wrong unit": (
        ("stated.csv", ",预算申报数,金额单位,,万元", ",预算申报数,金额单位,,元"),
        "文件所列数字",
        "元",
        "万元",
    ),
}
HARD = {"a sum across", "a price above the cap", "a year above its reply"}


def broken(folder: Path, change: Broken, library: Library) -> Book:
    """The example year with one text of one file replaced."""
    copytree(year_folder("minhang-2022"), folder, dirs_exist_ok=True)
    name, old, new = change
    file = folder / name
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    assert old in text
    file.write_text(text.replace(old, new, 1) if old else text + new, encoding="utf-8")
    year, problems = load_year(folder, library)
    assert year is not None, problems
    return Book(year, library)


def key(found: Finding) -> Key:
    return found.check, found.about, found.left.figure, found.right.figure, found.sentence


@pytest.fixture(scope="module")
def before(minhang: Book) -> set[Key]:
    return {key(each) for each in check_year(minhang)}


@pytest.mark.parametrize("what", WALK)
def test_a_broken_figure_is_named_by_its_tie_with_both_sides_and_what_to_do(
    what: str, before: set[Key], library: Library, tmp_path: Path
) -> None:
    change, check, left, right = WALK[what]
    new = [
        each for each in check_year(broken(tmp_path, change, library)) if key(each) not in before
    ]
    named = [each for each in new if each.check == check]
    found = [each for each in named if (each.left.figure, each.right.figure) == (left, right)]
    assert found, [(each.left.figure, each.right.figure) for each in named]
    assert (found[0].severity is Severity.ERROR) == (what in HARD)
    for each in new:
        assert all((each.left.figure, each.left.place, each.right.figure, each.right.place))
        assert each.sentence
        assert each.difference
        assert each.remedy
