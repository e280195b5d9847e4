"""Tables that are read by the database come out as a register and its dossiers do."""

from collections import Counter
from pathlib import Path

import duckdb
import pytest

from duixian.intake.demonstration import demonstration
from duixian.intake.library_folder import load_library
from duixian.intake.tables.loading import Loaded, Loader
from duixian.intake.workbook.reading import read_workbook
from duixian.intake.workbook.template import write_template
from duixian.population.schema import LISTINGS, relations
from duixian.population.store import connect
from duixian.rulebook.library.model import Library
from tests.intake.tables.files import as_csv, as_parquet, sheets_of

Relations = dict[str, Counter[tuple[object, ...]]]


@pytest.fixture(scope="session")
def library() -> Library:
    found, _ = load_library()
    assert found is not None
    return found


@pytest.fixture(scope="session")
def book(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("book") / "示例企业.xlsx"
    write_template(path, library.vocabulary, demonstration(library.vocabulary))
    return path


def held(connection: duckdb.DuckDBPyConnection, library: Library) -> Relations:
    return {
        name: Counter(connection.execute(f"FROM {name}").fetchall()) for name in relations(library)
    }


def by_dossiers(book: Path, library: Library) -> Relations:
    register, _ = read_workbook(book, library.vocabulary)
    assert register is not None
    return held(connect(library, map(register.dossier, register.codes)), library)


@pytest.fixture(scope="module")
def wanted(book: Path, library: Library) -> Relations:
    found = by_dossiers(book, library)
    # A dossier brings the listings of all firms it names; a listing is there once.
    found[LISTINGS] = Counter(set(found[LISTINGS]))
    return found


def loaded(path: Path, library: Library, work: Path) -> tuple[Loaded, Relations]:
    work.mkdir()
    connection = duckdb.connect()
    found, problems = Loader(connection, library, work).load(path)
    assert found is not None, problems
    return found, held(connection, library)


@pytest.mark.parametrize("form", ["workbook", "csv", "gb18030", "parquet"])
def test_the_demonstration_comes_in_as_its_dossiers_have_it(
    form: str, book: Path, library: Library, wanted: Relations, tmp_path: Path
) -> None:
    path = {
        "workbook": lambda: book,
        "csv": lambda: as_csv(tmp_path / "data", sheets_of(book)),
        "gb18030": lambda: as_csv(tmp_path / "data", sheets_of(book), "gb18030"),
        "parquet": lambda: as_parquet(tmp_path / "data", sheets_of(book)),
    }[form]()
    found, ours = loaded(path, library, tmp_path / "work")
    for name, rows in wanted.items():
        assert ours[name] == rows, name
    assert sum(map(len, ours.values())) > 300
    register, _ = read_workbook(book, library.vocabulary)
    assert register is not None
    records = register.records
    assert found.tables == set(records.tables)
    assert found.sources == records.sources
    assert found.lists == records.lists
    assert found.history
