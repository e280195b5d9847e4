"""The two versions that are compared, each as a library of its own with the rest around it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from duixian.intake.library_folder import library_texts, names_below
from duixian.matching.reform.amending import AmendError, Amendment, amended, leaves, written
from duixian.rulebook.documents.reading import read_tree
from duixian.rulebook.documents.tree import MappingNode, ScalarNode
from duixian.rulebook.library.model import Library
from duixian.rulebook.library.reading import POLICY, read_library
from duixian.rulebook.policy.model import Policy
from duixian.rulebook.problems import Place, Problem, Severity, error, has_errors


@dataclass(frozen=True, slots=True)
class Version:
    """One side of a comparison: a library, its texts, and the policies of it that are compared.

    `told` says in words which version it is.
    """

    library: Library
    texts: Mapping[str, str]
    policies: tuple[str, ...]
    told: str

    @property
    def compared(self) -> tuple[Policy, ...]:
        """The compared policies, in the order of the library."""
        return tuple(one for one in self.library.policies if one.code in self.policies)


Leaf = tuple[str, ...]
"""A file and the way to one value in it."""
Read = tuple[Version | None, tuple[Problem, ...]]
"""A version, None where its files hold errors, and everything found."""


def of_policies(codes: Sequence[str], library: Library, paths: Sequence[Path]) -> Version:
    """Policies of a library that was read from these paths, as one side."""
    return Version(library, library_texts(paths)[0], tuple(codes), "、".join(codes))


def of_folder(path: Path, library_paths: Sequence[Path]) -> Read:
    """The policies in a file or folder as one side.

    In the library around them they take the place of the policies with the same numbers.
    """
    texts, problems = library_texts((*library_paths, path))
    if has_errors(problems):
        return None, problems
    below = names_below(path)
    own = {_number(text, file): file for file, text in texts.items() if _is_own(file, below)}
    shown: dict[str, str] = {}
    for file in [file for file in texts if _is_policy(file) and file not in own.values()]:
        mine = own.get(_number(texts[file], file), "")
        if mine:
            texts[file], shown[file] = texts.pop(mine), mine
    library, found = read_library(texts)
    found = (*problems, *(_told_at(each, shown.get(each.place.file)) for each in found))
    if library is None:
        return None, found
    codes = tuple(one.code for one in library.policies if one.code in own)
    return Version(library, texts, codes, f"{'、'.join(codes)}（{path.name}）"), found


def with_changes(base: Version, changes: Sequence[Amendment]) -> Read:
    """The base with all changes made; what is wrong is told beside the change that brought it."""
    texts = dict(base.texts)
    problems: list[Problem] = []
    places: dict[Leaf, Amendment] = {}
    for change in changes:
        alone = dict(base.texts)
        try:
            file, exact = _file_of(base, change)
            alone[file] = _changed(alone[file], file, exact)
            for value in _places(base, file, exact, alone[file]):
                _refuse_twice(places, value, change)
            texts[file] = _changed(texts[file], file, exact)
        except AmendError as refused:
            place = Place(f"--set {change.written}")
            problems.append(error("change", place, "", refused.message, "", refused.advice))
            continue
        _, found = read_library(alone)
        problems += (_told_at(each, f"--set {change.written}") for each in _errors(found))
    if problems:
        return None, tuple(dict.fromkeys(problems))
    library, found = read_library(texts)
    if library is None:
        return None, tuple(_told_at(each, "--set") for each in _errors(found))
    told = "；".join(change.written for change in changes)
    return Version(library, texts, base.policies, f"{base.told}，改为 {told}"), ()


def _file_of(base: Version, change: Amendment) -> tuple[str, Amendment]:
    """The file of the policy that a change names, or of the only one, and the change for it."""
    found = [one for one in base.compared if not change.policy or _is_named(one, change.policy)]
    if not change.policy and change.measure:
        # 5号 limits.… is of a policy, 7.1 cap of a measure: whichever has that name.
        with_measure = [one for one in found if _has(one, change.measure)]
        named = [one for one in found if _is_named(one, change.measure)]
        if not with_measure and len(named) == 1:
            found, change = named, replace(change, measure="")
        else:
            found = with_measure or found
    if len(found) != 1:
        known = "、".join(policy.code for policy in base.compared)
        what = "没有写明是哪一份政策" if found else f"比较的政策中没有 {change.policy}"
        raise AmendError(what, f"在前面写文号，现在比较的是 {known}")
    return found[0].place.file, change


def _code_of(base: Version, file: str, measure: str) -> str:
    """The code of a measure of the file, which may be written as its title."""
    own = (one for policy in base.compared if policy.place.file == file for one in policy.measures)
    return next((one.code for one in own if measure in {one.code, one.title}), measure)


def _places(base: Version, file: str, change: Amendment, text: str) -> Iterator[Leaf]:
    """The value that a change names, and those that it changes in the file of which it made `text`.

    rate is part of a grant, when.从业人数 of a condition: two names may mean one value.
    """
    yield (file, _code_of(base, file, change.measure), *change.path)
    before, after = (leaves(read_tree(each, file)[0]) for each in (base.texts[file], text))
    changed = (path for path in before | after if before.get(path) != after.get(path))
    yield from ((file, *path) for path in changed)


def _refuse_twice(places: dict[Leaf, Amendment], place: Leaf, change: Amendment) -> None:
    """One place becomes one value; the last of two is not simply taken."""
    for other, first in places.items():
        shared = min(len(other), len(place))
        if first is not change and other[:shared] == place[:shared]:
            raise AmendError(f"与「{first.written}」改的是同一处", "只留一个")
    places[place] = change


def _is_named(policy: Policy, text: str) -> bool:
    return policy.code == text or policy.code.endswith(f"〕{text}")


def _has(policy: Policy, measure: str) -> bool:
    return any(measure in {one.code, one.title} for one in policy.measures)


def _changed(text: str, file: str, change: Amendment) -> str:
    node, _ = read_tree(text, file)
    if not isinstance(node, MappingNode):
        raise TypeError(file)
    return written(amended(node, change))


def _told_at(problem: Problem, file: str | None) -> Problem:
    """The problem at the file its user knows; lines of a changed text mean nothing to anybody."""
    if file is None:
        return problem
    place = problem.place
    moved = Place(file) if file.startswith("--set") else replace(place, file=file)
    return replace(problem, place=moved)


def _errors(problems: Sequence[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.severity is Severity.ERROR]


def _is_policy(file: str) -> bool:
    return file.rpartition("/")[2] == POLICY


def _is_own(file: str, below: str) -> bool:
    return _is_policy(file) and file.startswith(below)


def _number(text: str, file: str) -> str:
    """The 文号 of a policy file; empty where it has none."""
    node, _ = read_tree(text, file)
    found = node.get("policy") if isinstance(node, MappingNode) else None
    return found.text.strip() if isinstance(found, ScalarNode) else ""
