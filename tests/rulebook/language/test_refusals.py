"""Wrong expressions: each is refused where it is wrong, with what to write instead."""

import pytest

from duixian.rulebook.expression.tree import Expression
from duixian.rulebook.expression.types import MONEY_TYPE, PURE_TYPE, Flag, Type
from duixian.rulebook.language import read_expression
from tests.rulebook.language.small_vocabulary import PLACE, read, refused, scope, unit

CASES = [
    # text, subject, code, the offending piece, what stands in the advice
    ("上年营业收入 ≥ 800", "企业", "unit-missing", "800", "800 万元"),
    ("从业人数 ≥ 30", "企业", "unit-missing", "30", "30 人"),
    ("上年营业收入 ≥ 800 万", "企业", "unit-missing", "800 万", "800 万元"),
    ("若(上市, 5 万元, 0)", "企业", "unit-missing", "0", "0 万元"),
    ("较小(总投入, 500)", "项目", "unit-missing", "500", "500 万元"),
    ("满(成立日期, 2)", "企业", "unit-missing", "2", "2 年"),
    ("租赁面积 ≤ 800 万元", "租赁", "unlike-units", "租赁面积 ≤ 800 万元", "100 平方米"),
    ("10% + 2000 万元", "企业", "unlike-units", "10% + 2000 万元", "10% × …"),
    ("总投入 ÷ 0", "项目", "divided-by-zero", "0", ""),
    ("-2000 万元", "项目", "minus-without-blanks", "-", "0 元 − 2000 万元"),
    ("等级 = 市级 或 国家级", "认定", "level-alone", "国家级", "等级 属于 [国家级、…]"),
    ("满(成立日期, 30 天) 且 月数(成立日期, 评估日) ≥ 30 天", "企业", "unlike-units", "月数", ""),
    ("总投入 × 上级资助", "项目", "money-times-money", "总投入 × 上级资助", ""),
    ("年租金 × 3 万圆", "租赁", "unit-unknown", "3 万圆", "3 万元"),
    ("从业人数 ≥ 30 人以上", "企业", "unit-unknown", "30 人以上", "≥ 30 人"),
    ("上年营业收人 ≥ 8 万元", "企业", "name-unknown", "上年营业收人", "上年营业收入"),
    ("企业.从业人 ≥ 8 人", "项目", "name-unknown", "从业人", "从业人数"),
    ("企业.上年营业收人 ≥ 8 万元", "项目", "name-unknown", "上年营业收人", "上年营业收入"),
    ("合计(近3年营业收人) > 1 元", "企业", "name-unknown", "近3年营业收人", "近3年营业收入"),
    ("总投入 ≥ 8 万元", "企业", "name-elsewhere", "总投入", "合计(项目.总投入, …)"),
    ("有(知识产权, 首次)", "认定", "name-elsewhere", "首次", "本行.首次"),
    ("项目.总投入 ≥ 8 万元", "企业", "rows-not-folded", "项目", "合计(项目"),
    ("服务商.服务商.上市", "项目", "path-too-long", "服务商.服务商.上市", ""),
    ("等级 = 省级", "认定", "level-unknown", "省级", "市级"),
    ("等级 属于 [市级、省级]", "认定", "level-unknown", "省级", "市级"),
    ("资质 ≥ 甲级", "企业", "level-unordered", "≥", "资质 属于 [甲级、…]"),
    ("非严重违法失信", "企业", "keyword-glued", "非严重违法失信", "非 严重违法失信"),
    ("上市且严重违法失信", "企业", "keyword-glued", "上市且严重违法失信", "上市 且 严重违法失信"),
    ("上年营业收入≥800万元且上市", "企业", "keyword-glued", "800万元且上市", "800 万元 且 上市"),
    ("领域属于[甲]", "企业", "keyword-glued", "领域属于", "领域 属于"),
    ("领域 属于 [甲、乙等]", "企业", "keyword-glued", "乙等", "乙、等"),
    ("非满(成立日期, 2 年)", "企业", "keyword-glued", "非满", "非 满(…)"),
    ("上市 且 上市 或 上市", "企业", "and-or-mixed", "上市 且 上市 或 上市", "(上市 且 上市) 或"),
    ("1 人 ≤ 从业人数 ≤ 3 人", "企业", "comparison-chained", "1 人", "从业人数 ≥ 1 人 且"),
    ("营业收入 ≥ 8 万元", "企业", "year-missing", "营业收入", "上年营业收入"),
    ("近3年营业收入 > 8 万元", "企业", "years-not-folded", "近3年营业收入", "合计(近3年营业收入)"),
    ("当年成立日期 > 2020-01-01", "企业", "year-unexpected", "当年成立日期", "成立日期"),
    ("增长率(上年营业收入) > 1", "企业", "arguments", "上年营业收入", "营业收入"),
    ("成立日期 > 2021-02-30", "企业", "date-malformed", "2021-02-30", ""),
    ("成立日期 > 2021-8-18", "企业", "date-malformed", "2021-8-18", "2021-08-18"),
    ("成立日期 > 2021年8月18日", "企业", "date-malformed", "2021年8月18日", "2021-08-18"),
    ("总投入-上级资助", "项目", "minus-without-blanks", "-", "总投入 − 上级资助"),
    ("实缴资本 ≥ 1,00 万元", "企业", "number-malformed", "1,00 万元", ""),
    ("评审(0,500 万元)", "企业", "arguments", "评审(0,500 万元)", "评审(0 元, 500 万元)"),
    ("较小(0,500 万元, 总投入)", "项目", "number-malformed", "0,500 万元", ""),
    ("10² × 1 元", "企业", "character-refused", "²", ""),
    ("½ × 总投入", "项目", "character-refused", "½", ""),
    ("实缴\u200b资本 > 1 元", "企业", "character-refused", "U+200B", ""),
    ("上市 & 上市", "企业", "character-unknown", "&", "且"),
    ("总投入 * 10%", "项目", "character-unknown", "*", "×"),
    ("(上市", "企业", "syntax", "(", ""),
    ("上市)", "企业", "syntax", ")", ""),
    ("从业人数 ≥", "企业", "syntax", "≥", ""),
    ("", "企业", "expression-empty", "", ""),
    ("领域 属于 人工智能", "企业", "list-missing", "人工智能", "[人工智能]"),
    ("上年营业收入 = 是", "企业", "unlike-types", "上年营业收入 = 是", ""),
    ("成立日期 ≥ 2020", "企业", "unlike-types", "成立日期 ≥ 2020", ""),
    ("上市 ≥ 是", "企业", "unlike-types", "上市 ≥ 是", ""),
    ("上市 且 从业人数", "企业", "not-a-condition", "从业人数", "从业人数 ≥ …"),
    ("领域 × 3", "企业", "not-a-number", "领域", ""),
    ("最大小(总投入)", "项目", "function-unknown", "最大小", "最小(…)"),
    ("较小(总投入)", "项目", "arguments", "较小(总投入)", ""),
    ("评审(500 万元, 0 元)", "企业", "arguments", "评审(500 万元, 0 元)", "评审(0 元, 500 万元)"),
    ("有(认证)", "企业", "subject-unknown", "认证", "认定"),
    ("合计(总投入)", "企业", "subject-unknown", "总投入", "合计(项目.总投入)"),
    ("分年(100%、50%) × 年租金", "租赁", "no-support-year", "分年", "each"),
    ("合计(项目.总投入, 有(认定))", "企业", "fold-nested", "有(认定)", "let"),
    ("不超过 5 元", "企业", "syntax", "不超过 5 元", "评审(0 元, 5 元)，或在 cap 写 5 元"),
    ("20 万元-50 万元", "企业", "minus-without-blanks", "-", "评审(20 万元, 50 万元)"),
    ("20—50 万元", "企业", "character-unknown", "—", "评审(下限, 上限)"),
    ("MIN(总投入, 8 元)", "项目", "function-unknown", "MIN", "较小(…)"),
    ("最大(前三年营业收入)", "企业", "year-unexpected", "前三年营业收入", "此前三年营业收入"),
    ("平均(前3年营业收入)", "企业", "year-unexpected", "前3年营业收入", "近3年营业收入"),
    ("计数(知识产权) ≥ 3 项", "企业", "unlike-units", "计数(知识产权) ≥ 3 项", "3 件"),
]


@pytest.mark.parametrize(("text", "subject", "code", "found", "instead"), CASES)
def test_it_is_refused_where_it_is_wrong(
    text: str, subject: str, code: str, found: str, instead: str
) -> None:
    problem = refused(text, subject)[0]
    assert problem.code == code, problem.sentence
    assert problem.found.startswith(found)
    assert instead in problem.instead
    assert (problem.place.file, problem.place.line) == (PLACE.file, PLACE.line)
    if not found.startswith("U+"):
        assert text[problem.place.column - PLACE.column :].startswith(found)


@pytest.mark.parametrize("text", [case[0] for case in CASES])
def test_a_refusal_is_a_chinese_sentence_without_words_of_the_parser(text: str) -> None:
    for subject in ("企业", "项目", "租赁", "认定"):
        _, problems = read_expression(text, PLACE, scope(subject))
        for problem in problems:
            sentence = problem.sentence.replace("facts.yaml", "").replace("library.yaml", "")
            assert "错误：" in sentence
            assert not {"NUMBER", "RPAR", "CONNECT", "$END", "None"} & set(sentence.split("「"))


def test_all_unknown_names_and_all_missing_units_are_found_at_once() -> None:
    text = "上年营业收人 ≥ 8 万元 且 上年营业收入 ≥ 9 且 从业人 ≥ 3 万圆 且 等极 = 甲"
    assert [(problem.code, problem.found) for problem in refused(text)] == [
        ("name-unknown", "上年营业收人"),
        ("unit-missing", "9"),
        ("name-unknown", "从业人"),
        ("unit-unknown", "3 万圆"),
        ("name-unknown", "等极"),
    ]


def test_the_column_is_that_of_the_file_even_after_letters_that_normalise_to_several() -> None:
    text = "租赁面积 ≥ ５０ ㎡ 且 租赁面机 ≥ ８ ㎡"
    problem = refused(text, "租赁")[0]
    assert problem.found == "租赁面机"
    assert problem.place.column == PLACE.column + text.index("租赁面机")


def test_no_more_than_twenty_problems_are_told_of_one_expression() -> None:
    text = " 且 ".join(f"未知{index} = 1" for index in range(60))
    assert len(refused(text)) == 20


@pytest.mark.parametrize(
    ("text", "expected", "code"),
    [
        ("500", MONEY_TYPE, "unit-missing"),
        ("10%", MONEY_TYPE, "type-mismatch"),
        ("500 万元", PURE_TYPE, "type-mismatch"),
        ("500 万元", Flag(), "type-mismatch"),
        ("上市", MONEY_TYPE, "type-mismatch"),
    ],
)
def test_an_expression_of_another_type_than_wanted_is_refused(
    text: str, expected: Type, code: str
) -> None:
    found, problems = read_expression(text, PLACE, scope(), expected)
    assert found is None
    assert [problem.code for problem in problems] == [code]


def test_the_name_of_a_published_value_alone_is_told_how_it_is_read() -> None:
    known = {"LPR一年期": unit("个百分点")}
    (problem,) = refused("LPR × 总投入", "项目", series=known)
    assert problem.instead.startswith("公布值(LPR一年期, 评估日)")


def test_catalogues_and_series_are_checked_where_they_are_known() -> None:
    text = "领域 属于 目录(重点产业)"
    assert read(text)
    assert refused(text, catalogues=["重点产业领域"])[0].instead == "重点产业领域"
    text = "公布值(LPR, 成立日期) > 3%"
    assert read(text)
    assert refused(text, series={})[0].code == "series-unknown"


def test_parts_of_let_that_multiply_without_end_are_refused() -> None:
    lets: dict[str, Expression] = {"甲0": read("10%")}
    for step in range(40):
        found, problems = read_expression(f"甲{step} × 甲{step}", PLACE, scope(lets=lets))
        if found is None:
            assert [problem.code for problem in problems] == ["expression-too-large"]
            return
        lets[f"甲{step + 1}"] = found
    pytest.fail("forty doublings were read")
