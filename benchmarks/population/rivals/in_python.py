"""The sums in plain Python, a dict a firm, as a script would have them; a blank counts as zero."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from benchmarks.population.generating import DAY

WAN = 10**6
BATCH = 10_000
CONFORMITY = {"贯标": 20 * WAN, "流程级": 30 * WAN, "网络级": 40 * WAN, "生态级": 50 * WAN}
CENTRES = {"区级": 30 * WAN, "市级": 100 * WAN, "国家级": 200 * WAN}
MEASURES = ("1.1", "1.2", "2.1", "2.2", "2.3", "3", "4", "5", "6.1", "6.2", "7", "8")

Firm = dict[str, Any]
Past = dict[str, int]


def amounts(folder: Path, out: Path) -> None:
    """Sums only, one row a firm; read by the batch, written at the end."""
    columns: dict[str, list[Any]] = {"firm": [], **{measure: [] for measure in MEASURES}}
    with duckdb.connect() as connection:
        past = _past(connection, folder)
        for firm in _firms(connection, folder):
            code = firm["firm_code"]
            columns["firm"].append(code)
            for measure, amount in zip(MEASURES, decide(firm, past.get(code, {})), strict=True):
                columns[measure].append(amount)
    pl.DataFrame(columns).write_parquet(out)


def _past(connection: duckdb.DuckDBPyConnection, folder: Path) -> dict[str, Past]:
    found: dict[str, Past] = defaultdict(dict)
    awards = connection.execute(
        f"SELECT firm, measure, counted FROM '{folder}/entered_award.parquet'"
        f" WHERE decided <= DATE '{DAY}' AND event <= DATE '{DAY}'"
    )
    for firm, measure, counted in awards.fetchall():
        found[firm][measure] = found[firm].get(measure, 0) + counted
    return found


def _firms(connection: duckdb.DuckDBPyConnection, folder: Path) -> Iterator[Firm]:
    answer = connection.execute(f"SELECT * FROM '{folder}/entered_firm.parquet'")
    names = [column[0] for column in answer.description or ()]
    while rows := answer.fetchmany(BATCH):
        for row in rows:
            yield dict(zip(names, row, strict=True))


def decide(firm: Firm, past: Past) -> list[int]:
    """The twelve sums of a firm in fen."""
    here = firm["registered_district"] == "闵行区" == firm["tax_district"]
    if not here or firm["has_major_violation"]:
        return [0] * len(MEASURES)
    sums = {**_ladder(firm, past), **_inputs(firm, past), **_rents(firm, past)}
    sums["3"] = CENTRES.get(firm["centre_level"], 0)
    sums["4"] = max(CONFORMITY.get(firm["conformity_level"], 0) - past.get("4", 0), 0)
    sums["5"] = min(((firm["upper_grant"] or 0) + 1) // 2, 100 * WAN)
    served = firm["firms_served"] or 0
    sums["7"] = min(5 * served, 100 * WAN) if served >= 100_000 else 0
    research = firm["research"] or 0
    sums["8"] = min((research + 10) // 20, 200 * WAN) if research >= 100 * WAN else 0
    return [0 if measure in past and measure != "4" else sums[measure] for measure in MEASURES]


def _ladder(firm: Firm, past: Past) -> dict[str, int]:
    revenue, base = firm["revenue"] or 0, firm["base_revenue"] or 0
    research, researched = firm["research"] or 0, firm["base_research"] or 0
    level = firm["specialised_level"]
    grows = base > 0 and revenue * 100 >= base * 115
    searches = research * 100 > revenue * 3 > 0 and researched * 100 > base * 3 > 0
    listed = level in {"区级", "市级"} and revenue >= 800 * WAN and (grows or searches)
    city = level == "市级" and revenue >= 2000 * WAN and base >= 1500 * WAN
    paid = past.get("1.1", 0) + past.get("1.2", 0)
    rung = 5 * WAN if listed and "1.1" not in past else 0
    return {
        "1.1": max(rung - paid, 0),
        "1.2": max(20 * WAN - max(paid, rung), 0) if city else 0,
    }


def _inputs(firm: Firm, past: Past) -> dict[str, int]:
    equipment, inputs = firm["new_equipment"] or 0, firm["integration_input"] or 0
    shown = firm["demonstration_input"] or 0
    sums = {
        "2.1": min((equipment + 5) // 10, 500 * WAN) if equipment >= 200 * WAN else 0,
        "2.2": min((inputs * 15 + 50) // 100, 300 * WAN) if inputs >= 100 * WAN else 0,
        "2.3": min((shown * 2 + 5) // 10, 200 * WAN) if shown >= 50 * WAN else 0,
    }
    return _highest(sums, past)


def _rents(firm: Firm, past: Past) -> dict[str, int]:
    area, rent = firm["leased_area"] or 0, firm["annual_rent"] or 0
    rate = min(40_000_000, firm["rent_rate"] or 0)
    square = (12 * rate * min(area, 5_000_000) + 50_000_000) // 100_000_000
    sums = {
        "6.1": square if area >= 500_000 else 0,
        "6.2": min((rent + 1) // 2, 30 * WAN),
    }
    return _highest(sums, past)


def _highest(sums: dict[str, int], past: Past) -> dict[str, int]:
    """Only the highest is kept; none where the group was paid before."""
    kept = "" if past.keys() & sums.keys() else max(sums, key=lambda measure: sums[measure])
    return {measure: amount if measure == kept else 0 for measure, amount in sums.items()}
