"""The documents point at what exists."""

import re

import click
import pytest

from duixian.cli.group import program
from tests.architecture.repository import ROOT, tracked_texts

SPOKEN = re.compile(r"duixian ((?!COMMAND\b)[a-z]+)([^`\n|]*)")
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*")
TARGET = re.compile(r"`make ([a-z]+)`")
LINK = re.compile(r"\]\((?!https?://|mailto:|#)([^)#\s]+)")


def test_every_link_between_documents_leads_somewhere() -> None:
    broken = [
        f"{name}: {target}"
        for name, text in tracked_texts().items()
        if name.endswith(".md")
        for target in LINK.findall(text)
        if not ((ROOT / name).parent / target).exists()
    ]
    assert not broken


def test_every_decision_is_listed() -> None:
    folder = ROOT / "docs" / "decisions"
    listing = (folder / "README.md").read_text(encoding="utf-8")
    assert not [page.name for page in folder.glob("[0-9]*.md") if page.name not in listing]


def test_every_page_is_reached_from_the_index() -> None:
    docs = ROOT / "docs"
    linked = {
        (page.parent / target).resolve()
        for page in (docs / "README.md", docs / "decisions" / "README.md")
        for target in LINK.findall(page.read_text(encoding="utf-8"))
    }
    pages = set(docs.rglob("*.md")) - {docs / "README.md"}
    assert not pages - linked


def pages_for_readers() -> list[str]:
    return [name for name in tracked_texts() if name.endswith(".md")]


def command_of(group: click.Group, words: list[str]) -> click.Command | None:
    """The command that words name; in a group the one they go on to, if they do."""
    found = group.get_command(click.Context(group), words[0]) if words else None
    return (command_of(found, words[1:]) or found) if isinstance(found, click.Group) else found


@pytest.mark.parametrize("name", pages_for_readers())
def test_every_command_named_in_a_document_exists_with_its_options(name: str) -> None:
    unknown = []
    for command, rest in SPOKEN.findall(tracked_texts()[name]):
        found = command_of(program, [command, *rest.split()])
        options = [option for one in found.params for option in one.opts] if found else []
        asked = [option for option in OPTION.findall(rest) if option != "--help"]
        if not found or set(asked) - set(options):
            unknown.append(f"duixian {command}{rest}")
    assert not unknown
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert not [one for one in TARGET.findall(tracked_texts()[name]) if f"\n{one}:" not in makefile]
