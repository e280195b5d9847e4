"""The firms of a district: one row each."""

from collections.abc import Iterator, Mapping, Sequence

from duixian.intake.synthetic.book import Book
from duixian.intake.synthetic.plan import District, table
from duixian.intake.synthetic.rows import Block
from duixian.intake.synthetic.values import Place, value
from duixian.intake.workbook.layout import FIRM
from duixian.rulebook.vocabulary.model import FactKind

KEY = "统一社会信用代码"
PLACE, NUMBER = "k", "n"
FIRST = "安博辰德方格海和嘉景凯朗联明诺普启锐尚腾"
SECOND = "达丰光恒华汇杰科力茂能鹏强荣生泰维新远智"
EMPLOYEES = {60: "1..19", 88: "20..299", 96: "300..999", 98: "1000..9000", 100: "±20 | ±30 | ±300"}
REVENUES = {60: "1..299", 88: "300..1999", 98: "2000..39999", 100: "40000..400000"}
"""Of a hundred firms by size, sixty are very small, and so on; revenue in units of ten thousand."""
SOUND_EMPLOYEES, SOUND_REVENUE = "30..290", "1000..9000"
BASE = 90_000
"""Draws about firms; those about rows lie below or far above."""


def firms(district: District, book: Book) -> Block:
    """One row a firm."""
    kinds = book.kinds[FIRM]
    columns = {
        KEY: f"credit_code({NUMBER})",
        "名称": _name(),
        "街镇": chosen([town["名称"] for town in table("towns")], f"draw({PLACE}, {BASE}, {{}})"),
        "行业门类": chosen(_trades("行业门类"), "trade"),
        "从业人数": "employees",
        "资产总额": "revenue * 8 // 10",
    }
    for at, (name, written) in enumerate(district.written["firm"].items(), 1):
        here = Place(PLACE, 1, BASE + at, kinds[name])
        columns[name] = _either(district, written, here, columns)
    columns = {
        name: first_of(overrides(district, "firm", name, kinds[name]), found)
        for name, found in columns.items()
    }
    return Block(firm_source(district), columns, PLACE, BASE)


def firm_source(district: District) -> str:
    """Every firm: number, place, trade, how many work there, what it earned in the first year."""
    numbered = (
        f"SELECT range AS {NUMBER}, {district.place_of('range')} AS {PLACE}"
        f" FROM range(1, {district.firms + 1})"
    )
    industrial = _trades("行业门类").count("工业")
    sound = f"{PLACE} < {district.sound}"
    trade = (
        f"CASE WHEN {sound} THEN draw({PLACE}, {BASE + 201}, {industrial})"
        f" ELSE draw({PLACE}, {BASE + 201}, {len(_trades('行业门类'))}) END"
    )
    employees = _by_size(district, SOUND_EMPLOYEES, EMPLOYEES, 202)
    employees = first_of(overrides(district, "firm", "从业人数", FactKind.QUANTITY), employees)
    revenue = _by_size(district, SOUND_REVENUE, REVENUES, 203)
    return (
        f"(SELECT *, {trade} AS trade, {employees} AS employees, ({revenue})::BIGINT AS revenue"
        f" FROM ({numbered}))"
    )


def _by_size(district: District, sound: str, sizes: Mapping[int, str], place: int) -> str:
    """A number that grows with the size of a firm; the size is drawn at one place for all."""
    here = Place(PLACE, 1, BASE + place, FactKind.QUANTITY)
    cases = " ".join(
        f"WHEN draw({PLACE}, {BASE + 200}, 100) < {size} THEN {value(text, here.other(size))}"
        for size, text in sizes.items()
    )
    first = f"WHEN {PLACE} < {district.sound} THEN {value(sound, here)}"
    return f"CASE {first} {cases} END"


def _name() -> str:
    words = " || ".join(
        chosen(list(signs), f"draw({PLACE}, {BASE + 203 + at}, {{}})")
        for at, signs in enumerate((FIRST, SECOND), 1)
    )
    return f"'示例' || {words} || {chosen(_trades('字号'), 'trade')} || '有限公司'"


def _trades(column: str) -> list[str]:
    """A column of the industries, each as often as its weight; industrial ones come first."""
    return [row[column] for row in table("industries") for _ in range(int(row["比重"]))]


def chosen(words: list[str], at: str) -> str:
    """The word at a place counted from 0; `{}` in it stands for how many there are."""
    held = ", ".join(f"'{word}'" for word in words)
    return f"([{held}])[{at.replace('{}', str(len(words)))} + 1]"


def _either(
    district: District, written: Sequence[str], here: Place, columns: Mapping[str, str]
) -> str:
    sound, others = written
    if sound.startswith("="):
        return columns[sound[1:]]
    first, second = value(sound, here), value(others, here.other(1))
    return f"CASE WHEN {PLACE} < {district.sound} THEN {first} ELSE {second} END"


def overrides(district: District, of: str, name: str, kind: FactKind) -> Iterator[tuple[str, str]]:
    """What a matter says of its firms: a condition and the value of each that speaks of the column.

    `of` is `firm` or `years`.
    """
    for matter in district.matters:
        written = getattr(matter, of)
        if name in written and matter.first is not None:
            row = f"(({PLACE} + {district.firms - matter.first}) % {district.firms})"
            here = Place(row, matter.count, BASE + 300 + matter.number, kind)
            yield f"{row} < {matter.count}", value(written[name], here)


def first_of(cases: Iterator[tuple[str, str]], otherwise: str) -> str:
    """The value of the first condition that holds."""
    written = " ".join(f"WHEN {condition} THEN {found}" for condition, found in cases)
    return f"CASE {written} ELSE {otherwise} END" if written else otherwise
