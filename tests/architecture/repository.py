"""The repository as the architecture tests see it: tracked files, source files, syntax trees."""

import ast
import gc
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "duixian"
RULEBOOK = SOURCE / "rulebook"
FUND = SOURCE / "fund"
TESTS = ROOT / "tests"

Function = ast.FunctionDef | ast.AsyncFunctionDef


def python_files(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.py"))


@cache
def tree(file: Path) -> ast.Module:
    # All trees are kept: to search each for garbage anew takes longer than to read it.
    gc.disable()
    try:
        return ast.parse(file.read_text(encoding="utf-8"), filename=str(file))
    finally:
        gc.enable()


def functions(file: Path) -> Iterator[Function]:
    return (node for node in ast.walk(tree(file)) if isinstance(node, Function))


def place(file: Path, node: ast.stmt | ast.expr | None = None) -> str:
    line = f":{node.lineno}" if node else ""
    return f"{file.relative_to(ROOT)}{line}"


@cache
def tracked_texts() -> dict[str, str]:
    """Each tracked file that is text, by its path in the repository."""
    # A checkout that belongs to somebody else is read all the same.
    listing = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    texts = {}
    for name in filter(None, listing.stdout.split("\0")):
        content = (ROOT / name).read_bytes() if (ROOT / name).is_file() else b""
        if b"\0" not in content:
            texts[name] = content.decode("utf-8")
    return texts
