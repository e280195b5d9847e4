"""The options of a choice, written once for all visitors who are asked the same."""

from functools import lru_cache

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from duixian.office.self_check.asking import Question
from duixian.office.self_check.names import Choice

register = template.Library()


@register.simple_tag
def options(question: Question) -> SafeString:
    """The options of a question, the one that was answered chosen."""
    known = any(choice.value == question.value for choice in question.choices)
    return _options(question.choices, question.value if known else "")


@lru_cache(maxsize=4096)
def _options(choices: tuple[Choice, ...], chosen: str) -> SafeString:
    """`chosen` is one of the choices or empty: what visitors type does not fill the memory."""
    rows = (
        (choice.value, mark_safe(" selected") if choice.value == chosen else "", choice.label)
        for choice in choices
    )
    return format_html_join("", '<option value="{}"{}>{}</option>', rows)


@register.simple_tag
@lru_cache(maxsize=1024)
def words(choices: tuple[Choice, ...]) -> SafeString:
    """What a field of free text proposes."""
    return format_html_join("", '<option value="{}">', ((choice.value,) for choice in choices))
