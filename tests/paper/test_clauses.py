import re

from hypothesis import given
from hypothesis import strategies as st

from duixian.paper.addresses import Address
from duixian.paper.clauses import clauses
from duixian.paper.reading import pin
from tests.paper.texts import ARTICLES, CHAPTERS


def places(text: str) -> list[str]:
    return [str(clause.place) for clause in clauses(text)]


def money(text: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for clause in clauses(text):
        found.setdefault(str(clause.place), []).extend(a.text for a in clause.amounts)
    return {place: said for place, said in found.items() if said}


def test_articles_stand_under_their_chapters_with_their_items() -> None:
    assert money(ARTICLES) == {
        "第二章第二条": ["30万元", "10万元", "50万元"],
        "第二章第三条（一）": ["10%", "500万元"],
        "第二章第三条（二）": ["两年", "全额", "三年", "50%", "200平方米"],
        "第三章附则第四条": ["3年"],
    }


def test_items_may_be_numbered_through_all_chapters() -> None:
    assert money(CHAPTERS) == {
        "一（一）": ["2万元"],
        "一（二）": ["4万元"],
        "二（三）": ["1:0.5"],
        "三1": ["6:4"],
    }


def test_deep_numbers_nest_and_close_again() -> None:
    text = "第一条 流程\n（一）申报\n1. 材料\n(1) 表。\n(2) 证。\n2. 核。\n（二）付。\n第二条 略。"
    assert places(text)[-5:] == [
        "第一条（一）1（1）",
        "第一条（一）1（2）",
        "第一条（一）2",
        "第一条（二）",
        "第二条",
    ]


def test_what_stands_before_the_first_number_is_the_preamble() -> None:
    assert places("为促进创新，制定本规定。\n第一条 支持创新。") == ["序言", "第一条"]


def test_a_clause_ends_at_full_stop_and_semicolon_and_sentences_are_counted() -> None:
    found = clauses("第一条 甲给5万元；乙给3万元。丙给2万元。")
    assert [(str(c.address), c.text) for c in found] == [
        ("第一条第1句", "甲给5万元；".replace("；", ";")),
        ("第一条第1句", "乙给3万元。"),
        ("第一条第2句", "丙给2万元。"),
    ]


def test_the_number_of_an_article_is_no_part_of_the_pin() -> None:
    assert clauses("第九条 甲给5万元。")[0].pin != pin("第九条 甲给5万元。")
    assert clauses("第一条 甲给5万元。")[0].pin == pin("甲给5万元。")


def test_a_heading_glued_to_its_sentence_and_one_on_its_own_line_have_one_pin() -> None:
    glued = clauses("（一）鼓励新办企业对当年新办的企业给予5万元。")
    apart = clauses("### （一）鼓励新办企业\n\n对当年新办的企业给予 5 万元。")
    bold = clauses("**（一）鼓励新办企业**对当年新办的企业，给予5万元。")
    assert {c.pin for c in (*glued, *apart, *bold)} == {glued[0].pin}


def test_items_on_one_line_are_read_as_items_on_lines_of_their_own() -> None:
    one_line = "第一条 支持下列企业：（一）甲给5万元；（二）乙给3万元。"
    lines = "第一条 支持下列企业：\n（一）甲给5万元；\n（二）乙给3万元。"
    assert [(c.address, c.pin) for c in clauses(one_line)] == [
        (c.address, c.pin) for c in clauses(lines)
    ]
    assert places(one_line) == ["第一条", "第一条（一）", "第一条（二）"]


def test_a_wrapped_line_that_begins_with_a_reference_opens_nothing() -> None:
    text = "第一条 甲。\n第二条 符合\n第三条规定的企业给5万元，见\n（五）项和\n2021年目录。"
    assert places(text) == ["第一条", "第二条"]


def test_an_article_may_begin_with_other_articles() -> None:
    text = "第七条 甲。\n第八条 第二条、第三条就高不重复。\n第九条 乙，见\n第十条第二款。"
    assert places(text) == ["第七条", "第八条", "第九条"]


def test_a_wrapped_line_that_begins_with_a_number_out_of_order_opens_nothing() -> None:
    text = "第一条 甲。\n第二条 参照\n第一条执行，见\n（一）表。\n（二）附表第\n（十）栏。"
    assert places(text) == ["第一条", "第二条", "第二条（一）", "第二条（二）"]


def test_articles_are_found_again_after_a_missing_page() -> None:
    assert places("第一条 甲。\n第九条 乙。\n第十条 丙。") == ["第一条", "第九条", "第十条"]


def test_a_page_break_in_a_sentence_leaves_the_clause_whole() -> None:
    whole = clauses("第一条 对新办企业给予5万元奖励，每年不超过20万元。")
    broken = clauses(
        "第一条 对新办企业给予5万元奖\n\n— 3 —\n\n---\n\n励，每\n\n第4页 共9页\n\n年不超过20万元。"
    )
    assert [c.pin for c in broken] == [c.pin for c in whole]
    assert broken[0].amounts == whole[0].amounts


def test_a_lone_number_is_kept_when_its_unit_begins_the_next_line() -> None:
    assert money("第一条 对新办企业给予\n50\n万元奖励。") == {"第一条": ["50万元"]}


def test_an_annex_begins_anew() -> None:
    assert places("第一条 甲。\n附件1\n第一条 乙。") == ["第一条", "附件1第一条"]


def test_a_table_inside_an_article_stands_in_that_article() -> None:
    text = "第二条 标准如下：\n\n| 类别 | 标准 |\n|---|---|\n| 甲类 | 5万元 |\n\n第三条 解释。"
    assert places(text) == ["第二条", "第二条类别", "第二条甲类", "第三条"]


PIECES = st.sampled_from(
    ["对新办的", "企业", "给予", "30万元", "10%", "补贴", "，第三年", "按1:0.5", "5G改造"]
)
SENTENCES = st.lists(PIECES, min_size=2, max_size=6).map("".join)
BREAKS = st.sampled_from(["\n", "\n\n", "\n\n12\n\n", "\n— 7 —\n", "\n\n---\n\n", "\n　"])
BLANKS = st.sampled_from([" ", "　", "**", "\u200b", ""])


def full_width(text: str) -> str:
    return re.sub(r"[0-9%:]", lambda m: chr(ord(m.group()) + 0xFEE0), text)


@st.composite
def prints_of_one_sentence(draw: st.DrawFn) -> tuple[str, str]:
    """A sentence as written, and as printed: blanks anywhere, one break that cuts no number."""
    sentence = draw(SENTENCES)
    broken_at = draw(
        st.sampled_from([m.start() for m in re.finditer(r"(?<![\d.:]).|[^\d.:]", sentence)])
    )
    printed = ""
    for i, letter in enumerate(full_width(sentence) if draw(st.booleans()) else sentence):
        printed += (draw(BREAKS) if i == broken_at and i else "") + letter + draw(BLANKS)
    return sentence, printed


@given(st.lists(prints_of_one_sentence(), min_size=1, max_size=3))
def test_pins_do_not_change_with_blanks_breaks_page_numbers_and_widths(
    sentences: list[tuple[str, str]],
) -> None:
    def read(version: int) -> list[tuple[Address, str]]:
        text = "第一条 总则。\n第二条 " + "；".join(each[version] for each in sentences) + "。"
        return [(clause.address, clause.pin) for clause in clauses(text)]

    assert read(1) == read(0)


@given(st.text(alphabet="第一二条章（）()1２3.、。；：|\t\n#* 附则件万元%对给予", max_size=80))
def test_reading_any_text_never_fails(text: str) -> None:
    for clause in clauses(text):
        assert clause.address.parts
        assert len(clause.pin) == 8
