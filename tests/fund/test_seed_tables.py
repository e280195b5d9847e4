"""The tables of both example years against the papers they were entered from."""

import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from duixian.fund.tables.registry import tables
from duixian.fund.tables.table import Row
from duixian.fund.work.book import Book
from tests.fund.seed_figures import NUMBER, Rows, figures_of_papers, names_of_papers

RECORDED: dict[str, Rows] = json.loads(
    (Path(__file__).parent / "recorded_figures.json").read_text(encoding="utf-8")
)
FORM = "财政政策绩效目标申报表"
COLUMNS: dict[str, tuple[int, ...]] = {
    "政策项": (2,),
    "表1": (2,),
    "表2": (1, 2, 3),
    "表3": (3, 4, 5),
    "表4": (1, 2, 3, 4),
    "表5": (2, 3, 4, 5, 6, 7, 8),
    "表6": (2,),
    "表7a": (2, 3),
    "表7b": (3, 4, 5),
    "附件1": (2,),
    "附件1B": (2, 3, 4),
    "附件1C": (1, 2, 3, 4),
    "附件1D": (2, 3, 4, 5, 6, 7, 8),
    "附件1D明细": (2, 3, 4, 6, 8),
    "4-3": (3, 4, 5),
    "评分表自评": (3, 4),
    "评分表专家评审": (4,),
    FORM: (3,),
    "资金构成": (1,),
    "001附件1": (2,),
    "001附件1B": (2, 3, 4),
    "001附件1C": (1, 2, 3, 4),
}
WITH_ONE_TOTAL = {"表3", "表7b", "附件1B", "001附件1B", "4-3"}
NOTED = ("4-3", "表7b")
NOT_IN_OUR_NOTES: dict[tuple[str, str], set[str]] = {
    # misprints: the year of the first batch, a tenth of 120 × 20 万元, 120 for the 30 awaited
    ("4-3", "1.2"): {"2011", "240"},
    ("表7b", "1.2"): {"2011"},
    ("4-3", "1.3"): {"120"},
    # rounded to the 万元 where the product has decimals, which ours shows
    ("4-3", "3"): {"2832", "1463"},
    ("表7b", "3.1"): {"2642"},
    ("表7b", "3.2"): {"1463"},
    ("4-3", "4"): {"340"},
    # "in 1 year", and 3,200 written as 0.32 万
    ("4-3", "8.1"): {"1"},
    ("表7b", "8.1"): {"1"},
    ("4-3", "9"): {"1", "0.32"},
    ("表7b", "9.1"): {"1"},
}
WHERE_THE_PAPERS_CONTRADICT_THEMSELVES: dict[tuple[str, str], tuple[list[str], list[str]]] = {
    # 4 + 8 + 10 firms are 22, as 4-3 says; 18 is nowhere explained
    ("表3", "2"): (["10000000", "555556", "18"], ["10000000", "454545", "22"]),
    ("附件1B", "2"): (["10000000", "555556", "18"], ["10000000", "454545", "22"]),
    # the two papers count clauses differently; ours are those of the list of items
    ("001附件1B", "2"): (["10000000", "555556", "18"], ["10000000", "454545", "22"]),
    ("附件1D明细", "2"): (["3", "900", "600", "767.55", "243.9"], ["4"]),
    ("附件1D明细", "5"): (["3", "370", "-", "124", "108"], ["4"]),
    ("附件1D明细", "7"): (["1", "400", "472.9", "-", "-"], ["4"]),
    ("附件1D明细", "9"): (["1", "-", "-", "-", "-"], ["2"]),
    ("附件1D明细", "合计"): (["23", "15000", "5170.28", "9999.76", "9979.08"], ["29"]),
}


def plain(figure: str) -> str:
    """A figure without blanks, separators and decimals that say nothing."""
    text = re.sub(r"[\s,]", "", figure)
    return re.sub(r"(\.\d*?)0+(?=\D|$)", r"\1", text).replace(".(", "(").rstrip(".")


def of_paper(name: str, rows: Rows) -> list[list[str]]:
    found = [[plain(cell) for cell in row] for row in rows]
    if name == "附件1D明细":  # one cell over all items holds the total of the two years
        found[0] = [cell for cell in found[0] if cell != "10000"]
        found[0] += ["-", "-"]
        found[-1] = [found[-1][at] for at in (0, 1, 2, 4, 6)]
    if name == "评分表自评":
        found = [row[1:] for row in found]
    return found


def ours(book: Book, name: str) -> list[tuple[str, list[str]]]:
    table = tables(book)[name.removeprefix("001")]()
    rows = [row for row in table.rows if wanted(name, row)]
    found = []
    for row in rows:
        cells = [plain(row.cells[at].text) for at in COLUMNS[name]]
        if row.is_total and name in WITH_ONE_TOTAL:
            cells = [next(cell for cell in map(plain, texts(row)) if cell[:1].isdigit())]
        found.append((row.name, cells))
    return found


def texts(row: Row) -> list[str]:
    return [cell.text for cell in row.cells]


def wanted(name: str, row: Row) -> bool:
    if name == "评分表自评":
        return len(row.name) > 1
    return name != "评分表专家评审" or row.name in {"A", "B", "C", "总计"}


@pytest.fixture(scope="module")
def books(minhang: Book, jiading: Book) -> Mapping[str, Book]:
    return {name: jiading if name in {FORM, "资金构成"} else minhang for name in COLUMNS}


def test_the_recorded_figures_are_those_of_the_papers(seeds: Path) -> None:
    assert figures_of_papers(seeds) == RECORDED


@pytest.mark.parametrize("name", COLUMNS)
def test_every_figure_comes_out_as_printed(name: str, books: Mapping[str, Book]) -> None:
    printed = of_paper(name, RECORDED[name])
    made = ours(books[name], name)
    assert len(made) == len(printed)
    for (row, cells), expected in zip(made, printed, strict=True):
        if (name, row) in WHERE_THE_PAPERS_CONTRADICT_THEMSELVES:
            theirs, right = WHERE_THE_PAPERS_CONTRADICT_THEMSELVES[name, row]
            assert expected == theirs
            assert cells == [*right, *theirs[len(right) :]]
        else:
            assert cells == expected, row


def test_each_contradiction_of_the_papers_differs_from_ours() -> None:
    for theirs, right in WHERE_THE_PAPERS_CONTRADICT_THEMSELVES.values():
        assert theirs[: len(right)] != right


@pytest.mark.parametrize("name", NOTED)
def test_every_figure_of_an_explanation_stands_in_ours(name: str, minhang: Book) -> None:
    rows = [row for row in tables(minhang)[name]().rows if not row.is_total]
    printed = RECORDED[f"说明{name}"]
    assert len(rows) == len(printed)
    for row, figures in zip(rows, printed, strict=True):
        shown = {figure.replace(",", "") for figure in NUMBER.findall(row.cells[-1].text)}
        missing = {figure.replace(",", "") for figure in figures} - shown
        assert missing <= NOT_IN_OUR_NOTES.get((name, row.name), set()), row.name


@pytest.mark.parametrize("name", ["表1", "表5", "表7a", "表6", "评分表自评", FORM])
def test_the_rows_have_the_names_and_the_order_of_the_papers(
    name: str, books: Mapping[str, Book], seeds: Path
) -> None:
    at = {"表6": 1, FORM: 2}.get(name, 1)
    rows = [row for row in tables(books[name])[name]().rows if not row.is_total]
    if name == "评分表自评":
        ours_ = [row.name for row in rows if len(row.name) > 1]
    else:
        ours_ = [re.sub(r"\s", "", row.cells[at].text) for row in rows]
    assert ours_ == names_of_papers(seeds)[name]
