"""The two READMEs tell the reader to type the same things."""

import re

from tests.architecture.repository import ROOT

BLOCK = re.compile(r"^```(sh|console)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def commands(name: str) -> list[str]:
    """The lines to be typed: all of an `sh` block, those after a prompt in a `console` block."""
    text = (ROOT / name).read_text(encoding="utf-8")
    found = []
    for language, block in BLOCK.findall(text):
        for line in block.splitlines():
            if language == "sh":
                found.append(line.partition(" #")[0].strip())
            elif line.startswith("$ "):
                found.append(line.removeprefix("$ ").partition(" #")[0].strip())
    return found


def test_both_readmes_give_the_same_commands_in_the_same_order() -> None:
    english = commands("README.md")
    assert {"make run", "make test"} <= set(english)
    assert commands("README.zh-CN.md") == english
