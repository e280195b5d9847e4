"""One self-check: what was answered, what follows from it, and what is asked next."""

from dataclasses import dataclass

from duixian.office.self_check.asking import Asker, Section, open_gaps
from duixian.office.self_check.ground import Ground
from duixian.office.self_check.reading import UNKNOWN_FIRM, Answers, read
from duixian.office.self_check.result import Result, result_of
from duixian.paper.assessment_report import firm_report
from duixian.rulebook.assessment import Assessment
from duixian.rulebook.dossier import Dossier
from duixian.rulebook.meaning import assess
from duixian.rulebook.vocabulary.model import Subject


@dataclass(frozen=True, slots=True)
class Checked:
    """The assessment of one firm, its result for reading, and the sections of the form.

    `addable` are the kinds of rows that can be added to those of the firm's file. `problems` are
    contradictions in the answers; with any of them no result is shown. `has_errors`: some answer
    was unreadable, and counted as unknown.
    """

    assessment: Assessment
    result: Result
    sections: tuple[Section, ...]
    addable: tuple[Subject, ...]
    problems: tuple[str, ...]
    has_errors: bool


def check(
    answers: Answers, ground: Ground, known: Dossier = UNKNOWN_FIRM, name: str = "本企业"
) -> Checked:
    """Assess what is known and answered; what could not be read counts as unknown."""
    found = read(answers, ground, known)
    assessment = assess(ground.library, found.dossier, ground.on, policies=ground.policies)
    gaps = open_gaps(assessment)
    asker = Asker(ground, answers, found.errors, gaps, known)
    report = firm_report(assessment, ground.library, name)
    return Checked(
        assessment=assessment,
        result=result_of(report, ground.standards),
        sections=asker.sections(),
        addable=asker.addable(),
        problems=tuple(problem.what for problem in assessment.problems),
        has_errors=bool(found.errors),
    )
