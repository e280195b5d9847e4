"""Sums on pages: whole, with their unit, and nothing of a text lost."""

import re

from django.utils.html import conditional_escape, escape
from hypothesis import given
from hypothesis import strategies as st

from duixian.office.portal.templatetags.figures import unbroken


def test_every_sum_of_a_text_stays_on_its_line():
    told = unbroken("按 10% 计，最高 2,000 万元；不足 60万元的<不给>，另付 0.5 亿元和 3 元")
    whole = re.findall(r'<span class="money">(.*?)</span>', told)
    assert whole == ["2,000 万元", "60万元", "0.5 亿元", "3 元"]
    assert "的&lt;不给&gt;" in told


@given(st.text(alphabet="0123,. 万亿元<>&\"'甲"))
def test_the_text_is_what_it_was(text):
    told = conditional_escape(unbroken(text))
    plain = re.sub(r'<span class="money">|</span>', "", told)
    assert plain == escape(text)
