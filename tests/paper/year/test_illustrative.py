"""What is invented to show something is marked wherever a paper prints it; what is not, never."""

import pytest

from duixian.fund.work.book import Book
from duixian.intake.year_folder import load_year, year_folder
from duixian.paper.official.blocks import Block, Cover, Title
from duixian.paper.official.charts.model import Chart
from duixian.paper.official.grid import Grid
from duixian.paper.year.paper import Paper, document
from duixian.paper.year.registry import PAPERS
from duixian.rulebook.library.model import Library


def _book(name: str, library: Library) -> Book:
    year, _ = load_year(year_folder(name), library)
    assert year is not None
    return Book(year, library)


def _marks(block: Block) -> list[bool]:
    match block:
        case Cover():
            return ["示意" in dict(block.fields)]
        case Title():
            return ["（示意）" in block.below]
        case Chart():
            return ["示意" in block.caption]
        case Grid():
            noted = any(note.startswith("示意：") for note in block.notes)
            return [noted, noted if not block.caption else block.caption.endswith("（示意）")]
    return []


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_every_title_table_and_chart_of_an_invented_year_is_marked(
    paper: Paper, library: Library
) -> None:
    made = document(paper, _book("demo-2022", library))
    if made.blocks:
        assert made.title.endswith("（示意）")
        assert all(mark for block in made.blocks for mark in _marks(block))


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_nothing_of_a_real_year_is_marked(paper: Paper, library: Library) -> None:
    made = document(paper, _book("minhang-2022", library))
    assert "示意" not in made.title
    assert not any(mark for block in made.blocks for mark in _marks(block))
