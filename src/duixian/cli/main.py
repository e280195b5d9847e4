"""The command `duixian`: starts a command and turns every ending into words and an exit code."""

import os
import signal
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from types import FrameType
from typing import NoReturn

import click

from duixian.cli.failures import os_message
from duixian.cli.group import program
from duixian.cli.stop import ExitCode, PipeClosedError, StopError
from duixian.cli.usage import usage_message
from duixian.population.interrupting import interrupt_queries

DEBUG = "DUIXIAN_DEBUG"
STOPPED_QUERY = "Query interrupted"
"""What DuckDB raises, as a plain RuntimeError, in place of the KeyboardInterrupt it swallows."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; nothing escapes as a traceback."""
    _open_streams()
    before = {signal.SIGTERM: signal.signal(signal.SIGTERM, _asked_to_end)}
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        before[signal.SIGINT] = signal.signal(signal.SIGINT, _asked_to_end)
    try:
        return _code_of(arguments)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _asked_to_end(number: int, frame: FrameType | None) -> NoReturn:
    """End now and clear up, which a second SIGTERM does not disturb."""
    del frame
    if number == signal.SIGTERM:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    interrupt_queries()
    raise KeyboardInterrupt


def _code_of(arguments: Sequence[str] | None) -> int:
    try:
        return _run(arguments)
    except click.UsageError as wrong:
        _say(usage_message(wrong))
        return ExitCode.USAGE
    except StopError as stop:
        _say(f"错误：{stop.message}")
        if stop.advice:
            _say(f"办法：{stop.advice}")
        return stop.code
    except (click.Abort, KeyboardInterrupt):
        return _interrupted()
    except (PipeClosedError, BrokenPipeError):
        _silence_output()
        return ExitCode.FINE
    except OSError as failure:
        _say(f"错误：{os_message(failure)}")
        return ExitCode.FILE
    except Exception as failure:  # noqa: BLE001 - the last resort: no user sees a traceback
        return _interrupted() if str(failure) == STOPPED_QUERY else _internal(failure)


def _run(arguments: Sequence[str] | None) -> int:
    code = program.main(arguments, prog_name="duixian", standalone_mode=False)
    sys.stdout.flush()
    return code if isinstance(code, int) else ExitCode.FINE


def _open_streams() -> None:
    """Nobody may be listening, or in an encoding without Chinese: neither stops a command.

    What the encoding cannot say is written as an escape that JSON reads as the character.
    """
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            # Open until the process ends, as the stream it stands for.
            nowhere = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - see above
            setattr(sys, name, nowhere)
        elif isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _say(text: str) -> None:
    sys.stdout.flush()
    click.echo(text, err=True)


def _silence_output() -> None:
    """Let the interpreter's last flush go nowhere instead of failing once more."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())


def _interrupted() -> int:
    _say("已中断，没有写完的文件不会留下。")
    asked = signal.getsignal(signal.SIGTERM) is signal.SIG_IGN
    return ExitCode.TERMINATED if asked else ExitCode.INTERRUPTED


def _internal(failure: Exception) -> int:
    if os.environ.get(DEBUG):
        raise failure
    _say(f"内部错误（{type(failure).__name__}）：这是程序的缺陷，不是您的操作有误。")
    _say(f"请设置环境变量 {DEBUG}=1 重新运行，并把完整输出连同所用文件一起反馈。")
    return ExitCode.INTERNAL
