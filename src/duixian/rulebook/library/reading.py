"""Reads a whole library from texts by file name: vocabulary, reference data, policies, links."""

import hashlib
from collections.abc import Iterable, Mapping

from duixian.rulebook.library.derived_facts import with_derivations
from duixian.rulebook.library.library_file import Holdings
from duixian.rulebook.library.linking import linked
from duixian.rulebook.library.model import Library
from duixian.rulebook.library.vocabulary_checks import check_vocabulary
from duixian.rulebook.library.vocabulary_file import draft_of
from duixian.rulebook.policy.model import Policy
from duixian.rulebook.policy.reading import read_policy
from duixian.rulebook.problems import Place, Problem, error, has_errors
from duixian.rulebook.vocabulary.model import Vocabulary

FACTS, LIBRARY, POLICY = "facts.yaml", "library.yaml", "policy.yaml"


def read_library(files: Mapping[str, str]) -> tuple[Library | None, tuple[Problem, ...]]:
    """The library of these texts, None when any has errors; and everything wrong with them.

    Keys are `facts.yaml`, `library.yaml` and `<folder>/policy.yaml`, each also below folders of
    one's own (`mine/facts.yaml`), whose vocabularies extend the first; other files are left alone.
    """
    draft = draft_of(_named(files, FACTS))
    check_vocabulary(draft)
    vocabulary = with_derivations(draft)
    if has_errors(draft.problems):
        # Every policy would repeat what the vocabulary lacks.
        return None, _unique(draft.problems)
    holdings = Holdings()
    for file, text in _named(files, LIBRARY).items():
        holdings.add(file, text, vocabulary)
    problems = [*draft.problems, *holdings.problems]
    policies = _policies(files, holdings, vocabulary, problems)
    library = Library(
        vocabulary,
        policies,
        tuple(holdings.catalogues.values()),
        tuple(holdings.series.values()),
        version_of(files),
    )
    if not has_errors(problems):
        library, found = linked(library)
        problems += found
    return (None if has_errors(problems) else library), _unique(problems)


def version_of(files: Mapping[str, str]) -> str:
    """SHA-256 over the names and texts of the files a library is read from."""
    digest = hashlib.sha256()
    for file in sorted(files):
        if _base(file) in {FACTS, LIBRARY, POLICY}:
            for part in (file, files[file]):
                data = part.encode("utf-8", "surrogatepass")
                digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()


def _base(file: str) -> str:
    return file.rpartition("/")[2]


def _named(files: Mapping[str, str], name: str) -> dict[str, str]:
    return {file: text for file, text in files.items() if _base(file) == name}


def _unique(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(dict.fromkeys(problems))


def _policies(
    files: Mapping[str, str],
    holdings: Holdings,
    vocabulary: Vocabulary,
    problems: list[Problem],
) -> tuple[Policy, ...]:
    series = {each.name: each.unit for each in holdings.series.values()}
    found: dict[str, Policy] = {}
    for file in _order(files, holdings, problems):
        policy, met = read_policy(
            files[file], file, vocabulary, catalogues=holdings.catalogues, series=series
        )
        problems.extend(met)
        if policy is None:
            continue
        if policy.code in found:
            what = f"文号重复，{found[policy.code].place.file} 已经用了"
            problems.append(error("duplicate-policy", Place(file), policy.code, what))
        else:
            found[policy.code] = policy
    return tuple(found.values())


def _order(files: Mapping[str, str], holdings: Holdings, problems: list[Problem]) -> list[str]:
    """Policy files in the order the library files name their folders, others after, by name."""
    ordered: dict[str, None] = {}
    for node in holdings.order:
        folder = node.place.file.rpartition("/")[0]
        file = "/".join(part for part in (folder, node.text, POLICY) if part)
        if file not in files:
            what = f"没有这个文件夹，或其中没有 {POLICY}"
            problems.append(error("policy-missing", node.place, node.text, what))
        elif file in ordered:
            problems.append(error("duplicate-name", node.place, node.text, "重复"))
        else:
            ordered[file] = None
    rest = sorted(file for file in _named(files, POLICY) if file not in ordered)
    return [*ordered, *rest]
