"""What people do on the site from beginning to end, in a real browser."""

import re
from pathlib import Path

import openpyxl
from playwright.sync_api import Page, expect

from duixian.intake.demonstration import code_of
from duixian.intake.library_folder import library_texts
from duixian.intake.workbook.template import Entry, write_template
from duixian.office.registry.vocabulary import vocabulary
from tests.office.self_check.firm import FIRST_TITLE, MEASURE

TEXTS, _ = library_texts()
NUMBER = "闵经委规发〔2021〕7号"
NEW_FIRM = code_of(901)


def fill(page: Page, answers: dict[str, str]) -> None:
    """Answers of a form by the names of its fields, as far as they are asked by now."""
    for name, text in answers.items():
        field = page.locator(f'[name="{name}"]')
        if not field.count() or field.get_attribute("type") == "hidden":
            continue
        if field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(text)
        else:
            field.fill(text)


def test_a_visitor_checks_what_a_firm_gets_and_why(person):
    visitor = person()
    visitor.open("/check/")
    page = visitor.page
    for _ in range(4):
        fill(page, FIRST_TITLE)
        page.get_by_role("button", name="更新结果和问题").click()
    expect(page.get_by_role("heading", name="可以兑现 5 万元")).to_be_visible()
    visitor.look()
    page.locator("summary", has_text=MEASURE).click()
    page.locator("#granted").get_by_role("link", name="闵经委规发〔2021〕3号").click()
    expect(page.get_by_role("heading", level=1, name=MEASURE)).to_be_visible()
    visitor.look()


def test_an_answer_updates_the_result_at_once(person):
    visitor = person()
    visitor.open("/check/")
    page = visitor.page
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.get_by_label("工商注册地").select_option("闵行区")
    expect(page.locator("#answer h2.sum")).to_be_visible()
    expect(page.locator("#told")).to_contain_text("可以兑现 0 元；待评审或决定")
    expect(page.locator("#answer")).not_to_contain_text("待评审或决定 0 项")


def test_a_firm_signs_in_looks_at_its_file_and_completes_it(person):
    firm = person("applicant")
    page = firm.page
    page.get_by_role("link", name="本企业档案", exact=True).click()
    expect(page.get_by_role("heading", level=1, name="示例重点培育公司")).to_be_visible()
    firm.look()
    page.get_by_role("link", name=re.compile("更正 ?从业人数")).click()
    page.get_by_label("应为").fill("66")
    page.get_by_label("说明").fill("年报第 2 页")
    proof = {"name": "年报.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4"}
    page.get_by_label("证明材料").set_input_files(proof)
    firm.look()
    page.get_by_role("button", name="提出更正").click()
    expect(page.get_by_role("status")).to_contain_text("更正已提出")
    officer = person("officer")
    officer.open("/registry/corrections/")
    officer.look()
    officer.page.get_by_role("button", name="采纳", exact=True).click()
    page.reload()
    expect(page.locator("table.facts tr", has_text="从业人数").first).to_contain_text("66")


def workbook(path: Path, **facts: Entry) -> Path:
    own = {"统一社会信用代码": NEW_FIRM, "名称": "上海示例新到有限公司", "街镇": "梅陇镇"}
    write_template(path, vocabulary(), {"企业": [own | facts]})
    return path


def test_an_officer_mends_three_bad_cells_and_imports(person, tmp_path):
    officer = person("officer")
    officer.open("/registry/imports/")
    page = officer.page

    def hand_in(file: Path) -> None:
        page.get_by_label("文件").set_input_files(file)
        page.get_by_label("资料来源").fill("2022年度申报")
        page.get_by_label("资料截至日期").fill("2022-06-30")
        page.get_by_role("button", name="读取并比较").click()

    bad = workbook(tmp_path / "坏.xlsx", 从业人数="十几个", 资产总额="一大笔", 成立日期="某天")
    hand_in(bad)
    trouble = page.get_by_role("alert")
    expect(trouble).to_contain_text("有 3 处要改")
    for told in ("十几个", "一大笔", "某天"):
        expect(trouble).to_contain_text(told)
    officer.look()
    hand_in(workbook(tmp_path / "好.xlsx", 从业人数="12 人", 资产总额="300 万元"))
    expect(page.get_by_role("heading", level=1, name="好.xlsx")).to_be_visible()
    officer.look()
    page.get_by_role("button", name="确认导入").click()
    expect(page.get_by_role("status")).to_contain_text("已导入")
    officer.open(f"/registry/firms/{NEW_FIRM}/")
    expect(page.locator("main")).to_contain_text("12 人")
    officer.look()


def test_two_people_publish_a_policy(person, tmp_path, seeds: Path):
    changed = tmp_path / "policy.yaml"
    text = TEXTS["minhang-2021-7/policy.yaml"]
    changed.write_text(text.replace("office: 高新中心", "office: 数字化科"), encoding="utf-8")
    cases = tmp_path / "cases.yaml"
    cases.write_text(TEXTS["minhang-2021-7/cases.yaml"], encoding="utf-8")
    officer = person("officer")
    page = officer.page
    page.get_by_role("link", name="政策规则", exact=True).click()
    page.get_by_role("link", name="提出版本").click()
    page.get_by_label("政策文件").set_input_files(changed)
    page.get_by_label("例子").set_input_files(cases)
    page.get_by_label("原文").set_input_files(seeds / "002_8225e27c8fe9200e.txt")
    page.get_by_label("修改说明").fill("责任科室改为数字化科")
    page.get_by_role("button", name="检查并提出").click()
    expect(page.get_by_role("status")).to_contain_text("请另一位同事审定")
    officer.look()
    expect(page.get_by_role("button", name="发布")).to_have_count(0)
    head = person("head")
    head.page.get_by_role("link", name="政策规则", exact=True).click()
    head.look()
    waiting = head.page.locator("tr", has_text="等待审定").get_by_role("link")
    waiting.click()
    head.page.locator("summary", has_text="文件逐行变动").click()
    head.look()
    head.page.get_by_label("意见").fill("同意")
    head.page.get_by_role("button", name="发布").click()
    expect(head.page.get_by_role("status")).to_contain_text("已发布")
    visitor = person()
    visitor.open(f"/policies/{NUMBER}/versions/")
    visitor.page.get_by_role("button", name="比较").click()
    expect(visitor.page.locator("#differences")).to_contain_text("责任科室：数字化科")
    visitor.look()
    visitor.open(f"/policies/{NUMBER}/text/")
    expect(visitor.page.locator("mark").first).to_be_visible()
    visitor.look()


def test_an_officer_runs_a_policy_over_the_district_and_takes_the_result_along(person, tmp_path):
    officer = person("officer")
    page = officer.page
    page.get_by_role("link", name="匹配", exact=True).click()
    officer.look()
    page.get_by_role("link", name="发起匹配").click()
    page.get_by_label(NUMBER).check()
    officer.look()
    page.get_by_role("button", name="开始匹配").click()
    expect(page.get_by_role("link", name="查看全部结果")).to_be_visible(timeout=120_000)
    officer.look()
    page.get_by_role("link", name="查看全部结果").click()
    officer.look()
    page.locator("main tbody a").first.click()
    expect(page.get_by_role("heading", name="可以兑现").first).to_be_visible()
    officer.look()
    page.get_by_role("link", name="结果", exact=True).click()
    with page.expect_download() as coming:
        page.get_by_role("link", name="xlsx").first.click()
    book = tmp_path / "结果.xlsx"
    coming.value.save_as(book)
    assert len(openpyxl.load_workbook(book).worksheets[0]["A"]) > 1
