"""Why a statement is not made, or not run to its end: never a wrong answer instead."""


class NotCompiled(Exception):  # noqa: N818 — a refusal to compile, not a failure
    """A piece of a rule that has no relational form yet; `piece` names it."""

    def __init__(self, piece: str, measure: tuple[str, str] = ("", "")) -> None:
        super().__init__(" ".join(part for part in (*measure, piece) if part))
        self.piece = piece
        self.measure = measure


class DataError(Exception):
    """Values that no rule may be applied to; the message says where they stand."""


class EngineError(Exception):
    """The engine that was asked for cannot run here; `advice` says what to do."""

    def __init__(self, message: str, advice: str) -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice
