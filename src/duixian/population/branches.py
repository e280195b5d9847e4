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

    `indefinite`: a row stands for any number of rows. `day` is the day of a row; `paid` whether the
    measure is about it. `columns` says what the sheet gives for each of the outputs.
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
    day: Sql = '"row_day"'
    forecast: Sql = "FALSE"
    keys: Mapping[str, Sql] = field(default_factory=dict)
    since: Plain | None = None
    form: Words = field(default_factory=dict)
    paid: Sql = TRUE
    before: Sql | None = None
    answers: Mapping[int, Answer] = field(default_factory=dict)
    columns: dict[str, Sql] = field(default_factory=dict)

    @property
    def failures(self) -> Failures:
        """Why a row of this branch can fail."""
        return self.judged.failures

    def outputs(self) -> dict[str, Sql]:
        """The columns of the branch in its sheet."""
        judged, tag = self.judged, f"b{self.number}"
        found = {
            f"{tag}_day": self.day,
            f"{tag}_forecast": self.forecast,
            f"{tag}_paid": self.paid,
            f"{tag}_verdict": judged.verdict,
            f"{tag}_low": judged.rung.low.top,
            f"{tag}_high": judged.rung.high.top,
            f"{tag}_unbounded": judged.rung.high_open,
        }
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

    def column(self, title: str) -> Sql:
        """What the sheet gives for an output of the branch: a column, or what is known of it."""
        return self.columns[f"b{self.number}_{title}"]


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
    policy, measure = branch.place
    parts = {
        "branch": str(branch.number),
        "policy_place": str(policy),
        "measure_place": str(measure),
        "row_key": name("row_key"),
        "firm": name("row_firm"),
        "payee": name("row_payee"),
        "support_year": str(branch.support_year),
        "day": branch.column("day"),
        "forecast": branch.column("forecast"),
        "verdict": f"CAST({branch.column('verdict')} AS VARCHAR)",
        "rung_low": wide(branch.column("low")),
        "rung_high": wide(branch.column("high")),
        "rung_unbounded": branch.column("unbounded"),
    }
    for place in range(1, key_count + 1):
        column = f"key_{place}"
        there = column in branch.keys
        parts[column] = branch.column(column) if there else "CAST(NULL AS VARCHAR)"
        parts[f"{column}_alone"] = f"({parts[column]} = '无')" if there else FALSE
    since = branch.since
    parts["since"] = branch.column("since") if since else "CAST(NULL AS DATE)"
    for place, question in enumerate(asked, 1):
        parts |= _answers(branch, question, place, kinds)
    if accepting:
        parts |= _accepting(branch)
    parts |= _codes(branch, kinds)
    parts |= named_codes(branch, kinds)
    columns = ", ".join(f"{piece} AS {name(title)}" for title, piece in parts.items())
    return f"SELECT {columns} FROM {paid_rows(branch)} WHERE {is_open(branch)}"


def is_open(branch: Branch) -> Sql:
    """Whether a row of the branch's sheet goes on to the later steps."""
    verdict = branch.column("verdict")
    return f"({verdict} IS NULL OR {verdict} NOT IN ({_LISTED}))"


def paid_rows(branch: Branch) -> str:
    """The rows of the sheet that the measure is about."""
    title = branch.sheet.title
    if branch.paid == TRUE:
        return title
    return f"(SELECT * FROM {title} WHERE {branch.column('paid')}) AS {title}"


def _codes(branch: Branch, kinds: dict[str, int]) -> dict[str, Sql]:
    """What is missing, of conditions, sums and forms, and what failed."""
    judged, since = branch.judged, branch.since
    parts: dict[str, Sql] = {}
    for kind in ("missing", "awaited"):
        words = [word for word in branch.codes.words() if word.startswith(kind)]
        for place in range(kinds[kind]):
            word = words[place] if place < len(words) else ""
            parts[f"{kind}_{place + 1}"] = bits(branch, "gaps", judged.gaps, word)
            parts[f"open_{kind}_{place + 1}"] = bits(branch, "open", judged.open_sums, word)
            of_since = since.gaps if since else {}
            parts[f"form_{kind}_{place + 1}"] = bits(branch, "form", branch.form, word)
            parts[f"since_{kind}_{place + 1}"] = bits(branch, "since", of_since, word)
    for place in range(kinds["failed"]):
        word = f"failed_{place + 1}"
        parts[word] = bits(branch, "failed", judged.failed, word)
    return parts


def named_codes(branch: Branch, kinds: dict[str, int]) -> dict[str, Sql]:
    """The codes of the firms that the rows refer to."""
    found = [branch.columns[f"named_{alias}"] for alias in branch.codes.named]
    nobody = "CAST(NULL AS VARCHAR)"
    found += [nobody] * (kinds["named"] - len(found))
    return {f"named_{place}": code for place, code in enumerate(found, 1)}


def _answers(
    branch: Branch, question: Question, place: int, kinds: dict[str, int]
) -> dict[str, Sql]:
    """What the rows answer to a question, and what is missing for it."""
    title = f"asked_{place}"
    answer = branch.answers.get(place)
    found = {}
    for part, empty in EMPTY[question.kind].items():
        found[title + part] = branch.column(f"{title}{part}") if answer else empty
    for kind in ("missing", "awaited"):
        words = [word for word in branch.codes.words() if word.startswith(kind)]
        for number in range(kinds[kind]):
            word = words[number] if number < len(words) else ""
            gaps = answer.gaps if answer else {}
            found[f"{title}_{kind}_{number + 1}"] = bits(branch, title, gaps, word)
    return found


def _accepting(branch: Branch) -> dict[str, Sql]:
    """The award that is being accepted, and the day before which other awards count."""
    never, nothing = "CAST(NULL AS DATE)", "CAST(NULL AS BIGINT)"
    decided = branch.judged.decided
    return {
        "before": branch.column("before") if branch.before else never,
        "decided_counted": branch.column("decided_counted") if decided else nothing,
        "decided_amount": branch.column("decided_amount") if decided else nothing,
    }


def bits(branch: Branch, title: str, words: Words, word: str) -> Sql:
    """A word of codes in the sheet; 0 where the branch has none of them."""
    piece = branch.column(f"{title}_{word}") if word in words else "0"
    return f"CAST({piece} AS BIGINT)"
