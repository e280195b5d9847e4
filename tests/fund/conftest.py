"""The example years, worked out once."""

import pytest

from duixian.fund.work.book import Book
from duixian.intake.library_folder import load_library
from duixian.intake.year_folder import load_year, year_folder
from duixian.rulebook.library.model import Library


@pytest.fixture(scope="session")
def library() -> Library:
    found, _ = load_library()
    assert found is not None
    return found


def _book(name: str, library: Library) -> Book:
    year, problems = load_year(year_folder(name), library)
    assert year is not None, problems
    return Book(year, library)


@pytest.fixture(scope="session")
def minhang(library: Library) -> Book:
    return _book("minhang-2022", library)


@pytest.fixture(scope="session")
def jiading(library: Library) -> Book:
    return _book("jiading-2024", library)


@pytest.fixture(scope="session")
def minhang_2019(library: Library) -> Book:
    return _book("minhang-2019", library)
