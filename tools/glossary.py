#!/usr/bin/env python3
"""Writes the generated part of docs/reference/glossary.md: every Chinese word with its identifier.

What stands above the mark is written by hand. `make docs` calls this.
"""

import importlib
import pkgutil
import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path

from duixian import fund, rulebook
from duixian.fund.following.notes import table_note
from duixian.fund.reading.year import TABLES
from duixian.fund.reading.year_form import YEAR
from duixian.intake.library_folder import load_library
from duixian.intake.workbook.records import RECORD_SHEETS
from duixian.rulebook.cases.form import CASES
from duixian.rulebook.documents.forms import Form, ListOf, OneOf, Ref, Shape
from duixian.rulebook.explain.names import VERDICTS
from duixian.rulebook.library.form import LIBRARY
from duixian.rulebook.library.vocabulary_form import VOCABULARY
from duixian.rulebook.policy.forms import DEFINITIONS
from duixian.rulebook.policy.policy_form import POLICY
from duixian.rulebook.vocabulary.model import Fact

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reference" / "glossary.md"
MARK = "<!-- From here on written by tools/glossary.py; `make docs` writes it anew. -->"
HAN = re.compile(r"[一-鿿]")
MOST_NAMED = 3
FILES = (
    ("policy.yaml", POLICY),
    ("cases.yaml", CASES),
    ("facts.yaml", VOCABULARY),
    ("library.yaml", LIBRARY),
    ("year.yaml", YEAR),
)

Rows = Iterable[tuple[str, ...]]


def generated() -> str:
    """The generated part, from the code as it is."""
    return "\n\n".join((MARK, *_sections())) + "\n"


def _sections() -> Iterator[str]:
    verdicts = ((word, f"`{verdict}`", f"`{verdict.name}`") for verdict, word in VERDICTS.items())
    yield "## Verdicts\n\n" + _table(("中文", "in data", "`Verdict`"), verdicts)
    yield "## Words of the language\n\n" + _table(("中文", "identifier", "where"), _words())
    for name, form in FILES:
        yield f"## Keys of {name}\n\n" + _table(("中文", "key", "in"), _keys(form))
    yield "## Sheets beside the subjects\n\n" + _table(("中文", "code", "sheet"), _columns())
    tables = ((table_note(name).partition("：")[0], f"`{name}`") for name in TABLES)
    yield "## Tables of a year\n\n" + _table(("中文", "file or sheet"), tables)
    yield "## Subjects and facts"
    yield from _subjects()


def _table(head: tuple[str, ...], rows: Rows) -> str:
    lines = (head, ("---",) * len(head), *rows)
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _words() -> Iterator[tuple[str, str, str]]:
    """Every Chinese word of a closed list, with the constant it becomes."""
    kinds: dict[type[StrEnum], None] = {}
    for room in (rulebook, fund):
        for module in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
            for found in vars(importlib.import_module(module.name)).values():
                if isinstance(found, type) and issubclass(found, StrEnum):
                    kinds[found] = None
    for kind in sorted(kinds, key=lambda kind: (kind.__module__, kind.__name__)):
        where = kind.__module__.removeprefix("duixian.").removeprefix("rulebook.")
        for word in kind:
            if HAN.search(word):
                yield word.value, f"`{kind.__name__}.{word.name}`", f"`{where}`"


def _keys(form: Form) -> Iterator[tuple[str, str, str]]:
    """Every key of a file with what it means and the mappings in which it stands."""
    found: dict[tuple[str, str], dict[str, None]] = {}
    for shape in _shapes(form, set()):
        for key in shape.keys:
            if not HAN.search(key.name):
                found.setdefault((key.says, key.name), {})[shape.says] = None
    for (says, name), shapes in found.items():
        yield says, f"`{name}`", "、".join(shapes) if len(shapes) <= MOST_NAMED else "多处"


def _shapes(form: Form, entered: set[str]) -> Iterator[Shape]:
    match form:
        case Shape(_, keys, others):
            yield form
            for inside in (*(key.form for key in keys), *((others,) if others else ())):
                yield from _shapes(inside, entered)
        case ListOf(item):
            yield from _shapes(item, entered)
        case OneOf(forms):
            for one in forms:
                yield from _shapes(one, entered)
        case Ref(name) if name not in entered and name in DEFINITIONS:
            entered.add(name)
            yield from _shapes(DEFINITIONS[name], entered)


def _columns() -> Iterator[tuple[str, str, str]]:
    for sheet in RECORD_SHEETS:
        yield sheet.name, f"`{sheet.code}`", ""
        for column in sheet.columns:
            yield column.name, f"`{column.code}`", sheet.name


def _subjects() -> Iterator[str]:
    library, problems = load_library()
    if library is None:
        raise SystemExit("\n".join(problem.sentence for problem in problems))
    for subject in library.vocabulary.subjects:
        rows = ((fact.name, f"`{fact.code}`", _kind(fact)) for fact in subject.facts)
        table = _table(("中文", "code", "kind"), rows)
        yield f"### {subject.name} `{subject.code}`\n\n{table}"


def _kind(fact: Fact) -> str:
    marks = ((fact.yearly, "yearly"), (fact.staged, "staged"), (bool(fact.derived), "derived"))
    kind = fact.kind.name.lower() + (f" ({fact.unit.name})" if fact.unit else "")
    return ", ".join((kind, *(word for holds, word in marks if holds)))


def main() -> None:
    """Write the page anew, keeping the part written by hand."""
    by_hand = PAGE.read_text(encoding="utf-8").partition(MARK)[0]
    PAGE.write_text(by_hand + generated(), encoding="utf-8")


if __name__ == "__main__":
    main()
