"""The guide's examples are one policy that reads, links and pays what its cases say."""

import re
from pathlib import Path

import duixian
from duixian.rulebook.cases.reading import read_cases
from duixian.rulebook.cases.running import run_case
from duixian.rulebook.library.reading import read_library

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs/guides/encode-a-policy.md").read_text(encoding="utf-8")
SHIPPED = Path(duixian.__file__).parent / "library/facts.yaml"
_BLOCK = re.compile(r"```yaml\n# (\S+?)(?:,[^\n]*)?\n(.*?)```", re.DOTALL)
_ROW = re.compile(r"^\| (\d+a?) \| .+? \| (.+) \|$", re.MULTILINE)


def files() -> dict[str, str]:
    """The files the guide's blocks make, by name; a block that goes on adds to its file."""
    found: dict[str, str] = {"facts.yaml": SHIPPED.read_text(encoding="utf-8")}
    for name, text in _BLOCK.findall(GUIDE):
        begun = found.get(name, "")
        head = next((h for h in ("measures:\n", "cases:\n") if text.startswith(h)), "")
        goes_on = head and f"\n{head}" in begun
        found[name] = begun + (text.removeprefix(head) if goes_on else text)
    return found


def _written() -> str:
    return re.sub(r"\s+", " ", " ".join(text for _, text in _BLOCK.findall(GUIDE)))


def test_every_yaml_block_of_the_guide_belongs_to_a_file() -> None:
    assert GUIDE.count("```yaml") == len(_BLOCK.findall(GUIDE))


def test_the_policy_of_the_guide_is_read_without_a_problem() -> None:
    library, problems = read_library(files())
    assert [problem.sentence for problem in problems] == []
    assert library is not None


def test_every_case_of_the_guide_comes_out_as_it_says() -> None:
    library, _ = read_library(files())
    assert library is not None
    policy = library.policy("云经发〔2025〕3号")
    assert policy is not None
    shown = files()["mine/yunxi-2025-3/cases.yaml"]
    further = Path(__file__).with_name("guide_cases.yaml").read_text(encoding="utf-8")
    for text in (shown, further):
        cases, problems = read_cases(text, "cases.yaml", library, policy)
        assert [problem.sentence for problem in problems] == []
        assert [mismatch for case in cases for mismatch in run_case(case, library)] == []


def test_every_phrase_of_the_phrasebook_stands_in_a_block() -> None:
    written = _written()
    for number, right in _ROW.findall(GUIDE):
        phrase = right.split("`")[1]
        assert re.sub(r"\s+", " ", phrase) in written, number


def test_every_numbered_phrase_is_marked_where_it_stands() -> None:
    in_the_head = {"55", "57", "59", "60", "67", "68", "69", "70", "71"}
    marks = set(re.findall(r"^\s*# (\d+a?)$", GUIDE, re.MULTILINE))
    assert {number for number, _ in _ROW.findall(GUIDE)} - in_the_head == marks
