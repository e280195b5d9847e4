"""The sums in Polars: lazy, streamed to a file. Nulls are what Polars makes of them."""

from datetime import date
from pathlib import Path

import polars as pl

from benchmarks.population.generating import DAY

WAN = 10**6
CONFORMITY = {"贯标": 20 * WAN, "流程级": 30 * WAN, "网络级": 40 * WAN, "生态级": 50 * WAN}
CENTRES = {"区级": 30 * WAN, "市级": 100 * WAN, "国家级": 200 * WAN}


def amounts(folder: Path, out: Path) -> None:
    """Sums only, one row a firm."""
    firms = pl.scan_parquet(folder / "entered_firm.parquet")
    joined = firms.join(_past(folder), left_on="firm_code", right_on="firm", how="left")
    joined = joined.with_columns(_eligible().alias("eligible"))
    joined.with_columns(*_alone()).select(*_together()).sink_parquet(out)


def _past(folder: Path) -> pl.LazyFrame:
    day, measure = date.fromisoformat(DAY), pl.col("measure")
    awards = pl.scan_parquet(folder / "entered_award.parquet")
    awards = awards.filter((pl.col("decided") <= day) & (pl.col("event") <= day))
    got = {
        "got_11": ["1.1"],
        "got_12": ["1.2"],
        "got_2": ["2.1", "2.2", "2.3"],
        "got_3": ["3"],
        "got_5": ["5"],
        "got_6": ["6.1", "6.2"],
        "got_7": ["7"],
        "got_8": ["8"],
    }
    counted = pl.col("counted")
    return awards.group_by("firm").agg(
        *(measure.is_in(names).any().alias(name) for name, names in got.items()),
        counted.filter(measure.is_in(["1.1", "1.2"])).sum().alias("ladder_1"),
        counted.filter(measure == "4").sum().alias("ladder_4"),
    )


def _eligible() -> pl.Expr:
    here = (pl.col("registered_district") == "闵行区") & (pl.col("tax_district") == "闵行区")
    return here & ~pl.col("has_major_violation")


def _paid(got: str, condition: pl.Expr, amount: pl.Expr) -> pl.Expr:
    open_ = pl.col("eligible") & condition & ~pl.col(got).fill_null(value=False)
    return pl.when(open_).then(amount).otherwise(0)


def _capped(amount: pl.Expr, cap: int) -> pl.Expr:
    return pl.min_horizontal(amount, pl.lit(cap * WAN))


def _alone() -> list[pl.Expr]:
    revenue, base = pl.col("revenue"), pl.col("base_revenue")
    grows = (revenue * 100 >= base * 115) & (base > 0)
    research, researched = pl.col("research"), pl.col("base_research")
    searches = (research * 100 > revenue * 3) & (revenue > 0)
    searches &= (researched * 100 > base * 3) & (base > 0)
    level, equipment = pl.col("specialised_level"), pl.col("new_equipment")
    inputs, shown = pl.col("integration_input"), pl.col("demonstration_input")
    upper, area, rent = pl.col("upper_grant"), pl.col("leased_area"), pl.col("annual_rent")
    served, centre = pl.col("firms_served"), pl.col("centre_level")
    rate = pl.min_horizontal(pl.lit(40_000_000), pl.col("rent_rate"))
    space = pl.min_horizontal(area, pl.lit(5_000_000))
    listed = level.is_in(["区级", "市级"]) & (revenue >= 800 * WAN) & (grows | searches)
    city = (level == "市级") & (revenue >= 2000 * WAN) & (base >= 1500 * WAN)
    rung = pl.col("conformity_level").replace_strict(CONFORMITY, default=0)
    more = pl.max_horizontal(rung - pl.col("ladder_4").fill_null(0), pl.lit(0))
    prize = centre.replace_strict(CENTRES, default=0)
    none = pl.lit(value=True)
    return [
        _paid("got_11", listed, pl.lit(5 * WAN)).alias("rung_11"),
        _paid("got_12", city, pl.lit(20 * WAN)).alias("rung_12"),
        _paid("got_2", equipment >= 200 * WAN, _capped((equipment + 5) // 10, 500)).alias("21"),
        _paid("got_2", inputs >= 100 * WAN, _capped((inputs * 15 + 50) // 100, 300)).alias("22"),
        _paid("got_2", shown >= 50 * WAN, _capped((shown * 2 + 5) // 10, 200)).alias("23"),
        _paid("got_3", none, prize).alias("3"),
        pl.when("eligible").then(more).otherwise(0).alias("4"),
        _paid("got_5", upper > 0, _capped((upper + 1) // 2, 100)).alias("5"),
        _paid("got_6", area >= 500_000, (12 * rate * space + 50_000_000) // 100_000_000).alias(
            "61"
        ),
        _paid("got_6", rent > 0, _capped((rent + 1) // 2, 30)).alias("62"),
        _paid("got_7", served >= 100_000, _capped(5 * served, 100)).alias("7"),
        _paid("got_8", research >= 100 * WAN, _capped((research + 10) // 20, 200)).alias("8"),
    ]


def _together() -> list[pl.Expr]:
    paid = pl.col("ladder_1").fill_null(0)
    rung, higher = pl.col("rung_11"), pl.col("rung_12")
    first, second, third = pl.col("21"), pl.col("22"), pl.col("23")
    area, rent = pl.col("61"), pl.col("62")
    return [
        pl.col("firm_code").alias("firm"),
        _if(rung > 0, pl.max_horizontal(rung - paid, pl.lit(0))).alias("1.1"),
        _if(higher > 0, pl.max_horizontal(higher - pl.max_horizontal(paid, rung), pl.lit(0))).alias(
            "1.2"
        ),
        _if((first >= second) & (first >= third), first).alias("2.1"),
        _if((second > first) & (second >= third), second).alias("2.2"),
        _if((third > first) & (third > second), third).alias("2.3"),
        pl.col("3"),
        pl.col("4"),
        pl.col("5"),
        _if(area >= rent, area).alias("6.1"),
        _if(rent > area, rent).alias("6.2"),
        pl.col("7"),
        pl.col("8"),
    ]


def _if(condition: pl.Expr, amount: pl.Expr) -> pl.Expr:
    return pl.when(condition).then(amount).otherwise(0)
