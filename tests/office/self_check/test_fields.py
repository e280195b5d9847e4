"""The field of a question: the answer stays in it, and what is typed is kept by nobody."""

from duixian.office.portal.templatetags import choices
from duixian.office.self_check.asking import Question
from duixian.office.self_check.names import Choice

TOWNS = (Choice("a&b", "甲<镇>"), Choice("乙", "乙镇"))


def options(value: str) -> str:
    return choices.field(Question("town", "街镇", "choice", value, choices=TOWNS))


def test_the_answer_is_chosen_and_no_other():
    first = '<option value="a&amp;b"{}>甲&lt;镇&gt;</option><option value="乙"{}>乙镇</option>'
    assert first.format("", " selected") in options("乙")
    assert first.format(" selected", "") in options("a&b")
    assert first.format("", "") in options("")
    assert first.format("", "") in options("<b>丙")


def test_words_are_proposed_as_text():
    assert choices.words(TOWNS) == '<option value="a&amp;b"><option value="乙">'


def test_a_typed_answer_stays_in_its_field_and_is_not_kept_in_memory():
    before = choices.kept.cache_info().currsize
    for kind, value in (("text", "密室"), ("number", "1234"), ("choice", "猜的")):
        question = Question("name", "名称", kind, value, choices=TOWNS)
        drawn = choices.field(question)
        assert kind == "choice" or f'value="{value}"' in drawn
    wrong = Question("name", "名称", "choice", "乙", choices=TOWNS, error="看不懂")
    assert "看不懂" in choices.field(wrong)
    assert choices.kept.cache_info().currsize == before
