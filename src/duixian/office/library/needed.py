"""What a firm has to know to be assessed under a measure: its facts, by subject."""

from dataclasses import dataclass

from duixian.rulebook.expression.parts import walk
from duixian.rulebook.expression.tree import FactRef
from duixian.rulebook.library.model import Library
from duixian.rulebook.library.used_facts import FIRM, facts_of
from duixian.rulebook.policy.model import Measure, Policy
from duixian.rulebook.vocabulary.model import Fact, Subject


@dataclass(frozen=True, slots=True)
class Needed:
    """The facts of one subject that a measure reads."""

    subject: Subject
    facts: tuple[Fact, ...]


def needed(measure: Measure, policy: Policy, library: Library) -> tuple[Needed, ...]:
    """The facts that scope and measure read, the firm's own first, computed ones left out."""
    excused = {title for title, _ in measure.without_scope}
    scope = [each.test for each in policy.scope if each.title not in excused]
    names = set(facts_of(measure)) | {
        (FIRM, part.fact) for test in scope for part in walk(test) if isinstance(part, FactRef)
    }
    found = []
    for subject in library.vocabulary.subjects:
        facts = [fact for fact in subject.facts if (subject.name, fact.name) in names]
        asked = tuple(fact for fact in facts if not fact.derived)
        if asked:
            found.append(Needed(subject, asked))
    return tuple(found)
