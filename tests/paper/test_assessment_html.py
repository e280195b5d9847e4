"""The explained report as a page."""

import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest

from duixian.paper.assessment_html import html_of, yuan
from duixian.paper.assessment_report import report_of
from duixian.rulebook.assessment import Interval
from tests.rulebook.explain.little_library import (
    LIBRARY,
    assessed,
    award,
    passed,
    project,
    title,
)

HOSTILE = '<script>alert("1")</script>&\'"{{7*7}}=cmd|x'
NAMES = {"A": "示例甲公司", "B": HOSTILE, "C": "示例丙公司"}


def assessments():
    return [
        assessed(project("P", "技改"), title("T", None), code="A"),
        assessed(code="B", revenue=760_000_000),
        assessed(
            project("Q", "智能", 3_000_000_000),
            title(HOSTILE, "市级"),
            code="C",
            history=(award("4", "T0", 10_000_000),),
            reviews=(passed("Q"),),
        ),
    ]


def page(found=None):
    return html_of(report_of(found or assessments(), LIBRARY, NAMES)).decode()


class Tags(HTMLParser):
    """Collects tags and checks that they close in order."""

    EMPTY = frozenset({"meta"})

    def __init__(self):
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.seen.append(tag)
        self.links += [value for name, value in attrs if name in {"src", "href"}]
        if tag not in self.EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def tags(text):
    parser = Tags()
    parser.feed(text)
    assert not parser.open
    return parser


def test_the_page_is_well_formed_and_needs_no_network():
    found = tags(page())
    assert "script" not in found.seen
    assert not [link for link in found.links if not link.startswith("#")]
    assert "url(" not in page()
    assert "@import" not in page()


def test_hostile_names_and_keys_are_shown_and_not_run():
    text = page()
    assert "<script" not in text
    assert "&lt;script&gt;alert(" in text
    assert "{{7*7}}" in text


def test_every_firm_is_in_the_list_and_has_its_section():
    text = page()
    for code in NAMES:
        assert f'href="#f-{code}"' in text
        assert f'id="f-{code}"' in text


def test_a_near_miss_stands_with_value_line_and_distance():
    near = page().split("差在哪里</th>")[1]
    row = re.search(r"<tr><th.*?</tr>", near, re.DOTALL)
    assert row
    for text in ("上年营业收入", "760 万元", "≥ 800 万元", "差 40 万元"):
        assert text in row[0]


def test_missing_facts_name_their_source_and_who_waits_for_them():
    section = page().split('id="supplies"')[1].split("</section>")[0]
    assert "等级（认定）" in section
    assert "认定文件" in section
    assert "4 称号奖励" in section


def test_a_sum_that_still_depends_on_a_review_says_so():
    assert "如通过" in page()
    assert "等待：专家评审结果" in page()


def test_the_total_of_the_page_is_the_sum_of_what_is_granted():
    # 甲：成长奖励 5 万元；丙：成长奖励 5 万元、智能投入 450 万元、称号 20 − 10 万元
    assert '<td class="num" data-label="可以兑现（元）">4,700,000.00</td><td></td></tr>' in page()


def test_the_same_inputs_give_the_same_bytes():
    assert page() == page()


def test_sixty_firms_stay_below_two_megabytes():
    rows = [project(f"P{i}", "技改") for i in range(8)] + [title(f"T{i}", None) for i in range(8)]
    found = [assessed(*rows, code=f"F{i}") for i in range(60)]
    assert len(html_of(report_of(found, LIBRARY, {}))) < 2_000_000


def test_a_report_of_no_day_or_two_is_refused():
    today = assessed(code="A")
    tomorrow = replace(today, on=date(2022, 7, 1))
    for found in ([], [today, tomorrow]):
        with pytest.raises(ValueError, match="one day"):
            html_of(report_of(found, LIBRARY, {}))


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [
        (1, 1, "0.01"),
        (123_456_789_012, 123_456_789_012, "1,234,567,890.12"),
        (0, 100, "0.00 至 1.00"),
        (5, None, "0.05 至 未定"),
    ],
)
def test_columns_of_yuan_have_two_decimals(low, high, text):
    assert yuan(Interval(low, high)) == text
