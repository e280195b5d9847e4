"""What a permission answers: yes, or no with the reason a person is shown."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Yes:
    """It is allowed."""

    def __bool__(self) -> bool:
        return True


@dataclass(frozen=True, slots=True)
class No:
    """It is not allowed; `because` is a sentence for the person who asked.

    `hidden`: the thing itself must not be known to exist, so that the site answers 404.
    """

    because: str
    hidden: bool = False

    def __bool__(self) -> bool:
        return False


Answer = Yes | No
YES = Yes()


class RefusedError(Exception):
    """A service was asked for something its permission refuses."""

    def __init__(self, answer: No) -> None:
        super().__init__(answer.because)
        self.answer = answer


def demand(answer: Answer) -> None:
    """Goes on when the answer is yes; RefusedError otherwise."""
    if isinstance(answer, No):
        raise RefusedError(answer)
