"""The rows of the answer out of the one row a firm: every measure's columns under common names."""

from collections.abc import Mapping, Sequence

from duixian.population.abreast.choosing import Choice
from duixian.population.abreast.past import Past
from duixian.population.abreast.worth import Worth
from duixian.population.branches import Branch
from duixian.population.codes import Words
from duixian.population.shape import Shape
from duixian.population.sql import (
    FALSE,
    NULL,
    Sql,
    both,
    day,
    either,
    is_literal,
    name,
    names_in,
    negated,
    union,
    verdict,
    when,
)
from duixian.rulebook.assessment import Verdict
from duixian.rulebook.library.model import Library
from duixian.rulebook.meaning.program import program_of

NO_TEXT, NO_NUMBER = "CAST(NULL AS VARCHAR)", "CAST(NULL AS BIGINT)"
FAILED = "failed"
_FIRM = name("firm_firm_code")
Columns = Mapping[str, Sql]


class Answer:
    """The columns of the answer for every measure of a sheet."""

    def __init__(self, library: Library, shape: Shape, past: Past, kinds: dict[str, int]) -> None:
        self._groups = program_of(library).shared.groups
        self._shape = shape
        self._past = past
        self._kinds = kinds

    def columns(self, worth: Worth, choice: Choice) -> dict[str, Sql]:
        """One row of the answer, by the names of its columns."""
        value = worth.value
        found = {
            "row_key": _FIRM,
            "firm": _FIRM,
            "payee": _FIRM,
            "support_year": "0",
            "day": day(self._shape.on),
            "verdict": _verdict(worth, choice),
            "low": value.low.top,
            "high": value.high.top,
            "unbounded": value.high_open,
        }
        found |= self._codes(worth, choice)
        found["past"] = when([(self._open(worth), worth.past)], "0")
        found |= {"contested": worth.contested, "forecast": FALSE}
        found["forecast"] = FALSE
        displaced = choice.is_displaced
        found["by_branch"] = when([(displaced, choice.by)], "NULL")
        found["by_row"] = when([(displaced, _FIRM)], NO_TEXT)
        found["by_year"] = when([(displaced, "0")], "NULL")
        found["award"] = self._award(choice)
        return found

    def _open(self, worth: Worth) -> Sql:
        judged = worth.branch.judged
        has_sum = both(judged.in_force, negated(judged.refused))
        return both(has_sum, negated(worth.value.exact))

    def _codes(self, worth: Worth, choice: Choice) -> dict[str, Sql]:
        branch, judged = worth.branch, worth.branch.judged
        open_ = self._past.sheet.define(self._open(worth))
        told = choice.open if self._has_form(branch) else FALSE
        found = {}
        for kind in ("missing", "awaited"):
            words = [word for word in branch.codes.words() if word.startswith(kind)]
            for place in range(self._kinds[kind]):
                word = words[place] if place < len(words) else ""
                of_sum = when([(open_, worth.sums.get(word, "0"))], "0")
                of_form = when([(told, branch.form.get(word, "0"))], "0")
                found[f"{kind}_{place + 1}"] = union(judged.gaps.get(word, "0"), of_sum, of_form)
        for place in range(self._kinds["failed"]):
            word = f"{FAILED}_{place + 1}"
            found[word] = when([(judged.refused, judged.failed.get(word, "0"))], "0")
        return found | _named(branch, self._kinds["named"])

    def _has_form(self, branch: Branch) -> bool:
        return any(
            rule.form is not None and branch.measure.name in rule.together.measures
            for rule in self._groups
        )

    def _award(self, choice: Choice) -> Sql:
        """The past award that closes the group of the row."""
        own = choice.worth.branch.measure.name
        cases = [
            (choice.closed, self._past.first(rule, own))
            for rule in self._groups
            if choice.closed != FALSE and own in rule.together.measures
        ]
        return when(cases, NO_NUMBER)


def _named(branch: Branch, count: int) -> dict[str, Sql]:
    codes: Words = branch.codes.named
    pieces = list(codes.values())
    return {
        f"named_{place + 1}": pieces[place] if place < len(pieces) else NO_TEXT
        for place in range(count)
    }


def _verdict(worth: Worth, choice: Choice) -> Sql:
    judged = worth.branch.judged
    displaced = either(choice.closed, choice.is_displaced)
    alone, now = choice.worth.is_nothing, worth.is_nothing
    return when(
        [
            (negated(judged.in_force), verdict(Verdict.NOT_IN_FORCE)),
            (judged.refused, verdict(Verdict.REFUSED)),
            (either(judged.awarded, alone), verdict(Verdict.EXHAUSTED)),
            (displaced, verdict(Verdict.DISPLACED)),
            (FALSE if now == alone else now, verdict(Verdict.EXHAUSTED)),
            (worth.unknown, verdict(Verdict.UNKNOWN)),
            (worth.waits, verdict(Verdict.PENDING)),
        ],
        verdict(Verdict.GRANTED),
    )


def laid_out(rows: Mapping[int, Columns]) -> tuple[dict[str, Sql], dict[str, Sql]]:
    """The columns of the one row a firm, and from them those of the answer, by branch.

    Why a row failed is worked out behind, so that it costs nothing where refused rows are left out.
    """
    of_firm: dict[str, Sql] = {}
    of_answer: dict[str, Sql] = {"branch": "branch"}
    titles = next(iter(rows.values()))
    for title in titles:
        pieces = {number: columns[title] for number, columns in rows.items()}
        if title.startswith(FAILED):
            of_firm |= {used: name(used) for piece in pieces.values() for used in names_in(piece)}
            of_answer[title] = _by_branch(pieces)
            continue
        alike = len(set(pieces.values())) == 1
        cases = {
            number: _kept(of_firm, title if alike else f"{title}_of_{number}", piece)
            for number, piece in pieces.items()
        }
        of_answer[title] = _by_branch(cases)
    return of_firm, of_answer


def _kept(of_firm: dict[str, Sql], title: str, piece: Sql) -> Sql:
    """The column of a piece; the same piece is kept once, a constant not at all."""
    if is_literal(piece) or piece in (NULL, NO_TEXT, NO_NUMBER):
        return piece
    known = next((column for column, text in of_firm.items() if text == piece), title)
    of_firm[known] = piece
    return name(known)


def _by_branch(cases: Mapping[int, Sql]) -> Sql:
    by_piece: dict[Sql, list[int]] = {}
    for number, piece in cases.items():
        by_piece.setdefault(piece, []).append(number)
    *first, last = sorted(by_piece, key=lambda piece: len(by_piece[piece]))
    found = []
    for piece in first:
        found += [(f"(branch = {number})", piece) for number in by_piece[piece]]
    return when(found, last)


def side_by_side(source: str, answer: Mapping[str, Sql], numbers: Sequence[int]) -> str:
    """The query that gives one row a firm and measure."""
    columns = ", ".join(f"{piece} AS {name(column)}" for column, piece in answer.items())
    branches = ", ".join(f"({number})" for number in numbers)
    return f"SELECT {columns} FROM {source} CROSS JOIN (VALUES {branches}) AS measures(branch)"
