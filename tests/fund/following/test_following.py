"""What goes on into the next year, and what does not."""

from collections.abc import Mapping

from duixian.fund.following.head import following_head
from duixian.fund.following.notes import guidance, note, table_note
from duixian.fund.following.sheets import Sheet
from duixian.fund.following.tables import following_tables
from duixian.fund.reading.year import TABLES, read_year
from duixian.fund.work.book import Book
from duixian.rulebook.library.model import Library
from tests.fund.small_year import HEAD, book, findings, grid
from tests.fund.small_year import TABLES as SMALL

FULL = {
    **SMALL,
    "drivers": SMALL["drivers"]
    + "两倍标准,区级标准 × 2,推算,算出,,,\n四倍标准,两倍标准 × 2,推算,算出,,,\n"
    + "两倍企业,企业数 × 2,推算,算出,,,\n",
    "lines": "编码,政策项,名称,措施,承担,指标文号,功能分类\n"
    "1.1,1,区级称号,3号 1.1,区镇,闵财1号,2150517\n"
    "2.1,2,项目补贴,3号 2.2,区镇,,\n",
    "budgets": "年度,政策项,调整后预算（万元）\n2019,1,7\n2020,1,8\n2022,1,9.5\n",
    "spending": "年度,政策项,起月,止月,支出\n2019,1,1,12,7 万元\n2022,1,1,12,9 万元\n",
    "awards": "编号,编码,事项日,决定日,应付日,金额,支付日\n"
    "A,1.1,2021-01-01,2022-03-01,2022-03-01,3 万元,2022-03-09\n"
    "A,1.1,2021-01-01,2022-03-01,2023-03-01,3 万元,\n"
    "B,1.1,2020-01-01,2021-03-01,2022-03-01,1 万元,\n",
    "problems": "编号,来源,年度,问题,状态,责任人,期限,佐证\n1,审计,2021,甲,整改中,张,2023-01-01,\n"
    "2,审计,2021,乙,已整改,张,,文\n3,审计,2022,丙,,张,2023-01-01,\n",
    "targets": "表,一级,指标,比较,目标值,文字,单位,明细,口径,分子,分母\n"
    "目标表,产出,企业,=,两倍企业,,家,,登记,,\n目标表,产出,补贴,≤,两倍标准,,万元,,账,,\n"
    "目标表,产出,名额,=,,,家,1.1,登记,,\n目标表,效益,环境,定性,,改善,,,,,\n",
    "codes": "种类,代码,名称,金额,来源\n指标文号,闵财1号,指标,9 万元,文\n"
    "功能分类,2150517,产业发展,,文\n",
}
LAST = HEAD + "forms:\n  - name: 目标表\n"


def next_year(library: Library, head: str = LAST) -> dict[str, Sheet]:
    made = book(library, FULL, head)
    grids = {name: grid(name, text) for name, text in FULL.items()}
    return {sheet.name: sheet for sheet in following_tables(made, grids, 2023)}


def column(sheets: Mapping[str, Sheet], name: str, heading: str) -> list[str]:
    sheet = sheets[name]
    return [row[sheet.headings.index(heading)] for row in sheet.rows]


def test_figures_of_policies_go_on_and_estimates_do_not(library: Library) -> None:
    assert column(next_year(library), "drivers", "名称") == ["区级标准", "两倍标准", "四倍标准"]


def test_numbers_of_targets_are_set_anew_unless_a_policy_gives_them(library: Library) -> None:
    assert column(next_year(library), "targets", "目标值") == ["", "两倍标准", "", ""]


def test_what_is_still_owed_and_what_is_not_mended_go_on(library: Library) -> None:
    sheets = next_year(library)
    assert column(sheets, "awards", "应付日") == ["2023-03-01", "2022-03-01"]
    assert column(sheets, "problems", "编号") == ["1", "3"]


def test_candidates_nobody_decided_on_go_on_with_the_rates_of_their_stages(
    library: Library,
) -> None:
    pool = {
        "drivers": FULL["drivers"] + "三成,30%,估计,往年,科室,2021-09-01,\n",
        "stages": "阶段,通过率,来源\n储备,三成,往年\n评审,2 ÷ 3,往年\n",
        "candidates": "编号,编码,措施,阶段,应付,来源\n"
        "A,1.1,3号 1.1,评审,2022-03-01,名单\nC,1.1,3号 1.1,储备,2022-11-30,名单\n",
    }
    texts = {**FULL, **pool}
    made = book(library, texts, LAST)
    grids = {name: grid(name, text) for name, text in texts.items()}
    sheets = {sheet.name: sheet for sheet in following_tables(made, grids, 2023)}
    assert column(sheets, "candidates", "编号") == ["C"]
    assert column(sheets, "stages", "通过率") == ["30%", "2 ÷ 3"]


def test_the_words_of_a_problem_keep_the_figures_of_their_year(library: Library) -> None:
    problems = "编号,来源,年度,问题,说明,状态\n1,审计,2021,甲,标准 {区级标准}、{企业数},整改中\n"
    made = book(library, {**FULL, "problems": problems}, LAST)
    grids = {"problems": grid("problems", problems)}
    sheets = {sheet.name: sheet for sheet in following_tables(made, grids, 2023)}
    assert column(sheets, "problems", "说明") == ["标准 5 万元、10 家"]


def test_three_years_of_history_stay(library: Library) -> None:
    sheets = next_year(library)
    assert column(sheets, "budgets", "年度") == ["2020", "2022"]
    assert column(sheets, "spending", "年度") == ["2022"]


def test_an_adopted_version_is_the_budget_of_its_year_and_no_other_is(library: Library) -> None:
    plain = {**FULL, "budgets": "年度,政策项,调整后预算（万元）\n2021,1,8.5\n"}
    own = [("2022", "1", "500,000 元"), ("2022", "2", "500,000 元")]
    for name, expected in (
        ("审核", [("2021", "1", "8.5")]),
        ("批复", [("2021", "1", "8.5 万元"), *own]),
    ):
        tables = {**plain, "needs": plain["needs"].replace("审核", name)}
        made = book(library, tables, LAST.replace("审核", name))
        grids = {key: grid(key, text) for key, text in tables.items()}
        sheet = next(each for each in following_tables(made, grids, 2023) if each.name == "budgets")
        assert list(sheet.rows) == expected


def test_issued_quotas_do_not_go_on_but_code_lists_do(library: Library) -> None:
    sheets = next_year(library)
    assert column(sheets, "codes", "代码") == ["2150517"]
    assert column(sheets, "lines", "指标文号") == ["", ""]
    assert column(sheets, "lines", "功能分类") == ["2150517", ""]


def test_the_next_year_loads_and_says_what_is_to_be_filled_in(library: Library) -> None:
    sheets = next_year(library)
    made = book(library, FULL, LAST)
    texts = {
        name: "\n".join(",".join(row) for row in (sheet.headings, *sheet.rows))
        for name, sheet in sheets.items()
    }
    # The grid of the tests knows no quotes: sums are written without separators here.
    grids = {name: grid(name, text) for name, text in texts.items()}
    head = following_head(made.year, 2023)
    year, problems = read_year(head, "year.yaml", grids, library)
    assert year is not None, [problem.sentence for problem in problems]
    assert not problems
    assert year.fund.year == 2023
    assert not any(item.new for item in year.items)
    gaps = {each.about for each in findings(Book(year, library), "待填写")}
    assert gaps == {"预算版本", "需求", "计划"}
    numberless = {each.about for each in findings(Book(year, library), "目标没有数值")}
    assert numberless == {"目标表 企业", "目标表 名额"}


def test_every_table_and_column_is_explained() -> None:
    page = guidance()
    for name, columns in TABLES.items():
        assert table_note(name)
        for each in columns:
            assert f"- {each.name}" in page
            assert each.convert is str or note(each)
