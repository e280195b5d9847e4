"""The plain scalars that all files share: days and yes or no."""

import re
from datetime import date

from duixian.rulebook.documents.forms import DATE, FLAGS, Text


def day_of(text: str) -> date | None:
    """The day written as `2021-08-18`, if it is one."""
    if not re.fullmatch(DATE, text, re.ASCII):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


DAY_FORM = Text("日期", DATE, example="2021-08-18", test=lambda text: day_of(text) is not None)
FLAG_FORM = Text("是或否", options=FLAGS)
