"""Whether a policy may be published: its file, all cases of the district, its official text."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from duixian.office.library.texts import CASES, POLICY, Draft, policy_files
from duixian.paper.coverage import Coverage, coverage
from duixian.paper.documents import find
from duixian.paper.library_citations import citations, claims, waivers
from duixian.paper.verify import Finding, verify
from duixian.rulebook.cases.gaps import case_gaps
from duixian.rulebook.cases.reading import read_cases
from duixian.rulebook.cases.running import run_case
from duixian.rulebook.library.check import check_library
from duixian.rulebook.library.model import Library
from duixian.rulebook.library.reading import read_library
from duixian.rulebook.policy.model import Policy
from duixian.rulebook.problems import Place, Problem, Severity, error

_KEPT = 8
"""How many results a process keeps: a proposal is checked, shown, and checked to be published."""
_Files = tuple[tuple[str, str], ...]
"""Texts by name, in the order of their names."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found.

    `policy` and `library` (the district's, with the policy in it) are None where the file cannot
    be read. `official` is the policy's own text, cut out of what was uploaded. `cases` counts all
    cases that were run, those of other policies of the district too.
    """

    problems: tuple[Problem, ...]
    policy: Policy | None = None
    library: Library | None = None
    cases: int = 0
    official: str = ""
    verified: tuple[Finding, ...] = ()
    coverage: Coverage | None = None

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What forbids publishing."""
        return tuple(each for each in self.problems if each.severity is Severity.ERROR)

    @property
    def remarks(self) -> tuple[Problem, ...]:
        """What asks for a look, and what is our reading."""
        return tuple(each for each in self.problems if each.severity is not Severity.ERROR)


def check(draft: Draft, others: Mapping[str, str]) -> Checked:
    """Everything about a draft, with the shared ground and the district's other policies."""
    return _check(draft, tuple(sorted(others.items())))


def check_together(drafts: Sequence[Draft], others: Mapping[str, str]) -> tuple[Checked, ...]:
    """The same for drafts that go out at once, each beside the rest of them."""
    return tuple(
        check(draft, dict(others) | _files_of(each for each in drafts if each is not draft))
        for draft in drafts
    )


def errors_of(checks: Iterable[Checked]) -> tuple[Problem, ...]:
    """Everything that forbids any of them, each once."""
    return tuple(dict.fromkeys(problem for each in checks for problem in each.errors))


def _files_of(drafts: Iterable[Draft]) -> dict[str, str]:
    return {
        name: text for draft in drafts for name, text in policy_files(draft.folder, draft).items()
    }


@dataclass(frozen=True, slots=True)
class _Tried:
    """The files of a district, read, and every case in them run."""

    library: Library | None
    problems: tuple[Problem, ...]
    mismatches: tuple[Problem, ...] = ()
    cases: int = 0


@lru_cache(maxsize=_KEPT)
def _tried(files: _Files) -> _Tried:
    """The same for every draft that goes out with these files, so it is done once for them all."""
    library, problems = read_library(dict(files))
    if library is None:
        return _Tried(None, problems)
    texts, ran = dict(files), 0
    mismatches: list[Problem] = []
    for each in library.policies:
        file = each.place.file.removesuffix(POLICY) + CASES
        met, count = _run(texts.get(file, ""), file, library, each)
        mismatches += met
        ran += count
    return _Tried(library, problems, tuple(mismatches), ran)


@lru_cache(maxsize=_KEPT)
def _check(draft: Draft, others: _Files) -> Checked:
    folder = draft.folder
    tried = _tried(tuple(sorted((dict(others) | policy_files(folder, draft)).items())))
    place = f"{folder}/{POLICY}"
    policy = _policy_at(tried.library, place)
    if tried.library is None or policy is None:
        missing = error("policy-missing", Place(place), "", "没有读出政策")
        unread = tried.library is None and tried.problems
        return Checked(tried.problems if unread else (*tried.problems, missing))
    own = (each for each in check_library(tried.library) if each.place.file == place)
    found = (*tried.problems, *own, *tried.mismatches)
    checked = Checked(found, policy, tried.library, tried.cases)
    if not draft.official:
        return checked
    return _held_against(checked, policy, tried.library, draft.official)


def _held_against(checked: Checked, policy: Policy, library: Library, text: str) -> Checked:
    """The check with every citation and every amount held against the uploaded text."""
    cut = find(text, policy.text_title or policy.title, policy.code)
    if cut is None:
        what = "上传的原文里找不到这份文件"
        instead = "在 text_title 写标题中的几个词，或换一份原文"
        missing = error("text-missing", policy.place, policy.code, what, "", instead)
        return replace(checked, problems=(*checked.problems, missing))
    verified = verify(cut.text, citations(library, policy.code))
    covered = coverage(cut.text, claims(library, policy.code), waivers(policy))
    problems = (*checked.problems, *_faults(policy, verified, covered))
    return replace(
        checked, problems=problems, official=cut.text, verified=verified, coverage=covered
    )


def _policy_at(library: Library | None, file: str) -> Policy | None:
    policies = library.policies if library else ()
    return next((each for each in policies if each.place.file == file), None)


def _run(text: str, file: str, library: Library, policy: Policy) -> tuple[tuple[Problem, ...], int]:
    """Every case of one policy that comes out otherwise, and what is wrong with its file."""
    cases, problems = read_cases(text, file, library, policy) if text else ((), ())
    met = [*problems, *case_gaps(policy, cases)]
    for case in cases:
        met += [
            error("case-mismatch", case.place, case.name, mismatch)
            for mismatch in run_case(case, library)
        ]
    return tuple(met), len(cases)


def _faults(policy: Policy, verified: tuple[Finding, ...], covered: Coverage) -> Iterator[Problem]:
    for finding in verified:
        if not finding.ok:
            yield error("citation-wrong", policy.place, "", finding.message)
    for line in covered.uncovered:
        where = f"原文 {line.clause.address} {line.clause.pin}"
        what = f"{where} 的数额没有措施说出，也没有列在 not_encoded"
        yield error("amount-uncovered", policy.place, line.amount.text, what)
