"""Reads who is booked to pay a line: `区级`, `区镇` (as its policy divides), `区 80%、镇 20%`."""

import re
from fractions import Fraction

from duixian.fund.reading.grid import Refused

Bearers = tuple[tuple[str, Fraction], ...]
"""Each bearer and its part; the parts are the whole. Empty where the policy divides."""

DISTRICT = "区"
BY_POLICY = "区镇"
WHOLE = re.compile(r"([市区镇])级")
PART = re.compile(r"([市区镇]) ?(\d+(?:\.\d+)?)%")
ALL_DISTRICTS: Bearers = ((DISTRICT, Fraction(1)),)


def bearers(text: str) -> Bearers:
    """The bearers that a cell names."""
    if text == BY_POLICY:
        return ()
    if whole := WHOLE.fullmatch(text):
        return ((whole[1], Fraction(1)),)
    parts = [PART.fullmatch(each) for each in re.split(r"[、，,] ?", text)]
    found = tuple((each[1], Fraction(each[2]) / 100) for each in parts if each)
    if len(found) < len(parts) or len({name for name, _ in found}) < len(found):
        raise Refused("bearers", "看不懂由谁承担", "区级、区镇（按政策分担），或如 区 80%、镇 20%")
    if sum(part for _, part in found) != 1:
        raise Refused("bearers", "各级承担合计不是 100%", "区 80%、镇 20%")
    return found
