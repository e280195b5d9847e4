"""Policy libraries from disk: the one that is shipped, and folders of one's own beside it."""

import os
import re
from collections.abc import Iterator, Sequence
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from duixian.rulebook.library.model import Library
from duixian.rulebook.library.reading import read_library
from duixian.rulebook.problems import Place, Problem, error, has_errors

POLICY = "policy.yaml"
CASES = "cases.yaml"
FACTS = "facts.yaml"
LIBRARY = "library.yaml"
MAX_SIZE = 10 * 2**20
SHIPPED: Traversable = files("duixian") / "library"
DECLARES_FIRMS = re.compile(r"^ +key: *统一社会信用代码", re.MULTILINE)

Texts = dict[str, str]


def load_library(paths: Sequence[Path] = ()) -> tuple[Library | None, tuple[Problem, ...]]:
    """The shipped library and, after it, the policies in `paths`.

    Each path is a policy folder, its policy.yaml, or a folder of policy folders; a facts.yaml in
    it extends the vocabulary, a library.yaml adds catalogues and an order. A folder whose
    facts.yaml declares 企业 itself is a whole library and takes the place of the shipped one.
    Findings of files that cannot be read have codes that begin with `file-`.
    """
    texts, problems = library_texts(paths)
    if has_errors(problems):
        return None, problems
    library, found = read_library(texts)
    return library, (*problems, *found)


def library_texts(paths: Sequence[Path] = ()) -> tuple[Texts, tuple[Problem, ...]]:
    """The texts by name: `facts.yaml`, `library.yaml`, `<folder>/policy.yaml` and cases.yaml.

    Those of one's own stand below the name of their folder: `mine/facts.yaml`,
    `mine/<folder>/policy.yaml`. What lies in the shipped library is not read twice.
    """
    reader = _Reader()
    folders = [path.parent if path.name == POLICY and path.is_file() else path for path in paths]
    whole = [folder for folder in folders if _is_whole(folder)]
    shipped: list[Traversable] = [SHIPPED]
    for library in whole or shipped:
        reader.add(library, "")
    for folder in folders:
        if folder not in whole and not is_shipped(folder):
            reader.add_own(folder)
    return reader.texts, tuple(reader.problems)


def names_below(path: Path) -> str:
    """How the names of the files read from `path` begin; empty where they are all there are."""
    folder = path.parent if path.name == POLICY and path.is_file() else path
    if _is_whole(folder) or _real(folder) == _real(Path(str(SHIPPED))):
        return ""
    return f"{_real(folder).name}/"


def is_shipped(folder: Path) -> bool:
    """Whether a folder is the shipped library or a policy folder of it."""
    home = _real(Path(str(SHIPPED)))
    return home == _real(folder) or home in _real(folder).parents


def _real(path: Path) -> Path:
    """The path without links; one that runs in circles as far as it leads."""
    return Path(os.path.realpath(path))


def _is_whole(folder: Path) -> bool:
    facts = folder / FACTS
    try:
        return facts.is_file() and bool(DECLARES_FIRMS.search(_start(facts).decode("utf-8")))
    except (OSError, UnicodeDecodeError):
        return False


def _start(file: Traversable) -> bytes:
    """The content, or of a file that is too large the first bytes, one more than are allowed."""
    with file.open("rb") as opened:
        return opened.read(MAX_SIZE + 1)


class _Reader:
    def __init__(self) -> None:
        self.texts: Texts = {}
        self.problems: list[Problem] = []

    def add_own(self, folder: Path) -> None:
        """A policy folder, or a folder of them, under its own name."""
        place = Place(str(folder))
        name = _real(folder).name
        if not folder.exists():
            self.problems.append(error("file-missing", place, "", "没有这个文件或文件夹"))
        elif not (folder / POLICY).is_file() and not list(_policy_folders(folder)):
            what = f"这里没有 {POLICY}，也没有放着 {POLICY} 的文件夹"
            self.problems.append(error("file-missing", place, "", what))
        elif any(known.startswith(f"{name}/") for known in self.texts):
            what = f"已经有名为「{name}」的文件夹"
            self.problems.append(error("folder-twice", place, "", what, instead="换一个文件夹名"))
        else:
            self.add(folder, f"{name}/")

    def add(self, folder: Traversable, prefix: str) -> None:
        """All files of a folder and of the policy folders in it, their names below `prefix`."""
        for file in (FACTS, LIBRARY, POLICY, CASES):
            entry = folder / file
            if entry.is_file():
                self.read(entry, f"{prefix}{file}")
            elif isinstance(entry, Path) and entry.exists():
                what = "这不是普通文件"
                self.problems.append(error("file-unreadable", Place(str(entry)), "", what))
        for policy in _policy_folders(folder):
            self.add(policy, f"{prefix}{policy.name}/")

    def read(self, file: Traversable, name: str) -> None:
        """Read one file under `name`, or note why it cannot be read."""
        place = Place(str(file))
        try:
            content = _start(file)
        except OSError as failure:
            denied = isinstance(failure, PermissionError)
            what = "没有读取的权限" if denied else "读不出来"
            self.problems.append(error("file-unreadable", place, "", what))
            return
        if len(content) > MAX_SIZE:
            what = f"政策文件不会超过 {MAX_SIZE // 2**20} MB"
            self.problems.append(error("file-too-large", place, "", what))
            return
        try:
            self.texts[name] = content.decode("utf-8-sig")
        except UnicodeDecodeError as failure:
            line = content.count(b"\n", 0, failure.start) + 1
            what = "不是 UTF-8 编码的文本"
            wrong = error(
                "file-encoding", Place(str(file), line, 1), "", what, instead="另存为 UTF-8"
            )
            self.problems.append(wrong)


def _policy_folders(folder: Traversable) -> Iterator[Traversable]:
    if not folder.is_dir():
        return
    for child in sorted(folder.iterdir(), key=lambda one: one.name):
        if child.is_dir() and (child / POLICY).is_file():
            yield child
