"""A district of any number of firms, straight to Parquet: one row a firm, and past awards.

Every value is drawn from a hash of the firm's number, so the same numbers give the same rows, and
memory does not grow with them. Columns and units are those of `duixian.population.schema`.
"""

from pathlib import Path

import duckdb

POLICY = "基准〔2022〕1号"
DAY = "2023-06-30"

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
WEIGHTS = (20, 29, 25, 13, 8, 24, 10, 30, 28)
"""Of the nine digits behind the eight of a registration authority that does not exist."""
AUTHORITY, AUTHORITY_SUM = "91000000", 12

DIGITS = " + ".join(f"{weight} * (n // {10 ** (8 - at)} % 10)" for at, weight in enumerate(WEIGHTS))
CODE = (
    f"'{AUTHORITY}' || lpad(n::VARCHAR, 9, '0')"
    f" || substr('{ALPHABET}', ((31 - ({AUTHORITY_SUM} + {DIGITS}) % 31) % 31 + 1)::INTEGER, 1)"
)

MACROS = f"""
CREATE OR REPLACE TEMP MACRO credit_code(n) AS {CODE};
CREATE OR REPLACE TEMP MACRO draw(n, salt, size) AS (hash(n, salt) % size)::BIGINT;
CREATE OR REPLACE TEMP MACRO known(n, salt, value) AS
    CASE WHEN draw(n, salt + 1000, 100) > 0 THEN value END;
CREATE OR REPLACE TEMP MACRO beside(n, salt, line, value) AS
    CASE draw(n, salt + 2000, 50) WHEN 0 THEN line WHEN 1 THEN line - 1 WHEN 2 THEN line + 1
    ELSE value END;
CREATE OR REPLACE TEMP MACRO few(n, salt, percent, value) AS
    CASE WHEN draw(n, salt + 3000, 100) < percent THEN value ELSE 0 END;
CREATE OR REPLACE TEMP MACRO skewed(n, salt, largest) AS
    (1 + draw(n, salt + 4000, 1000)) * (1 + draw(n, salt + 5000, 1000)) * (largest // 1000000)
    + draw(n, salt + 6000, largest // 1000000);
"""
"""`known` is NULL for one in a hundred; `beside` puts values on a line and one fen on either side;
`few` is zero for the others; `skewed` favours small values."""

WAN = 10**6
"""万元 in fen."""


def money(salt: int, line: int, largest: int, percent: int = 100) -> str:
    """A sum in fen with its boundary and its largest value in 万元."""
    drawn = f"beside(n, {salt}, {line * WAN}, skewed(n, {salt}, {largest * WAN}))"
    return f"known(n, {salt}, few(n, {salt}, {percent}, {drawn}))"


def word(salt: int, *words: str) -> str:
    """One of the words, each as often as it is written."""
    listed = ", ".join(f"'{each}'" for each in words)
    return f"known(n, {salt}, ([{listed}])[draw(n, {salt}, {len(words)}) + 1])"


FIRM = {
    "firm_code": "credit_code(n)",
    "unified_social_credit_code": "credit_code(n)",
    "registered_district": word(1, *["闵行区"] * 28, "浦东新区", "徐汇区"),
    "tax_district": word(2, *["闵行区"] * 28, "浦东新区", "徐汇区"),
    "has_major_violation": "known(n, 3, draw(n, 3, 50) = 0)",
    "specialised_level": word(4, *["无"] * 6, *["区级"] * 3, "市级"),
    "revenue": money(5, 800, 40_000),
    "base_revenue": money(6, 1500, 40_000),
    "research": money(7, 100, 4_000, 60),
    "base_research": money(8, 100, 4_000, 60),
    "new_equipment": money(9, 200, 9_000, 20),
    "integration_input": money(10, 100, 4_000, 20),
    "demonstration_input": money(11, 50, 2_000, 20),
    "centre_level": word(12, *["无"] * 27, "区级", "市级", "国家级"),
    "conformity_level": word(13, *["无"] * 16, "贯标", "流程级", "网络级", "生态级"),
    "upper_grant": money(14, 200, 600, 10),
    "leased_area": "known(n, 15, few(n, 15, 40, beside(n, 15, 500000, draw(n, 15, 9000000))))",
    "rent_rate": "known(n, 16, beside(n, 16, 40000000, 10000000 + draw(n, 16, 90000) * 1000))",
    "annual_rent": money(17, 60, 300, 40),
    "firms_served": "known(n, 18, few(n, 18, 5, beside(n, 18, 100000, draw(n, 18, 5000) * 10000)))",
}

# Of a hundred firms, five were paid on the first ladder, five on the second, three an input.
AWARDS = (
    (0, "1.1", 0, 5, "5000000"),
    (1, "4", 3, 8, "2000000 + 1000000 * draw(n, 21, 3)"),
    (2, "2.2", 7, 10, "1000000 + draw(n, 22, 20000000)"),
)


def award(place: int, measure: str, first: int, behind: int, amount: str) -> str:
    """The awards of one measure: of those firms of a hundred whose draw lies in the range."""
    columns = {
        "firm": "credit_code(n)",
        "place": f"{place}::BIGINT",
        "policy": f"'{POLICY}'",
        "measure": f"'{measure}'",
        "payee": "credit_code(n)",
        "subject": "'企业'",
        "row_key": "credit_code(n)",
        "event": "DATE '2022-03-01'",
        "decided": "DATE '2022-09-01' + draw(n, 23, 90)::INTEGER",
        "amount": f"({amount})::BIGINT",
        "counted": f"({amount})::BIGINT",
        "support_year": "NULL::BIGINT",
        "cycle": "NULL::VARCHAR",
        "source": "'本区'",
    }
    chosen = f"draw(n, 20, 100) >= {first} AND draw(n, 20, 100) < {behind}"
    return f"SELECT {listed(columns)} FROM numbers WHERE {chosen}"


def listed(columns: dict[str, str]) -> str:
    """Columns with their names."""
    return ", ".join(f"{value} AS {name}" for name, value in columns.items())


def generate(folder: Path, firms: int, missing: str = "") -> None:
    """Write `entered_firm.parquet` and `entered_award.parquet` of so many firms.

    The column `missing`, if any, is there and empty.
    """
    columns = FIRM | ({missing: f"NULLIF({FIRM[missing]}, {FIRM[missing]})"} if missing else {})
    numbers = f"WITH numbers AS (SELECT range AS n FROM range(1, {firms + 1}))"
    past = " UNION ALL ".join(award(*each) for each in AWARDS)
    folder.mkdir(parents=True, exist_ok=True)
    with duckdb.connect() as connection:
        connection.execute(MACROS)
        for name, query in (
            ("entered_firm", f"{numbers} SELECT {listed(columns)} FROM numbers"),
            ("entered_award", f"{numbers} {past}"),
        ):
            path = folder / f"{name}.parquet"
            connection.execute(f"COPY ({query}) TO '{path}' (FORMAT parquet)")
