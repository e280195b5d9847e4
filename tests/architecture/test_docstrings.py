"""Every module says what it is for, and so does what the rulebook offers."""

import ast

from tests.architecture.repository import RULEBOOK, SOURCE, functions, place, python_files, tree


def test_every_module_says_what_it_is_for() -> None:
    assert not [place(file) for file in python_files(SOURCE) if not ast.get_docstring(tree(file))]


def test_public_functions_of_the_rulebook_say_what_they_mean() -> None:
    public = [
        (f"{place(file, node)} {node.name}", ast.get_docstring(node))
        for file in python_files(RULEBOOK)
        for node in functions(file)
        if not node.name.startswith("_")
    ]
    silent = [name for name, docstring in public if not docstring]
    assert len(silent) * 100 <= len(public) * 5, silent
