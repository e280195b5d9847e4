"""The glossary says what the code says: the generated part and the words written by hand."""

import re

from duixian.rulebook.language.functions import FUNCTIONS
from tests.architecture.repository import SOURCE, python_files
from tools.glossary import MARK, PAGE, generated

IDENTIFIER = re.compile(r"`([^`]+)`")


def parts() -> tuple[str, str]:
    by_hand, mark, rest = PAGE.read_text(encoding="utf-8").partition(MARK)
    return by_hand, mark + rest


def test_the_generated_part_is_in_step_with_the_code() -> None:
    assert parts()[1] == generated(), "`make docs` writes it anew"


def test_every_identifier_of_the_terms_written_by_hand_is_in_the_code() -> None:
    source = "\n".join(file.read_text(encoding="utf-8") for file in python_files(SOURCE))
    words = set(re.findall(r"\w+", source))
    named = {word for found in IDENTIFIER.findall(parts()[0]) for word in re.findall(r"\w+", found)}
    assert named
    assert not named - words


def test_every_function_of_the_language_has_its_identifier() -> None:
    told = set(re.findall(r"[一-鿿]+", "".join(parts())))
    assert not set(FUNCTIONS) - told
