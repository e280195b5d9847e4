"""A measure that is paid by the year: all years on one sheet, what they share worked out once."""

from collections import Counter
from datetime import date

import sqlglot

from duixian.population.shape import Shape
from duixian.population.statement import compile_library
from tests.policies.test_cases import library

RENT = ("闵府规发〔2020〕5号", "14.2")
"""Three years of rent, from a day that may be unknown; it adds up leases of the firm."""


def relations() -> dict[str, str]:
    shape = Shape(date(2022, 12, 31), tables=frozenset({"租赁"}))
    return dict(compile_library(library(), shape, {RENT}).relations)


def test_all_years_stand_on_one_sheet() -> None:
    made = relations()
    sheets = [title for title in made if title.startswith("lease")]
    assert sheets == ["lease_starts", "lease_1_years"]
    for year in range(4):
        assert f'{year} AS "support_year"' in made["judged"]


def test_sums_over_the_same_rows_share_one_join() -> None:
    assert relations()["lease_1_years"].count("AS item ON") == 1


def test_equal_columns_are_kept_once() -> None:
    columns = sqlglot.parse_one(relations()["lease_1_years"], dialect="duckdb").expressions
    pieces = Counter(each.this.sql() for each in columns if not each.alias.startswith("row_"))
    assert pieces.most_common(1)[0][1] == 1
