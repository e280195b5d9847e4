from duixian.paper.amounts import amounts
from duixian.paper.clauses import clauses
from duixian.paper.reading import pin
from duixian.paper.verify import Citation, Outcome, verify

TEXT = """一、培育
（一）甲给5万元。乙给10%，最高30万元。
二、平台
（一）丙按1:1配套。
（二）丁给8万元。
"""
SECOND = pin("乙给10%，最高30万元。")


def outcome(address: str, cited: str) -> tuple[Outcome, str]:
    (finding,) = verify(TEXT, [Citation(address, cited, "policy.yaml:7")])
    return finding.outcome, finding.message


def test_a_pin_in_its_article_is_found() -> None:
    assert outcome("一（一）", SECOND)[0] is Outcome.FOUND
    assert outcome("一", SECOND)[0] is Outcome.FOUND
    assert outcome("一（一）第2句", SECOND)[0] is Outcome.FOUND


def test_a_pin_in_another_article_is_reported_with_where_it_is() -> None:
    found, message = outcome("二（二）", SECOND)
    assert found is Outcome.ELSEWHERE
    assert "该指纹在 一（一）第2句" in message
    assert "policy.yaml:7" in message


def test_the_wrong_sentence_of_the_right_article_is_not_enough() -> None:
    assert outcome("一（一）第1句", SECOND)[0] is Outcome.ELSEWHERE


def test_an_article_that_the_text_does_not_have_is_said_so() -> None:
    assert "全文没有所引的条款" in outcome("第九条", SECOND)[1]


def test_an_address_that_means_two_places_asks_for_the_chapter() -> None:
    found, message = outcome("（一）", SECOND)
    assert found is Outcome.AMBIGUOUS
    assert "一（一）、二（一）" in message


def test_a_chapter_may_be_left_out_when_only_one_place_is_meant() -> None:
    assert outcome("（二）", pin("丁给8万元。"))[0] is Outcome.FOUND


def test_an_address_written_in_full_means_only_that_place() -> None:
    text = "第一条 甲给5万元。\n附件1\n第一条 乙给6万元。"
    own, annexed = pin("甲给5万元。"), pin("乙给6万元。")
    cited = [Citation("第一条", own, ""), Citation("第一条", annexed, "")]
    assert [f.outcome for f in verify(text, cited)] == [Outcome.FOUND, Outcome.ELSEWHERE]


def test_an_address_nobody_understands_is_reported_with_the_forms_to_use() -> None:
    found, message = outcome("第一款", SECOND)
    assert found is Outcome.UNREADABLE
    assert "第六条（一）2（2）" in message
    assert "一（一）第2句" in message


def test_a_pin_found_nowhere_gets_the_clause_with_the_amounts_the_measure_states() -> None:
    said = frozenset(amounts("10% 30万元"))
    (finding,) = verify(TEXT, [Citation("二（一）", "00000000", "m", said)])
    assert finding.outcome is Outcome.MISSING
    assert finding.nearest is not None
    assert finding.nearest.pin == SECOND
    assert SECOND in finding.message


def test_without_amounts_the_suggestion_comes_from_the_cited_article() -> None:
    (finding,) = verify(TEXT, [Citation("二（二）", "00000000", "m")])
    assert finding.nearest is not None
    assert finding.nearest.pin == pin("丁给8万元。")


def test_a_pin_of_the_wrong_form_is_said_so() -> None:
    assert "8 位小写十六进制" in outcome("一（一）", "XYZ")[1]


def test_all_citations_are_reported_in_order() -> None:
    cited = [Citation(str(c.place), c.pin, str(i)) for i, c in enumerate(clauses(TEXT))]
    findings = verify(TEXT, cited)
    assert [f.citation.where for f in findings] == [c.where for c in cited]
    assert all(f.ok for f in findings)
