"""What the interface answers when it cannot: a sentence, and every problem at once."""

from collections.abc import Iterable

from ninja import Schema

from duixian.rulebook.problems import Problem


class Trouble(Schema):
    """One thing that is wrong: where, what, why, what to write instead."""

    where: str = ""
    found: str = ""
    what: str
    why: str = ""
    instead: str = ""


class Failure(Schema):
    """The answer to a request that was not carried out."""

    message: str
    problems: list[Trouble]


class FailureError(Exception):
    """Ends an operation with a failure and its status."""

    def __init__(self, status: int, message: str, problems: Iterable[Trouble] = ()) -> None:
        super().__init__(message)
        self.status = status
        self.failure = Failure(message=message, problems=list(problems))


def trouble_of(problem: Problem) -> Trouble:
    """A finding of a reader."""
    return Trouble(
        where=str(problem.place),
        found=problem.found,
        what=problem.what,
        why=problem.why,
        instead=problem.instead,
    )
