"""The options of a question: the answer stays chosen, and nothing typed gets into the page."""

from duixian.office.portal.templatetags.choices import options, words
from duixian.office.self_check.asking import Question
from duixian.office.self_check.names import Choice

TOWNS = (Choice("a&b", "甲<镇>"), Choice("乙", "乙镇"))


def asked(value: str) -> str:
    return options(Question("town", "街镇", "choice", value, choices=TOWNS))


def test_the_answer_is_chosen_and_no_other():
    first = '<option value="a&amp;b"{}>甲&lt;镇&gt;</option><option value="乙"{}>乙镇</option>'
    assert asked("乙") == first.format("", " selected")
    assert asked("a&b") == first.format(" selected", "")
    assert asked("") == asked("<b>丙") == first.format("", "")


def test_words_are_proposed_as_text():
    assert words(TOWNS) == '<option value="a&amp;b"><option value="乙">'
