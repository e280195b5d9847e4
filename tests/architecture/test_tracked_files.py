"""What must stand in no tracked file: places of one machine, package hosts, official texts."""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.repository import ROOT, tracked_texts

MACHINE = re.compile(r"/(work|farm|root)/")
PACKAGE_HOST = re.compile(
    r"pypi\.org|pythonhosted\.org|--(?:extra-index-url|index-url|find-links)|https?://\S*/(simple|packages)/"
)
REQUIREMENT = re.compile(r"^[a-z0-9][a-z0-9._-]*==", re.MULTILINE)
RUN = 30
"""So many characters in a row that also stand in an official text are a copy, not a coincidence."""


def lines_matching(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{name}:{number}: {line.strip()[:80]}"
        for name, text in tracked_texts().items()
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]


def test_no_tracked_file_names_a_place_on_one_machine() -> None:
    assert not lines_matching(MACHINE)


def test_no_tracked_file_names_a_package_host() -> None:
    assert not lines_matching(PACKAGE_HOST)


def test_every_locked_package_has_a_hash_and_no_address() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in lock
    starts = [match.start() for match in REQUIREMENT.finditer(lock)]
    entries = [lock[a:b] for a, b in zip(starts, [*starts[1:], len(lock)], strict=True)]
    assert entries
    assert not [entry for entry in entries if "--hash=sha256:" not in entry]
    assert not re.findall(r"^(?:-|[\w.-]+ @).*", lock, re.MULTILINE)


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def _runs(text: str) -> Iterator[str]:
    return (text[start : start + RUN] for start in range(len(text) - RUN + 1))


def _is_prose(run: str) -> bool:
    return len(re.findall(r"[\u4e00-\u9fff]", run)) > RUN * 3 // 5


def test_no_sentence_of_an_official_text_is_copied(seeds: Path) -> None:
    official: set[str] = set()
    for file in sorted(seeds.glob("*.txt")):
        # Titles of documents are facts and may be long.
        for text in re.split(r"《[^》]*》", file.read_text(encoding="utf-8")):
            official.update(filter(_is_prose, _runs(_plain(text))))
    copied = {
        name: next((run for run in _runs(_plain(text)) if run in official), "")
        for name, text in tracked_texts().items()
    }
    assert not {name: run for name, run in copied.items() if run}
