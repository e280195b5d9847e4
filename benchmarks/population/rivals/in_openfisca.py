"""The sums in OpenFisca-core: formulas over arrays of float32, in yuan; a null has its default."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import numpy as np
import polars as pl
from openfisca_core.entities import Entity
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from benchmarks.population.generating import DAY

WAN = 10_000
YEAR = "2023"
MEASURES = ("1.1", "1.2", "2.1", "2.2", "2.3", "3", "4", "5", "6.1", "6.2", "7", "8")

FIRM = Entity("firm", "firms", "A firm", "")
FIRMS = """
WITH past AS (
    SELECT firm,
        bool_or(measure = '1.1') AS got_11,
        bool_or(measure IN ('2.1', '2.2', '2.3')) AS got_2,
        sum(counted) FILTER (measure IN ('1.1', '1.2'))::DOUBLE / 100 AS ladder_1,
        sum(counted) FILTER (measure = '4')::DOUBLE / 100 AS ladder_4
    FROM '{folder}/entered_award.parquet' WHERE decided <= DATE '{day}' GROUP BY firm
)
SELECT firm_code AS firm, registered_district = '闵行区' AND tax_district = '闵行区' AS here,
    has_major_violation AS violated, got_11, got_2, ladder_1, ladder_4,
    list_position(['无', '区级', '市级'], specialised_level) AS specialised,
    list_position(['无', '区级', '市级', '国家级'], centre_level) AS centre,
    list_position(['无', '贯标', '流程级', '网络级', '生态级'], conformity_level) AS conformity,
    revenue::DOUBLE / 100 AS revenue, base_revenue::DOUBLE / 100 AS base_revenue,
    research::DOUBLE / 100 AS research, base_research::DOUBLE / 100 AS base_research,
    new_equipment::DOUBLE / 100 AS equipment, integration_input::DOUBLE / 100 AS integration,
    demonstration_input::DOUBLE / 100 AS demonstration, upper_grant::DOUBLE / 100 AS upper,
    leased_area::DOUBLE / 10000 AS area, rent_rate::DOUBLE / 1000000 AS rate,
    annual_rent::DOUBLE / 100 AS rent, firms_served::DOUBLE / 10000 AS served
FROM '{folder}/entered_firm.parquet' AS f LEFT JOIN past AS p ON p.firm = f.firm_code
"""

Formula = Callable[[object, str], np.ndarray]


def amounts(folder: Path, out: Path) -> None:
    """Sums only, one row a firm; in fen, rounded from what the formulas give."""
    query = FIRMS.replace("{folder}", str(folder)).replace("{day}", DAY)
    with duckdb.connect() as connection:
        columns = connection.execute(query).fetchnumpy()
    codes = columns.pop("firm")
    simulation = _simulation(columns)
    paid = {
        measure: np.rint(
            simulation.calculate(_name(measure), YEAR).astype(np.float64) * 100
        ).astype(np.int64)
        for measure in MEASURES
    }
    pl.DataFrame({"firm": codes.astype(str), **paid}).write_parquet(out)


def _simulation(columns: dict[str, np.ma.MaskedArray]) -> object:
    system = TaxBenefitSystem([FIRM])
    inputs = {}
    for name, column in columns.items():
        kind = bool if column.dtype == bool else int if column.dtype.kind == "i" else float
        system.add_variable(_variable(name, kind))
        inputs[name] = np.ma.filled(column, 0)
    for name, formula in FORMULAS.items():
        system.add_variable(_variable(name, float, formula))
    built = SimulationBuilder().build_default_simulation(system, len(next(iter(inputs.values()))))
    for name, values in inputs.items():
        built.set_input(name, YEAR, values)
    return built


def _variable(name: str, kind: type, formula: Formula | None = None) -> type[Variable]:
    parts: dict[str, object] = {
        "value_type": kind,
        "entity": FIRM,
        "definition_period": DateUnit.YEAR,
        "label": name,
    }
    if formula is not None:
        parts["formula"] = formula
    return type(name, (Variable,), parts)


def _name(measure: str) -> str:
    return f"m{measure.replace('.', '_')}"


def _eligible(firm: Callable, year: str) -> np.ndarray:
    return firm("here", year) * np.logical_not(firm("violated", year))


def _rung(firm: Callable, year: str) -> np.ndarray:
    revenue, base = firm("revenue", year), firm("base_revenue", year)
    grows = (base > 0) * (revenue >= base * 1.15)
    researches = (revenue > 0) * (firm("research", year) > revenue * 0.03)
    researched = (base > 0) * (firm("base_research", year) > base * 0.03)
    listed = (firm("specialised", year) >= 2) * (revenue >= 800 * WAN)
    open_ = np.logical_not(firm("got_11", year))
    chosen = firm("eligible", year) * listed * (grows + researches * researched) * open_
    return chosen * 5 * WAN


def _first(firm: Callable, year: str) -> np.ndarray:
    return np.maximum(firm("rung", year) - firm("ladder_1", year), 0)


def _second(firm: Callable, year: str) -> np.ndarray:
    city = (firm("specialised", year) == 3) * (firm("revenue", year) >= 2000 * WAN)
    city = city * (firm("base_revenue", year) >= 1500 * WAN) * firm("eligible", year)
    before = np.maximum(firm("ladder_1", year), firm("rung", year))
    return city * np.maximum(20 * WAN - before, 0)


def _input(name: str, rate: float, least: int, cap: int) -> Formula:
    def formula(firm: Callable, year: str) -> np.ndarray:
        base = firm(name, year)
        open_ = firm("eligible", year) * np.logical_not(firm("got_2", year))
        return open_ * (base >= least * WAN) * np.minimum(base * rate, cap * WAN)

    return formula


def _highest(own: str, before: tuple[str, ...], behind: tuple[str, ...]) -> Formula:
    def formula(firm: Callable, year: str) -> np.ndarray:
        value = firm(own, year)
        kept = np.ones_like(value, dtype=bool)
        for other in before:
            kept &= value > firm(other, year)
        for other in behind:
            kept &= value >= firm(other, year)
        return value * kept

    return formula


def _centre(firm: Callable, year: str) -> np.ndarray:
    sums = np.array([0, 0, 30, 100, 200]) * WAN
    return firm("eligible", year) * sums[firm("centre", year)]


def _conformity(firm: Callable, year: str) -> np.ndarray:
    sums = np.array([0, 0, 20, 30, 40, 50]) * WAN
    more = np.maximum(sums[firm("conformity", year)] - firm("ladder_4", year), 0)
    return firm("eligible", year) * more


def _upper(firm: Callable, year: str) -> np.ndarray:
    return firm("eligible", year) * np.minimum(firm("upper", year) * 0.5, 100 * WAN)


def _by_area(firm: Callable, year: str) -> np.ndarray:
    area = firm("area", year)
    rent = np.minimum(40, firm("rate", year)) * np.minimum(area, 500) * 12
    return firm("eligible", year) * (area >= 50) * rent


def _by_rent(firm: Callable, year: str) -> np.ndarray:
    return firm("eligible", year) * np.minimum(firm("rent", year) * 0.5, 30 * WAN)


def _served(firm: Callable, year: str) -> np.ndarray:
    served = firm("served", year)
    return firm("eligible", year) * (served >= 10) * np.minimum(served * 500, 100 * WAN)


def _research(firm: Callable, year: str) -> np.ndarray:
    spent = firm("research", year)
    return firm("eligible", year) * (spent >= 100 * WAN) * np.minimum(spent * 0.05, 200 * WAN)


FORMULAS: dict[str, Formula] = {
    "eligible": _eligible,
    "rung": _rung,
    "equipping": _input("equipment", 0.1, 200, 500),
    "integrating": _input("integration", 0.15, 100, 300),
    "demonstrating": _input("demonstration", 0.2, 50, 200),
    "by_area": _by_area,
    "by_rent": _by_rent,
    "m1_1": _first,
    "m1_2": _second,
    "m2_1": _highest("equipping", (), ("integrating", "demonstrating")),
    "m2_2": _highest("integrating", ("equipping",), ("demonstrating",)),
    "m2_3": _highest("demonstrating", ("equipping", "integrating"), ()),
    "m3": _centre,
    "m4": _conformity,
    "m5": _upper,
    "m6_1": _highest("by_area", (), ("by_rent",)),
    "m6_2": _highest("by_rent", ("by_area",), ()),
    "m7": _served,
    "m8": _research,
}
