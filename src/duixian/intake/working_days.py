"""The published calendar of working days that is shipped with the program."""

import csv
from datetime import date
from functools import cache
from importlib.resources import files

from duixian.fund.working_days import Calendar

SHIPPED = files("duixian") / "calendar" / "holidays_cn.csv"


@cache
def published_calendar() -> Calendar:
    """All years the shipped table holds."""
    lines = SHIPPED.read_text(encoding="utf-8").splitlines()
    rows = [(date.fromisoformat(row["日期"]), row["安排"]) for row in csv.DictReader(lines)]
    return Calendar(
        frozenset(day for day, what in rows if what == "放假"),
        frozenset(day for day, what in rows if what == "上班"),
        frozenset(day.year for day, _ in rows),
    )
