"""Every note that a finding can carry has words."""

import ast
from pathlib import Path

import duixian.rulebook.meaning
from duixian.rulebook.explain.notes import NOTES

MEANING = Path(duixian.rulebook.meaning.__file__).parent


def notes_written():
    """Hyphenated words among the string constants of `meaning`, codes of problems left out."""
    for file in MEANING.glob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        codes = {
            id(call.args[0])
            for call in ast.walk(tree)
            if isinstance(call, ast.Call)
            and isinstance(call.func, ast.Attribute)
            and call.func.attr == "complain"
        }
        texts = (node for node in ast.walk(tree) if isinstance(node, ast.Constant))
        for node in texts:
            words = str(node.value).split("-")
            hyphenated = len(words) > 1 and all(w.isascii() and w.isalpha() for w in words)
            if hyphenated and id(node) not in codes:
                yield node.value


def test_every_note_of_the_meaning_has_words():
    written = set(notes_written())
    assert {"cap-binds", "limit-binds", "displaced-by-award", "already-awarded"} <= written
    assert not written - NOTES.keys()


def test_every_note_with_words_is_written_somewhere():
    source = "".join(file.read_text(encoding="utf-8") for file in MEANING.glob("*.py"))
    assert not [note for note in NOTES if f'"{note}"' not in source]
