"""Finds the text of each policy among the official texts given on the command line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from duixian.cli.choosing import policies_named
from duixian.cli.stop import StopError
from duixian.cli.texts import text_or_stop
from duixian.paper.clauses import clauses
from duixian.paper.documents import Extract, find
from duixian.paper.library_citations import citations
from duixian.rulebook.library.model import Library
from duixian.rulebook.policy.model import Policy

NOT_HELD = "存目"


@dataclass(frozen=True, slots=True)
class Source:
    """A policy and its text, cut out of the file that holds it."""

    policy: Policy
    file: Path
    text: str


def sources(
    library: Library, paths: Sequence[Path], names: Sequence[str]
) -> tuple[tuple[Source, ...], tuple[Policy, ...]]:
    """The policies whose texts are among the files, and those whose are not.

    A file without a document's heading may be any document; it is taken for the one whose cited
    clauses it holds. One under the policy's own title is its text even if no pin matches yet.
    Ends when a policy named by the user is not there, or none is.
    """
    chosen = policies_named(library, names)
    texts = [(path, text_or_stop(path)) for path in paths]
    found: list[Source] = []
    absent: list[Policy] = []
    for policy in library.policies:
        if policy.source == NOT_HELD or (chosen is not None and policy.code not in chosen):
            continue
        source = _best(library, policy, texts)
        if source is None:
            absent.append(policy)
        else:
            found.append(source)
    if not found or (chosen is not None and absent):
        names_of = "、".join(policy.code for policy in absent)
        advice = "在 policy.yaml 的 text_title 写标题中的几个词，或检查给出的文件"
        raise StopError(f"给出的文件里没有找到 {names_of} 的原文", advice=advice)
    return tuple(found), tuple(absent)


def _best(library: Library, policy: Policy, texts: Sequence[tuple[Path, str]]) -> Source | None:
    pins = {citation.pin for citation in citations(library, policy.code)}
    candidates = [
        (
            len(pins.intersection(clause.pin for clause in clauses(extract.text))),
            extract.headed,
            -number,
            Source(policy, path, extract.text),
        )
        for number, (path, extract) in enumerate(_extracts(policy, texts))
    ]
    surest = max(candidates, key=lambda candidate: candidate[:3], default=None)
    if surest is None:
        return None
    held, headed, _, source = surest
    return source if held or headed else None


def _extracts(policy: Policy, texts: Sequence[tuple[Path, str]]) -> Iterator[tuple[Path, Extract]]:
    for path, text in texts:
        extract = find(text, policy.text_title or policy.title, policy.code)
        if extract is not None:
            yield path, extract
