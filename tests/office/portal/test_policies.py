"""Pages of published policies: what everybody finds, and what they are told."""

import re
from io import BytesIO

import docx
import openpyxl
import pytest
from django.urls import reverse

from duixian.intake.library_folder import load_library

pytestmark = pytest.mark.usefixtures("shelf")
SEVEN, FIVE = "闵经委规发〔2021〕7号", "闵府规发〔2020〕5号"
LIMIT = 250_000


def page(client, name: str, *args: str, **query: str) -> str:
    answer = client.get(reverse(name, args=args), query)
    assert answer.status_code == 200
    assert len(answer.content) < LIMIT
    return re.sub(r'<span class="money">([^<]*)</span>', r"\1", answer.content.decode())


def titles(text: str) -> list[str]:
    return re.findall(r'<th scope="row"><a href="[^"]*">([^<]*)</a>', text)


def test_the_catalogue_shows_every_measure_of_every_district(client):
    library, _ = load_library()
    assert library is not None
    measures = [measure.title for policy in library.policies for measure in policy.measures]
    assert sorted(titles(page(client, "policies"))) == sorted(measures)


@pytest.mark.parametrize(
    ("query", "there", "not_there"),
    [
        ({"words": "诊断 服务商"}, "智能制造诊断资助", "两化融合贯标奖励"),
        ({"words": "2000 万元"}, "技术改造项目补贴", "龙头企业年度奖励"),
        ({"words": "0.01亿元"}, "龙头企业年度奖励", "技术改造项目补贴"),
        ({"region": "310118"}, "灯塔工厂奖励", "智能制造诊断资助"),
        ({"kind": "免申即享"}, "市级智能工厂奖励", "灯塔工厂"),
        ({"least": "1000"}, "技术改造项目补贴", "龙头企业年度奖励"),
        ({"industry": "生物医药"}, "技术改造项目补贴", "人工智能企业租金补贴"),
        ({"on": "2021-06-01"}, "技术改造项目补贴", "智能制造诊断资助"),
        ({"on": "2021-06-01"}, "首次评为市级专精特新", "初次获市级专精特新"),
    ],
)
def test_the_catalogue_is_searched_and_filtered(client, query, there, not_there):
    found = titles(page(client, "policies", **query))
    assert there in found
    assert not_there not in found


def test_a_measure_without_named_industries_is_not_excluded_by_one(client):
    """3号 says nothing of industries, so biomedicine may come in, but it is not named."""
    text = page(client, "policies", industry="生物医药", words="首次评为区级")
    assert "首次评为区级专精特新" in text
    assert '<span class="mark">点名</span>' not in text


def test_a_filter_that_cannot_be_read_says_so_and_hides_nothing(client):
    text = page(client, "policies", on="某日")
    assert "输入一个有效的日期" in text
    assert len(titles(text)) > 50


def test_nothing_found_says_what_to_do(client):
    assert "放宽一项条件再找" in page(client, "policies", words="月球采矿")


def test_words_of_a_visitor_are_shown_as_words(client):
    assert "<script>alert" not in page(client, "policies", words="<script>alert(1)</script>")


def test_a_policy_shows_its_measures_with_articles_and_amounts(client):
    text = page(client, "policy", SEVEN)
    assert "2021年8月18日至 2026年8月17日" in text
    assert "一事一议" in text
    assert len(titles(text)) == 13
    assert "2,000.00" in text


def test_a_measure_shows_conditions_amounts_examples_and_what_to_prepare(client):
    text = page(client, "measure", SEVEN, "2")
    for words in (
        "从业人数不低于 30 人",
        "同一受益人累计不超过 300 万元",
        "第三年减半，三年共补一百五十万元",
        "二十九人，差一人，不补",
        "从业人数 29 人，低于 30 人，差 1 人",
        "选一项：办公、研发、生产经营、仓储、其他",
        "租赁合同",
        "我们的理解",
        "高新中心",
    ):
        assert words in text, words


def test_every_measure_has_a_page_under_the_limit(client):
    library, _ = load_library()
    assert library is not None
    for policy in library.policies:
        for measure in policy.measures:
            assert measure.title in page(client, "measure", policy.code, measure.code)


def test_a_measure_that_another_document_completes_shows_the_addition(client):
    assert "闵经委发〔2020〕101号" in page(client, "measure", FIVE, "2")


@pytest.mark.parametrize(
    "address",
    ["/policies/某号/", f"/policies/{SEVEN}/measures/99/", f"/policies/{SEVEN}/text/"],
)
def test_what_is_not_there_is_404(client, address):
    assert client.get(address).status_code == 404


def test_the_table_of_standards_holds_every_measure_of_the_district(client):
    text = page(client, "standards", region="310112")
    assert len(titles(text)) == 47
    assert len(titles(page(client, "standards", region="310112", on="2021-06-01"))) == 32


def test_the_table_of_standards_is_a_workbook_and_a_document(client):
    book = openpyxl.load_workbook(BytesIO(client.get(reverse("standards-xlsx")).getvalue()))
    cells = {cell.value for row in book.worksheets[0].iter_rows() for cell in row}
    assert "智能制造诊断资助" in cells
    answer = client.get(reverse("standards-docx"), {"region": "310118"})
    table = docx.Document(BytesIO(answer.getvalue())).tables[0]
    assert len(table.rows) == 1 + 6
    assert "灯塔工厂奖励" in {cell.text for cell in table.columns[3].cells}


def test_a_contact_that_is_not_known_is_said_to_be_unknown(client):
    text = page(client, "measure", SEVEN, "3.1")
    assert "<dt>联系方式</dt><dd>条文没有写明</dd>" in text
