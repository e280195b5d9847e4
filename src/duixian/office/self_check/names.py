"""The names of form fields: which fact of which row or year an answer is about."""

from dataclasses import dataclass

HISTORY = "history"
ON = "on"
AWARD, BASIS, OF_ROW, SUPPORT_YEAR = "award", "basis", "row", "year"
_PRESENCE, _COUNT, _LIST, _KNOWN = "has.", "rows.", "list.", "known."


def of_firm(fact: str) -> str:
    """The field of a fact of the firm itself, by the fact's code."""
    return f"enterprise.{fact}"


def of_year(fact: str, year: int) -> str:
    """The field of a yearly fact in one year."""
    return f"enterprise.{fact}.{year}"


def of_row(subject: str, number: int, fact: str) -> str:
    """The field of a fact of the n-th row of a subject, by both codes."""
    return f"{subject}-{number}.{fact}"


def of_known(subject: str, fact: str, key: str) -> str:
    """The field of a fact that the file's row of that key lacks, by both codes."""
    return f"{_KNOWN}{subject}.{fact}.{key}"


def known_of(name: str) -> tuple[str, str, str] | None:
    """Subject, fact and key of such a field; None for any other."""
    if not name.startswith(_KNOWN):
        return None
    subject, _, rest = name.removeprefix(_KNOWN).partition(".")
    fact, _, key = rest.partition(".")
    return subject, fact, key


def is_award_row(name: str) -> bool:
    """Whether the field says which row an award is about."""
    row, _, field = name.partition(".")
    return row.startswith(f"{AWARD}-") and field == OF_ROW


def presence(subject: str) -> str:
    """The field that says whether the firm has any row of the subject, or award, at all."""
    return HISTORY if subject == AWARD else _PRESENCE + subject


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
