"""Why a command ends early, and the exit codes a program can rely on."""

from enum import IntEnum


class ExitCode(IntEnum):
    """What the shell sees; documented in docs/reference/command-line.md."""

    FINE = 0
    FINDINGS = 1
    USAGE = 2
    FILE = 3
    INTERNAL = 4
    INTERRUPTED = 130
    TERMINATED = 143


class StopError(Exception):
    """Ends the command with a Chinese message and a code; `advice` says what to do."""

    def __init__(self, message: str, code: ExitCode = ExitCode.FINDINGS, advice: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.code = code
        self.advice = advice


class PipeClosedError(Exception):
    """Whoever read our output has gone; there is nobody left to tell."""
