"""The names of form fields: which fact of which row or year an answer is about."""

from dataclasses import dataclass

HISTORY = "history"
ON = "on"
_PRESENCE, _COUNT, _LIST = "has.", "rows.", "list."


def of_firm(fact: str) -> str:
    """The field of a fact of the firm itself, by the fact's code."""
    return f"enterprise.{fact}"


def of_year(fact: str, year: int) -> str:
    """The field of a yearly fact in one year."""
    return f"enterprise.{fact}.{year}"


def of_row(subject: str, number: int, fact: str) -> str:
    """The field of a fact of the n-th row of a subject, by both codes."""
    return f"{subject}-{number}.{fact}"


def presence(subject: str) -> str:
    """The field that says whether the firm has any row of the subject at all."""
    return _PRESENCE + subject


def count(subject: str) -> str:
    """The hidden field with the number of rows shown."""
    return _COUNT + subject


def of_list(name: str) -> str:
    """The field that says whether the firm is on a published list."""
    return _LIST + name


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of a field: what is sent and what is read."""

    value: str
    label: str


HAS, HAS_NOT = "有", "没有"
YES, NO = "是", "否"
