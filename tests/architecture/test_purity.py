"""What the import contracts cannot see of the rulebook's purity."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.repository import FUND, RULEBOOK, SOURCE, place, python_files, tree

FORBIDDEN_CALLS = {"__import__", "compile", "eval", "exec", "float", "input", "open", "print"}

IMPORT_EVERYTHING = """
import importlib, sys

class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {blocked!r}:
            raise ImportError(f"the rulebook asked for {{name}}")

sys.meta_path.insert(0, Refuse())
for name in {names!r}:
    importlib.import_module(name)
"""

BLOCKED = ["click", "django", "duckdb", "jinja2", "python_calamine", "rich", "stdnum", "xlsxwriter"]


def is_float_literal(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, float | complex)


def is_forbidden_call(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in FORBIDDEN_CALLS
    )


@pytest.mark.parametrize("file", [*python_files(RULEBOOK), *python_files(FUND)], ids=place)
def test_a_pure_room_has_no_float_and_opens_or_runs_nothing(file: Path) -> None:
    found = [
        f"{place(file, node)} {ast.unparse(node)}"
        for node in ast.walk(tree(file))
        if isinstance(node, ast.expr) and (is_float_literal(node) or is_forbidden_call(node))
    ]
    assert not found


def test_the_rulebook_imports_where_no_framework_is_installed() -> None:
    names = [
        ".".join(file.relative_to(SOURCE.parent).with_suffix("").parts).removesuffix(".__init__")
        for file in python_files(RULEBOOK)
    ]
    program = IMPORT_EVERYTHING.format(blocked=BLOCKED, names=names)
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
