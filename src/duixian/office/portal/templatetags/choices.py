"""The fields of a self-check, written once for all visitors who are asked the same."""

from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from duixian.office.self_check.asking import Question
from duixian.office.self_check.names import Choice

register = template.Library()


@register.simple_tag
def field(question: Question) -> SafeString:
    """A question as a field; what visitors type is kept in no memory."""
    offered = any(choice.value == question.value for choice in question.choices)
    typed = question.value and not (question.kind == "choice" and offered)
    return _drawn(question) if typed or question.error else kept(question)


def _drawn(question: Question) -> SafeString:
    return render_to_string("portal/self_check/question.html", {"question": question})


kept = lru_cache(maxsize=2048)(_drawn)


@register.simple_tag
@lru_cache(maxsize=1024)
def words(choices: tuple[Choice, ...]) -> SafeString:
    """What a field of free text proposes."""
    return format_html_join("", '<option value="{}">', ((choice.value,) for choice in choices))
