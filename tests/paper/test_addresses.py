import pytest
from hypothesis import given
from hypothesis import strategies as st

from duixian.paper.addresses import Address, Level, Part, parse_address


def address(text: str) -> Address:
    read = parse_address(text)
    assert read is not None
    return read


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("第三条", "第三条"),
        ("第3条", "第三条"),
        ("一（三）", "一（三）"),
        ("一、(三)", "一（三）"),
        ("四（一）2", "四（一）2"),
        ("五3", "五3"),
        ("第六条（一）2（2）", "第六条（一）2（2）"),
        ("第六条 第（一）项 2 （2）", "第六条（一）2（2）"),
        ("附则", "附则"),
        ("五附则", "五附则"),
        ("第二章第三条", "第二章第三条"),
        ("第三条第2句", "第三条第2句"),
        ("第11行扶持标准（2）", "第11行扶持标准（2）"),
        ("第7行申请条件 1", "第7行申请条件 1"),
        ("附件2第一条", "附件2第一条"),
        ("成本指标 区级工厂", "成本指标 区级工厂"),
    ],
)
def test_an_address_has_one_normal_form(written: str, normal: str) -> None:
    assert str(address(written)) == normal
    assert address(normal) == address(written)


@pytest.mark.parametrize("written", ["", "  ", "第二款", "第条", "第三条第四款", "（）"])
def test_what_is_no_address_is_not_understood(written: str) -> None:
    assert parse_address(written) is None


@pytest.mark.parametrize(
    ("cited", "clause", "skipped"),
    [
        ("第六条", "第六条（一）2（2）", ""),
        ("第六条（一）", "第六条（一）2（2）", ""),
        ("第三条", "二第三条", "二"),
        ("（三）", "一（三）", "一"),
        ("附则", "五附则", "五"),
        ("第2行标准", "第2行标准差（1）", ""),
    ],
)
def test_a_citation_covers_what_lies_below_it_and_may_leave_out_what_is_above(
    cited: str, clause: str, skipped: str
) -> None:
    above = address(cited).skipped(address(clause))
    assert above is not None
    assert str(Address(above)) == skipped


@pytest.mark.parametrize(
    ("cited", "clause"),
    [
        ("第六条（一）", "第六条"),
        ("第六条（二）", "第六条（一）"),
        ("第二章第六条", "第三章第六条"),
        ("2", "（一）（2）"),
        ("第三条第2句", "第三条第1句"),
        ("第三条第2句", "第三条（一）第2句"),
    ],
)
def test_a_citation_does_not_cover_other_places(cited: str, clause: str) -> None:
    assert address(cited).skipped(address(clause)) is None


NUMBERED = [Level.CHAPTER, Level.ARTICLE, Level.ITEM, Level.POINT, Level.SUBPOINT]


@given(st.lists(st.integers(1, 40), min_size=1, max_size=5), st.integers(0, 5), st.integers(0, 9))
def test_an_address_written_out_is_read_back(numbers: list[int], start: int, sentence: int) -> None:
    levels = NUMBERED[start % len(NUMBERED) :]
    parts = tuple(Part(level, n) for level, n in zip(levels, numbers, strict=False))
    assert parse_address(str(Address(parts, sentence))) == Address(parts, sentence)


@given(st.text(alphabet="第一二三条项款句章节行附则件（）()0123456789 标准", max_size=20))
def test_reading_an_address_never_fails(text: str) -> None:
    read = parse_address(text)
    assert read is None or read.parts
