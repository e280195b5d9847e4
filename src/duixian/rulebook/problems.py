"""Problems as values: what is wrong, where, why, and what to write instead.

Nothing in the rulebook raises at a user. Readers collect every problem of a file and return them
together; whoever shows them (command line, page) renders `Problem.sentence`.
"""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How bad: an error stops the file, a warning asks for a look, a note informs."""

    ERROR = "错误"
    WARNING = "警告"
    NOTE = "说明"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A position in a named text; line and column count from 1, 0 means the whole file."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """`file:line:column`, as editors and compilers write it."""
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding about an input.

    `code` is a stable English word for programs (`unit-missing`); `found` the offending text;
    `what`, `why` and `instead` are Chinese sentences for people, the last two may be empty.
    """

    severity: Severity
    code: str
    place: Place
    found: str
    what: str
    why: str = ""
    instead: str = ""

    @property
    def sentence(self) -> str:
        """The finding in one Chinese line."""
        parts = [f"{self.place} {self.severity.value}："]
        parts.append(f"「{shorten(self.found)}」{self.what}" if self.found else self.what)
        if self.why:
            parts.append(f"。原因：{self.why}")
        if self.instead:
            parts.append(f"。请改为：{self.instead}")
        return "".join(parts)


def error(  # noqa: PLR0913, PLR0917 - the parts of a problem, in its own order
    code: str, place: Place, found: str, what: str, why: str = "", instead: str = ""
) -> Problem:
    """A problem that stops the file."""
    return Problem(Severity.ERROR, code, place, found, what, why, instead)


def warning(  # noqa: PLR0913, PLR0917 - the same
    code: str, place: Place, found: str, what: str, why: str = "", instead: str = ""
) -> Problem:
    """A problem that asks for a look."""
    return Problem(Severity.WARNING, code, place, found, what, why, instead)


def shorten(text: str, limit: int = 60) -> str:
    """The text on one line, cut in the middle of nothing: at most `limit` characters."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


def has_errors(problems: tuple[Problem, ...] | list[Problem]) -> bool:
    """Whether any problem forbids using the file."""
    return any(problem.severity is Severity.ERROR for problem in problems)
