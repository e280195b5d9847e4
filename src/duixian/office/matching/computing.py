"""The computing of a run, in a process of its own that can be ended at any moment.

Nothing here needs the site: the process reads a folder, writes a folder, and tells by a pipe.
"""

import multiprocessing
import os
import signal
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

from duixian.intake.tables.loading import ROWS_REFUSED
from duixian.matching.job import Job, RunError, Watch
from duixian.matching.run import match
from duixian.office.common.parent import end_with_parent
from duixian.rulebook.library.model import Library
from duixian.rulebook.problems import Problem, Severity

TICK = 0.5
"""Seconds between two looks at whether the run is still wanted."""
_PATIENCE = 5
_MOST_SAID = 50


@dataclass(frozen=True, slots=True)
class Progress:
    """How much of a phase is done, of how much."""

    phase: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence about the data or about what is left out."""

    sentence: str


@dataclass(frozen=True, slots=True)
class Found:
    """The run came to its end: the firms, and rows, firms and sums a verdict."""

    firms: int
    verdicts: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Stuck:
    """The run ended without a result: why, and what to do."""

    reason: str
    advice: str


Told = Progress | Remark
Outcome = Found | Stuck


def compute(job: Job, library: Library, hear: Callable[[Told | None], None]) -> Outcome:
    """Do the job in another process; `hear` is told, and every now and then asked with None.

    What `hear` raises ends the process and goes on to the caller. The folder of the job is there
    whole or not at all.
    """
    ours, theirs = multiprocessing.Pipe(duplex=False)
    child = multiprocessing.get_context("spawn").Process(
        target=_work, args=(job, library, theirs), name="matching"
    )
    child.start()
    theirs.close()
    try:
        return _listen(ours, hear)
    finally:
        child.terminate()
        child.join(_PATIENCE)
        if child.is_alive():
            child.kill()
            child.join()


def _listen(pipe: Connection, hear: Callable[[Told | None], None]) -> Outcome:
    while True:
        if not pipe.poll(TICK):
            hear(None)
            continue
        try:
            told = pipe.recv()
        except EOFError:
            return Stuck("计算的进程意外结束，可能是内存不足", "关掉占内存的程序后重新运行")
        if isinstance(told, Found | Stuck):
            return told
        hear(told)


def _work(job: Job, library: Library, pipe: Connection) -> None:
    """The whole of the child; Ctrl-C is left to its parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # What it leaves stays hidden, and the next run clears it away.
    end_with_parent(lambda: os._exit(1))
    pipe.send(_outcome(job, library, pipe))


def _outcome(job: Job, library: Library, pipe: Connection) -> Outcome:
    said: list[str] = []

    def problems(found: Sequence[Problem]) -> None:
        said.extend(_in_words(each) for each in found if each.severity is Severity.ERROR)

    watch = Watch(
        problems,
        lambda sentence: pipe.send(Remark(sentence)),
        lambda phase, done, total: pipe.send(Progress(phase, done, total)),
    )
    try:
        summary = match(job, library, watch)
    except RunError as end:
        return _stuck(end, said)
    except OSError as failure:
        return Stuck(f"文件读写失败：{failure.strerror or failure}", "检查数据文件夹的空间和权限")
    return Found(summary["firms"], summary["by_verdict"])


def _in_words(problem: Problem) -> str:
    """A finding without the names of the files, which nobody at the office ever sees."""
    if problem.code == ROWS_REFUSED:
        return problem.what
    return problem.sentence.replace(".parquet", "")


def _stuck(end: RunError, said: Sequence[str]) -> Stuck:
    if said:
        reason = "企业档案里的资料有错误，没有写出任何结果："
        return Stuck("\n".join([reason, *said[:_MOST_SAID]]), "在企业档案里改正后重新发起")
    # What follows names an option of the command.
    return Stuck(end.message, end.advice.partition("；或加 --")[0])
