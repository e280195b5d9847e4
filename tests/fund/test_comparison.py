"""Two versions or years side by side: every difference, with what made it."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from duixian.fund.tables.compared import compared
from duixian.fund.work.book import Book
from duixian.fund.work.comparison import Changed, Comparison, Side, compare
from duixian.rulebook.library.model import Library
from tests.fund.small_year import HEAD, TABLES, book

WAN = 1_000_000


def side(made: Book, version: str) -> Side:
    return Side(version, made, made.budget(version))


def one(rows: tuple[Changed, ...], code: str) -> Changed:
    return next(each for each in rows if each.code == code)


def parts(each: Changed) -> dict[str, Fraction]:
    assert each.change is not None
    return {part.name: part.value for part in each.change.parts}


def test_versions_that_are_alike_differ_in_nothing(library: Library) -> None:
    made = book(library)
    found = compare(side(made, "申报"), side(made, "审核"))
    assert compared(found) == ()


NEEDS = "版本,编码,立项,数量,单价\n申报,2.1,当年,甲数,甲价\n审核,2.1,当年,乙数,乙价\n"


def priced(library: Library, old: int, price: int, new: int, dearer: int) -> Comparison:
    drivers = TABLES["drivers"] + "".join(
        f"{name},{value},估计,来源,某,2021-01-01,\n"
        for name, value in (
            ("甲数", f"{old} 项"),
            ("乙数", f"{new} 项"),
            ("甲价", f"{price} 万元/项"),
            ("乙价", f"{dearer} 万元/项"),
        )
    )
    made = book(library, {"drivers": drivers, "needs": NEEDS})
    return compare(side(made, "申报"), side(made, "审核"))


def test_the_change_of_a_line_is_its_quantity_and_its_price(library: Library) -> None:
    # Two more at 10, then six cheaper by 2.
    found = one(priced(library, 4, 10, 6, 8).lines, "2.1")
    assert parts(found) == {"数量": 20 * WAN, "单价": -12 * WAN}
    assert found.why == "数量影响 +20 万元；单价影响 −12 万元"
    assert not priced(library, 4, 10, 5, 8).lines


def test_an_item_names_its_reason_and_the_lines_that_moved_it(library: Library) -> None:
    head = HEAD + "    reasons:\n      - item: 1\n        because: 名额减少\n"
    requests = (
        "版本,政策项,编码,变动,数量,金额,依据,原因,提出人\n审核,1,1.1,数量,8 家,,,少两家,科室\n"
    )
    made = book(library, {"requests": requests}, head)
    found = compare(side(made, "申报"), side(made, "审核"))
    assert one(found.items, "1").why == "名额减少；区级称号 −10 万元"
    assert one(found.lines, "1.1").why == "数量影响 −10 万元；少两家"
    assert [each.code for each in found.items] == ["1", "合计"]


def test_years_are_matched_by_name_and_what_is_gone_or_new_says_so(library: Library) -> None:
    before = book(library)
    first = "  - number: 1\n    name: 称号\n    office: 科室\n"
    third = "  - number: 3\n    name: 新项\n    office: 科室\n"
    head = HEAD.replace(first, "").replace("versions:", f"{third}versions:")
    tables = {
        "lines": TABLES["lines"].replace("1.1,1,区级", "3.1,3,新的"),
        "needs": TABLES["needs"].replace(",1.1,", ",3.1,"),
    }
    after = book(library, tables, head)
    found = compare(Side("前", before, before.latest), Side("后", after, after.latest))
    assert [(each.code, each.why) for each in found.items] == [("1", "取消"), ("3", "新增")]
    assert [(each.code, each.why) for each in found.lines] == [("1.1", "取消"), ("3.1", "新增")]


def test_a_code_that_now_names_another_line_is_not_the_same_line(library: Library) -> None:
    before = book(library)
    moved = TABLES["lines"].replace("1.1,1,区级称号", "1.1,1,另一件事")
    after = book(library, {"lines": moved})
    found = compare(Side("前", before, before.latest), Side("后", after, after.latest))
    assert [(each.name, each.why) for each in found.lines] == [
        ("区级称号", "取消"),
        ("另一件事", "新增"),
    ]


def test_a_line_under_another_code_is_the_same_line(library: Library) -> None:
    before = book(library)
    lines = TABLES["lines"].replace("1.1,1,区级", "1.9,1,区级")
    tables = {
        "lines": f"{lines}1.1,1,另一件事,3号 1.1,区镇\n",
        "needs": TABLES["needs"].replace(",1.1,", ",1.9,"),
    }
    after = book(library, tables)
    found = compare(Side("前", before, before.latest), Side("后", after, after.latest))
    assert not found.lines


def test_drivers_and_targets_that_changed_are_listed(library: Library) -> None:
    head = HEAD + "forms:\n  - name: 目标表\n"
    targets = (
        "表,一级,指标,比较,目标值,文字,单位,依据\n"
        "目标表,产出,户数,=,{},,家,{}\n目标表,效益,环境,定性,,{},,\n"
    )
    before = book(library, {"targets": targets.format("10", "文一", "好")}, head)
    tables = {
        "targets": targets.format("12", "文二", "更好") + "目标表,效益,新的,定性,,好,,\n",
        "drivers": TABLES["drivers"].replace("10 家", "11 家"),
    }
    after = book(library, tables, head)
    found = compare(Side("前", before, before.latest), Side("后", after, after.latest))
    assert [each.name for each in found.drivers] == ["企业数"]
    assert [(each.name, each.why) for each in found.targets] == [
        ("户数", "文二"),
        ("环境", "“好” → “更好”"),
        ("新的", "新增"),
    ]
    assert [table.name for table in compared(found)] == [
        "比较政策项",
        "比较明细",
        "比较驱动因素",
        "比较绩效目标",
    ]


@given(st.integers(1, 50), st.integers(1, 50), st.integers(1, 99), st.integers(1, 99))
def test_the_parts_of_a_change_add_up_to_it(
    library: Library, old: int, new: int, price: int, dearer: int
) -> None:
    for each in priced(library, old, price, new, dearer).lines:
        assert each.before is not None
        assert each.after is not None
        assert sum(parts(each).values()) == each.after.value - each.before.value
        assert each.after.value - each.before.value == (new * dearer - old * price) * WAN


def test_items_that_change_places_are_matched_by_name_and_none_twice(library: Library) -> None:
    later = HEAD.replace("name: 项目", "name: 新的").replace("name: 称号", "name: 项目")
    found = compare(side(book(library), "申报"), side(book(library, head=later), "申报"))
    assert [(each.code, each.name, each.why) for each in found.items] == [
        ("1", "称号", "取消"),
        ("2", "新的", "新增"),
    ]
