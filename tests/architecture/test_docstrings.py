"""Every module says what it is for, and so does what the rulebook offers."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.repository import (
    RULEBOOK,
    SOURCE,
    Function,
    functions,
    place,
    python_files,
    tree,
)


def reachable(file: Path) -> Iterator[Function]:
    """Functions that a reader can call: not those made inside another."""
    inner = {id(part) for node in functions(file) for part in ast.walk(node) if part is not node}
    return (node for node in functions(file) if id(node) not in inner)


def test_every_module_says_what_it_is_for() -> None:
    assert not [place(file) for file in python_files(SOURCE) if not ast.get_docstring(tree(file))]


def test_public_functions_of_the_rulebook_say_what_they_mean() -> None:
    public = [
        (f"{place(file, node)} {node.name}", ast.get_docstring(node))
        for file in python_files(RULEBOOK)
        for node in reachable(file)
        if not node.name.startswith("_")
    ]
    silent = [name for name, docstring in public if not docstring]
    assert len(silent) * 100 <= len(public) * 5, silent
