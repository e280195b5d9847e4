"""The two READMEs tell the reader to type the same things, and show what is there."""

import re
import textwrap

import pytest

from duixian.cli.group import COMMANDS
from tests.architecture.repository import ROOT, SOURCE

ENGLISH, CHINESE = "README.md", "README.zh-CN.md"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
IMAGE = re.compile(r"!\[[^\]]+\]\(([^)]+)\)")
MOST_BYTES = 200_000


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def blocks(name: str, language: str) -> list[str]:
    return [block for found, block in BLOCK.findall(text(name)) if found == language]


def commands(name: str) -> list[str]:
    """The lines to be typed: all of an `sh` block, those after a prompt in a `console` block."""
    found = []
    for language, block in BLOCK.findall(text(name)):
        for line in block.splitlines():
            if language == "sh":
                found.append(line.partition(" #")[0].strip())
            elif line.startswith("$ "):
                found.append(line.removeprefix("$ ").partition(" #")[0].strip())
    return found


def test_both_readmes_give_the_same_commands_in_the_same_order() -> None:
    english = commands(ENGLISH)
    assert {"make run", "make test"} <= set(english)
    assert commands(CHINESE) == english


@pytest.mark.parametrize("language", ["yaml", "console"])
def test_both_readmes_show_the_same_rule_and_the_same_output(language: str) -> None:
    assert blocks(ENGLISH, language)
    assert blocks(CHINESE, language) == blocks(ENGLISH, language)


def test_the_rule_they_show_stands_in_the_library_as_a_whole() -> None:
    policies = [file.read_text(encoding="utf-8") for file in SOURCE.glob("library/*/policy.yaml")]
    for excerpt in blocks(ENGLISH, "yaml"):
        start = excerpt.index("- code:")
        next_measure = "\n\n" + excerpt[:start] + "- code:"
        assert any(excerpt.rstrip("\n") + next_measure in policy for policy in policies), (
            textwrap.shorten(excerpt, 80)
        )


@pytest.mark.parametrize("name", [ENGLISH, CHINESE])
def test_their_table_of_commands_is_complete(name: str) -> None:
    assert set(re.findall(r"^\| `duixian (\w+)` \|", text(name), re.MULTILINE)) == set(COMMANDS)


def test_they_show_the_same_images_none_of_them_large() -> None:
    images = IMAGE.findall(text(ENGLISH))
    assert images
    assert IMAGE.findall(text(CHINESE)) == images
    assert not [image for image in images if (ROOT / image).stat().st_size > MOST_BYTES]
