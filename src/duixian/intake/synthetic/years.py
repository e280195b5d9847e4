"""The figures of firms, year by year."""

from duixian.intake.synthetic.firms import (
    BASE,
    KEY,
    NUMBER,
    PLACE,
    firm_source,
    first_of,
    overrides,
)
from duixian.intake.synthetic.plan import District
from duixian.intake.synthetic.rows import Block
from duixian.intake.synthetic.values import scaled
from duixian.intake.workbook.layout import YEAR
from duixian.rulebook.vocabulary.model import FactKind

FIRST_YEAR, LAST_YEAR = 2018, 2021
LINE = 800 * 10**6
"""Fen; some firms earned just that in the last year, or a fen less or more."""


def years(district: District) -> Block:
    """One row a firm and year."""
    research = _either(district, f"{_draw(2, 5)} + 4", _draw(3, 9))
    columns = {
        KEY: f"credit_code({NUMBER})",
        YEAR: "y",
        "营业收入": _money("earned"),
        "主营业务收入": _money("earned * 95 // 100"),
        "产值": _money("earned * 11 // 10"),
        "工业增加值": _money("earned // 4"),
        "利润总额": _money(f"earned * ({_draw(1, 25)} - 5) // 100"),
        "研发投入": _money(f"earned * {research} // 100"),
        "设备投资": _money(f"earned * {_draw(4, 11)} // 100"),
        "纳税总额": _money(f"earned * (1 + {_draw(5, 8)}) // 100"),
        "税收收入": _money("taxed"),
        "区级地方贡献": _money("taxed * 3 // 10"),
        "出口额": _money(f"earned * {_draw(6, 41)} // 100"),
        "平均从业人数": "employees",
        "研发人员": f"employees::BIGINT * {_draw(7, 31)} // 100",
        "综合能耗": _draw(8, 9000),
    }
    columns = {
        name: first_of(overrides(district, "years", name, FactKind.MONEY), found)
        for name, found in columns.items()
    }
    return Block(_source(district), columns, f"{PLACE} * 10 + y % 10", BASE + 500)


def _source(district: District) -> str:
    grown = _either(district, "20", f"(draw({PLACE}, {BASE + 401}, 61) - 20)")
    taxes = f"(draw({PLACE}, {BASE + 402}, 81) - 20)"
    first = "revenue * 1000000"
    drawn = f"draw({PLACE}, {BASE + 403}, 40) = 0"
    line = f"y = {LAST_YEAR} AND {PLACE} >= {district.sound} AND {drawn}"
    return (
        f"(SELECT *, CASE WHEN {line} THEN {LINE} + {PLACE} % 3 - 1 ELSE {_grown(first, grown)} END"
        f" AS earned, {_grown(first + ' // 20', taxes)} AS taxed"
        f" FROM {firm_source(district)} CROSS JOIN"
        f" (SELECT range AS y FROM range({FIRST_YEAR}, {LAST_YEAR + 1})))"
    )


def _grown(first: str, percent: str) -> str:
    """A sum in fen that grows by the same percentage each year; exact while it divides."""
    cases, factors, hundreds = [], "", 1
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        cases.append(f"WHEN {year} THEN {first}{factors} // {hundreds}")
        factors += f" * (100 + {percent})"
        hundreds *= 100
    return f"CASE y {' '.join(cases)} END"


def _money(fen: str) -> str:
    return scaled(fen, 6)


def _draw(at: int, size: int) -> str:
    return f"draw({PLACE} * 10 + y % 10, {BASE + 400 + at * 10}, {size})"


def _either(district: District, sound: str, others: str) -> str:
    return f"(CASE WHEN {PLACE} < {district.sound} THEN {sound} ELSE {others} END)"
