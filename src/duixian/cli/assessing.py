"""Assesses firms of a register one after the other, with a progress bar."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from duixian.cli.console import followed
from duixian.cli.findings import print_findings
from duixian.cli.stop import ExitCode, StopError
from duixian.cli.usage import nearest
from duixian.intake.register import Register
from duixian.rulebook.assessment import Assessment
from duixian.rulebook.dossier import Stage
from duixian.rulebook.library.model import Library
from duixian.rulebook.meaning import assess
from duixian.rulebook.problems import Problem

STAGES = {"申报": Stage.DECLARED, "核定": Stage.VERIFIED, "验收": Stage.ACCEPTED}


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of every firm: on which day, at which figures, under which policies."""

    on: date
    stage: Stage = Stage.DECLARED
    policies: tuple[str, ...] | None = None


def assess_all(
    library: Library, register: Register, codes: Sequence[str], question: Question
) -> list[Assessment]:
    """One assessment a firm; ends with all data errors where dossiers hold any."""
    found: list[Assessment] = []
    problems: list[Problem] = []
    for code in followed(codes, "评估企业", len(codes)):
        assessment = assess(
            library,
            register.dossier(code),
            question.on,
            stage=question.stage,
            policies=question.policies,
        )
        found.append(assessment)
        problems.extend(assessment.problems)
    if problems:
        unique = list(dict.fromkeys(problems))
        print_findings(unique)
        raise StopError(f"数据有 {len(unique)} 处错误，没有得出结论。", advice="改正后重新运行")
    return found


def history_or_stop(register: Register, *, without_history: bool) -> None:
    """End where past awards are not known and the user did not say to go on."""
    if register.has_history or without_history:
        return
    raise StopError(
        "工作簿没有「奖补历史」表，不知道以往给过什么，限额、晋档和就高不重复都无从判断。",
        advice="加上这张表（确实没有奖补就留空表）；或加 --without-history，把历史当作未知来评估",
    )


def firms_named(register: Register, names: Sequence[str]) -> tuple[str, ...]:
    """The codes of the firms that are named by code or by name; all when none is."""
    if not names:
        return register.codes
    by_name: dict[str, list[str]] = {}
    for code, firm in register.records.firms.items():
        by_name.setdefault(str(firm.values.get("名称", "")), []).append(code)
    return tuple(_firm(register, name, by_name) for name in names)


def _firm(register: Register, name: str, by_name: dict[str, list[str]]) -> str:
    if name.upper() in register.records.firms:
        return name.upper()
    found = by_name.get(name, [])
    if len(found) == 1:
        return found[0]
    if found:
        raise StopError(
            f"有 {len(found)} 家企业叫「{name}」", ExitCode.USAGE, f"写代码：{'、'.join(found)}"
        )
    known = [*register.codes, *by_name]
    advice = nearest(name, known) or "写「企业」表中的统一社会信用代码或名称"
    raise StopError(f"工作簿中没有企业「{name}」", ExitCode.USAGE, advice)
