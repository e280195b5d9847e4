"""What names can mean where an expression stands, and where a wrong name was perhaps aiming."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from duixian.rulebook.expression.tree import Expression
from duixian.rulebook.units import Unit
from duixian.rulebook.vocabulary.model import Subject, Vocabulary

FIRM_SUBJECT = "企业"
_LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class Scope:
    """Where an expression stands: the vocabulary, the subject of the row, the measure's `let`.

    `unread` are parts of `let` that are in error themselves: what uses them is not told again.
    `payee_scope`: names are facts of the payee (a policy's `scope`). `each`: the measure pays by
    year, so there is a 支持年度. `catalogues` and `series` (with their units) are those of the
    library; None leaves such names to linking. `policy` is the 文号 that bare measure codes are of.
    """

    vocabulary: Vocabulary
    subject: str
    lets: Mapping[str, Expression] = field(default_factory=dict)
    unread: Collection[str] = ()
    payee_scope: bool = False
    each: bool = False
    catalogues: Collection[str] | None = None
    series: Mapping[str, Unit] | None = None
    policy: str = ""

    @property
    def row(self) -> Subject | None:
        """The subject of the row."""
        return self.vocabulary.subject(self.subject)

    @property
    def firm(self) -> Subject | None:
        """The subject 企业."""
        return self.vocabulary.subject(FIRM_SUBJECT)


def nearest(name: str, candidates: Iterable[str]) -> str:
    """The candidate that `name` most resembles; "" when none comes near."""
    if len(name) > _LONGEST_NAME:
        return ""
    pool = [other for other in dict.fromkeys(candidates) if _shares_half(name, other)]
    found = get_close_matches(name, pool, n=1, cutoff=0)
    return found[0] if found else ""


def _shares_half(name: str, other: str) -> bool:
    """Whether half of the characters are the same, or one name stands inside the other."""
    if 4 * len(set(name) & set(other)) >= len(name) + len(other):
        return True
    return min(len(name), len(other)) > 1 and (other in name or name in other)
