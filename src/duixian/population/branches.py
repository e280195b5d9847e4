"""The branches of a statement: the rows of one measure, and what their codes mean."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from duixian.population.asked import EMPTY, Answer, Question
from duixian.population.codes import Codes, Words
from duixian.population.failures import Failures
from duixian.population.judging import Judged
from duixian.population.sheet import Sheet
from duixian.population.sql import FALSE, TRUE, Sql, name, text, wide
from duixian.population.values import Plain
from duixian.rulebook.assessment import Verdict
from duixian.rulebook.policy.model import Measure

WITHOUT_SUM = frozenset({Verdict.NOT_IN_FORCE, Verdict.REFUSED})
"""The verdicts that come before a sum; rows with one take no part in the later steps."""

_LISTED = ", ".join(text(verdict) for verdict in sorted(WITHOUT_SUM))


@dataclass(frozen=True, slots=True)
class Branch:
    """One measure over one sheet. `place` is the position of (policy, measure) in the library.

    `indefinite`: a row stands for any number of rows.
    """

    number: int
    measure: Measure
    place: tuple[int, int]
    sheet: Sheet
    codes: Codes
    support_year: int
    judged: Judged
    indefinite: bool = False
    row_known: bool = True
    forecast: Sql = "FALSE"
    keys: Mapping[str, Sql] = field(default_factory=dict)
    since: Plain | None = None
    form: Words = field(default_factory=dict)
    paid: Sql = TRUE
    before: Sql | None = None
    answers: Mapping[int, Answer] = field(default_factory=dict)

    @property
    def failures(self) -> Failures:
        """Why a row of this branch can fail."""
        return self.judged.failures

    def outputs(self) -> dict[str, Sql]:
        """The columns of the branch in its sheet."""
        judged, tag = self.judged, f"b{self.number}"
        found = {
            f"{tag}_verdict": judged.verdict,
            f"{tag}_low": judged.rung.low.top,
            f"{tag}_high": judged.rung.high.top,
            f"{tag}_unbounded": judged.rung.high_open,
        }
        if self.paid != TRUE:
            found[f"{tag}_paid"] = self.paid
        for place, answer in self.answers.items():
            found |= {f"{tag}_{title}": piece for title, piece in answer.columns.items()}
            found |= {f"{tag}_asked_{place}_{w}": bits for w, bits in answer.gaps.items()}
        if self.before is not None:
            found[f"{tag}_before"] = self.before
        if judged.decided is not None:
            found[f"{tag}_decided_counted"] = judged.decided.counted
            found[f"{tag}_decided_amount"] = judged.decided.amount
        found |= {f"named_{alias}": code for alias, code in self.codes.named.items()}
        for title, words in (
            ("gaps", judged.gaps),
            ("open", judged.open_sums),
            ("failed", judged.failed),
        ):
            found |= {f"{tag}_{title}_{word}": bits for word, bits in words.items()}
        found |= {f"{tag}_{title}": piece for title, piece in self.keys.items()}
        found |= {f"{tag}_form_{word}": bits for word, bits in self.form.items()}
        if self.since is not None:
            found[f"{tag}_since"] = self.since.sql
            found |= {f"{tag}_since_{word}": bits for word, bits in self.since.gaps.items()}
        return found


def widths(branches: Sequence[Branch]) -> dict[str, int]:
    """How many words of each kind the rows of all branches need."""
    kinds = {"missing": 1, "awaited": 1, "failed": 1, "named": 0}
    for branch in branches:
        for kind in ("missing", "awaited"):
            words = [word for word in branch.codes.words() if word.startswith(kind)]
            kinds[kind] = max(kinds[kind], len(words))
        kinds["failed"] = max(kinds["failed"], len(branch.failures.words))
        kinds["named"] = max(kinds["named"], len(branch.codes.named))
    return kinds


def titles_of_answer(kinds: dict[str, int]) -> list[str]:
    """The columns of the answer before it is split.

    `by_…` is the row of the run that took the place of a displaced one; `award` the place, among
    those of the payee, of the past award that did.
    """
    words = [f"{kind}_{n + 1}" for kind in kinds for n in range(kinds[kind])]
    return [
        *("branch", "row_key", "firm", "payee", "support_year", "day"),
        *("verdict", "low", "high", "unbounded", *words, "past"),
        *("contested", "forecast"),
        *("by_branch", "by_row", "by_year", "award"),
    ]


def select(
    branch: Branch,
    kinds: dict[str, int],
    key_count: int,
    asked: Sequence[Question],
    *,
    accepting: bool,
) -> str:
    """The rows of one branch that go on, in the form that all branches share."""
    tag = f"b{branch.number}"
    policy, measure = branch.place
    parts = {
        "branch": str(branch.number),
        "policy_place": str(policy),
        "measure_place": str(measure),
        "row_key": name("row_key"),
        "firm": name("row_firm"),
        "payee": name("row_payee"),
        "support_year": str(branch.support_year),
        "day": name("row_day"),
        "forecast": branch.forecast,
        "verdict": f"CAST({name(f'{tag}_verdict')} AS VARCHAR)",
        "rung_low": wide(name(f"{tag}_low")),
        "rung_high": wide(name(f"{tag}_high")),
        "rung_unbounded": name(f"{tag}_unbounded"),
    }
    for place in range(1, key_count + 1):
        column = f"key_{place}"
        there = column in branch.keys
        parts[column] = name(f"{tag}_{column}") if there else "CAST(NULL AS VARCHAR)"
        parts[f"{column}_alone"] = name(f"{tag}_{column}_alone") if there else FALSE
    since = branch.since
    parts["since"] = name(f"{tag}_since") if since else "CAST(NULL AS DATE)"
    for place, question in enumerate(asked, 1):
        parts |= _answers(branch, question, place, kinds)
    if accepting:
        parts |= _accepting(branch, tag)
    parts |= _codes(branch, kinds)
    parts |= named_codes(branch, kinds)
    columns = ", ".join(f"{piece} AS {name(title)}" for title, piece in parts.items())
    return f"SELECT {columns} FROM {paid_rows(branch)} WHERE {is_open(branch)}"


def is_open(branch: Branch) -> Sql:
    """Whether a row of the branch's sheet goes on to the later steps."""
    verdict = name(f"b{branch.number}_verdict")
    return f"({verdict} IS NULL OR {verdict} NOT IN ({_LISTED}))"


def paid_rows(branch: Branch) -> str:
    """The rows of the sheet that the measure is about."""
    title = branch.sheet.title
    if branch.paid == TRUE:
        return title
    return f"(SELECT * FROM {title} WHERE {name(f'b{branch.number}_paid')}) AS {title}"


def _codes(branch: Branch, kinds: dict[str, int]) -> dict[str, Sql]:
    """What is missing, of conditions, sums and forms, and what failed."""
    judged, since, tag = branch.judged, branch.since, f"b{branch.number}"
    parts: dict[str, Sql] = {}
    for kind in ("missing", "awaited"):
        words = [word for word in branch.codes.words() if word.startswith(kind)]
        for place in range(kinds[kind]):
            word = words[place] if place < len(words) else ""
            parts[f"{kind}_{place + 1}"] = bits(judged.gaps, f"{tag}_gaps", word)
            parts[f"open_{kind}_{place + 1}"] = bits(judged.open_sums, f"{tag}_open", word)
            of_since = since.gaps if since else {}
            parts[f"form_{kind}_{place + 1}"] = bits(branch.form, f"{tag}_form", word)
            parts[f"since_{kind}_{place + 1}"] = bits(of_since, f"{tag}_since", word)
    for place in range(kinds["failed"]):
        word = f"failed_{place + 1}"
        parts[word] = bits(judged.failed, f"{tag}_failed", word)
    return parts


def named_codes(branch: Branch, kinds: dict[str, int]) -> dict[str, Sql]:
    """The codes of the firms that the rows refer to."""
    found = [name(f"named_{alias}") for alias in branch.codes.named]
    nobody = "CAST(NULL AS VARCHAR)"
    found += [nobody] * (kinds["named"] - len(found))
    return {f"named_{place}": code for place, code in enumerate(found, 1)}


def _answers(
    branch: Branch, question: Question, place: int, kinds: dict[str, int]
) -> dict[str, Sql]:
    """What the rows answer to a question, and what is missing for it."""
    tag, title = f"b{branch.number}", f"asked_{place}"
    answer = branch.answers.get(place)
    found = {}
    for part, empty in EMPTY[question.kind].items():
        found[title + part] = name(f"{tag}_{title}{part}") if answer else empty
    for kind in ("missing", "awaited"):
        words = [word for word in branch.codes.words() if word.startswith(kind)]
        for number in range(kinds[kind]):
            word = words[number] if number < len(words) else ""
            gaps = answer.gaps if answer else {}
            found[f"{title}_{kind}_{number + 1}"] = bits(gaps, f"{tag}_{title}", word)
    return found


def _accepting(branch: Branch, tag: str) -> dict[str, Sql]:
    """The award that is being accepted, and the day before which other awards count."""
    never, nothing = "CAST(NULL AS DATE)", "CAST(NULL AS BIGINT)"
    decided = branch.judged.decided
    return {
        "before": name(f"{tag}_before") if branch.before else never,
        "decided_counted": name(f"{tag}_decided_counted") if decided else nothing,
        "decided_amount": name(f"{tag}_decided_amount") if decided else nothing,
    }


def bits(words: Words, prefix: str, word: str) -> Sql:
    """A word of codes in the sheet; 0 where the branch has none of them."""
    piece = name(f"{prefix}_{word}") if word in words else "0"
    return f"CAST({piece} AS BIGINT)"
