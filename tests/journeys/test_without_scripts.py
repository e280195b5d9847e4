"""Forms in a browser that runs no scripts: whoever switched them off gets as far."""

import re

from playwright.sync_api import expect


def test_a_visitor_checks_a_firm_and_takes_the_result_along(person):
    visitor = person(scripts=False)
    visitor.open("/check/")
    page = visitor.page
    page.get_by_label("认定", exact=True).select_option("有")
    page.get_by_role("button", name="更新结果和问题").click()
    expect(page.locator("legend", has_text="认定 1")).to_be_visible()
    page.get_by_role("button", name="再加一项").first.click()
    expect(page.locator("legend", has_text="认定 2")).to_be_visible()
    with page.expect_download() as coming:
        page.get_by_role("button", name="下载结果（PDF）").click()
    assert coming.value.path().read_bytes().startswith(b"%PDF")


def test_an_officer_hands_the_queue_over_and_takes_it_back(person):
    officer = person("officer", scripts=False)
    officer.open("/account/")
    page = officer.page
    page.get_by_label("代理人").select_option(label="吴科长")
    page.get_by_label("自", exact=True).fill("2030-01-01")
    page.get_by_label("至", exact=True).fill("2030-01-05")
    page.get_by_label("原因").fill("休假")
    page.get_by_role("button", name="移交", exact=True).click()
    expect(page.get_by_role("status")).to_be_visible()
    page.get_by_role("button", name=re.compile("收回")).click()
    expect(page.locator("main")).not_to_contain_text("2030-01-05")
