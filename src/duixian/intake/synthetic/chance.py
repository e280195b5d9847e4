"""What is drawn, and the codes of firms that do not exist, as macros of the database.

Everything is drawn from a hash of the row, the place and the seed: the same arguments give the
same rows, in any order and with any number of threads.
"""

from stdnum.cn.uscc import calc_check_digit

AUTHORITY = "91990000"
"""Enterprises registered in region 990000, which is none."""
SERIAL = 9
"""How many digits tell firms apart."""
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
MODULUS = len(ALPHABET)


def macros(seed: int) -> str:
    """`draw(row, place, size)` gives 0 to size - 1; `credit_code(n)` the code of the n-th firm."""
    digits = " + ".join(
        f"{_weight(at)} * (n // {10 ** (SERIAL - 1 - at)} % 10)" for at in range(SERIAL)
    )
    check = f"({MODULUS} - ({_fixed_part()} + {digits}) % {MODULUS}) % {MODULUS}"
    return (
        "CREATE OR REPLACE TEMP MACRO draw(row, place, size) AS"
        f" (hash(row, place, {seed}) % size)::BIGINT;"
        "CREATE OR REPLACE TEMP MACRO credit_code(n) AS"
        f" '{AUTHORITY}' || lpad(n::VARCHAR, {SERIAL}, '0')"
        f" || substr('{ALPHABET}', ({check} + 1)::INTEGER, 1);"
    )


def credit_code(number: int) -> str:
    """The code of the n-th firm, as the macro gives it."""
    body = f"{AUTHORITY}{number:0{SERIAL}d}"
    return body + calc_check_digit(body)


def _weight(at: int) -> int:
    """GB 32100: three to the power of the place, of the digits behind the authority."""
    return pow(3, len(AUTHORITY) + at, MODULUS)


def _fixed_part() -> int:
    return sum(pow(3, at, MODULUS) * ALPHABET.index(sign) for at, sign in enumerate(AUTHORITY))
